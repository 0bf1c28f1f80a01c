package io.tandem.amigateway.link.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.ami.EventNames;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.Backoff;
import io.tandem.testkit.ami.FakeAsterisk;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripted AMI server behind a TLS port whose certificate is for 127.0.0.1 and for nothing else. */
class AmiTlsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final AmiLink.Times TIMES =
            new AmiLink.Times(Duration.ofSeconds(5), SECOND, SECOND, SECOND, SECOND, SECOND, SECOND);

    @TempDir
    static Path keys;

    private final Vertx vertx = Vertx.vertx();
    private final FakeAsterisk asterisk = FakeAsterisk.start().accepts("events", "secret");
    private final RecordedSession session = new RecordedSession();
    private NetServer tls;

    @BeforeAll
    static void a_certificate() throws IOException, InterruptedException {
        keytool("-genkeypair", "-alias", "pbx", "-keyalg", "RSA", "-dname", "CN=pbx", "-ext", "san=ip:127.0.0.1");
        keytool(
                "-exportcert",
                "-alias",
                "pbx",
                "-rfc",
                "-file",
                keys.resolve("pbx.pem").toString());
    }

    @BeforeEach
    void a_tls_port() {
        var options = new NetServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(keys.resolve("keys.p12").toString())
                        .setPassword("changeit"));
        tls = vertx.createNetServer(options)
                .connectHandler(this::toAsterisk)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        asterisk.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_pbx_whose_certificate_is_trusted_and_for_its_host_is_logged_in_to() {
        connect("127.0.0.1", new AmiPeer.Tls(keys.resolve("pbx.pem").toString(), true));

        await().until(() -> session.count("up") == 1);
        assertThat(asterisk.received("Login").getFirst().text("Secret")).isEqualTo("secret");
    }

    @Test
    void a_pbx_that_nobody_vouches_for_never_sees_the_secret() {
        connect("127.0.0.1", new AmiPeer.Tls(null, true));

        await().until(() -> session.count("closed cannot connect") >= 1);
        assertThat(asterisk.received()).isEmpty();
        assertThat(session.told()).anyMatch(told -> told.contains("unable to find valid certification path"));
    }

    @Test
    void a_certificate_for_another_host_is_refused_unless_the_operator_says_otherwise() {
        var trust = keys.resolve("pbx.pem").toString();
        connect("localhost", new AmiPeer.Tls(trust, true));
        await().until(() -> session.count("closed cannot connect") >= 1);
        assertThat(asterisk.received()).isEmpty();

        connect("localhost", new AmiPeer.Tls(trust, false));
        await().until(() -> session.count("up") == 1);
    }

    @Test
    void a_pbx_that_speaks_no_tls_there_is_not_logged_in_to() {
        supervisor("127.0.0.1", asterisk.port(), new AmiPeer.Tls(null, true)).start();

        await().until(() -> session.count("closed") >= 1);
        assertThat(asterisk.received("Login")).isEmpty();
    }

    private void connect(String host, AmiPeer.Tls with) {
        supervisor(host, tls.actualPort(), with).start();
    }

    private AmiSupervisor supervisor(String host, int port, AmiPeer.@Nullable Tls with) {
        var peer = new AmiPeer(host, port, with, "events", "secret", "call", EventNames.all());
        var link = new AmiLink(TIMES, new Backoff(SECOND, SECOND, () -> 0.5));
        return new AmiSupervisor("test", peer, link, session, vertx, vertx.getOrCreateContext());
    }

    private void toAsterisk(NetSocket client) {
        client.pause();
        vertx.createNetClient()
                .connect(asterisk.port(), "127.0.0.1")
                .onSuccess(server -> {
                    server.pipeTo(client);
                    client.pipeTo(server);
                })
                .onFailure(_ -> client.close());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.concat(
                                Stream.of(arguments),
                                Stream.of(
                                        "-keystore",
                                        keys.resolve("keys.p12").toString(),
                                        "-storetype",
                                        "PKCS12",
                                        "-storepass",
                                        "changeit")))
                .toList();
        assertThat(run(command)).as("keytool").isZero();
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
