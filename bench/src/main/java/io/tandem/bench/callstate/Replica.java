package io.tandem.bench.callstate;

import io.tandem.local.backing.PostgresProcess;
import io.tandem.local.process.Await;
import io.tandem.local.process.Child;
import io.tandem.local.process.Children;
import io.tandem.local.process.Launch;
import io.tandem.local.process.Ports;
import io.tandem.local.suite.JavaCommand;
import io.tandem.local.token.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One call-state-service as it is packaged, with the heap and the flags that the suite gives it. */
final class Replica implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("tandem.root", "."))
            .toAbsolutePath()
            .resolve("call-state-service/target/quarkus-app/quarkus-run.jar");
    private static final String HEAP = "128m";
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Children children;

    private Replica(String name, Children children) {
        this.name = name;
        this.children = children;
    }

    /** Returns when it is ready; {@code settings}: besides those that say where everything is. */
    static Replica start(Backing backing, String name, Map<String, String> settings) {
        int management = Ports.free();
        var environment = new HashMap<>(environment(backing, management));
        environment.putAll(settings);
        var children = new Children(backing.directory());
        var child = children.start(new Launch(
                name,
                JavaCommand.of(HEAP, List.of(), List.of("-jar", JAR.toString())),
                environment,
                backing.directory(),
                backing.directory().resolve(name + ".log")));
        Await.until(child, START, () -> isReady(child, management));
        return new Replica(name, children);
    }

    private static Map<String, String> environment(Backing backing, int management) {
        var key = SigningKey.in(backing.directory().resolve("keys"));
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(Ports.free())),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(management)),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", backing.kafka()),
                Map.entry("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + backing.redis()),
                Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", PostgresProcess.reactiveUrl(backing.postgres())),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", PostgresProcess.jdbcUrl(backing.postgres())),
                Map.entry(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        key.publicFile().toUri().toString()),
                Map.entry(
                        "CALL_STATE_SERVICE_RECORDINGS_DIRECTORY",
                        backing.directory().resolve("recordings").toString()));
    }

    private static boolean isReady(Child child, int management) {
        if (!child.isAlive()) {
            return false;
        }
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // it does not listen yet
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        children.stop(name, STOP);
    }
}
