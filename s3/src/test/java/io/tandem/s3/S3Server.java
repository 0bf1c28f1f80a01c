package io.tandem.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** S3Proxy as a process of its own, on a free port; it checks signatures, and a bucket is a directory of its data. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "recordings";
    public static final String ACCESS_KEY = "tandem";
    public static final String SECRET_KEY = "the-secret-of-the-tests";

    private static final Duration START = Duration.ofSeconds(60);

    private final Path home;
    private final int port;
    private final Thread atExit = new Thread(this::end);
    private Process process;

    private S3Server(Path home, int port) throws IOException {
        this.home = home;
        this.port = port;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Returns when it answers; its bucket is there. */
    public static S3Server start() {
        try {
            var home = Files.createTempDirectory("tandem-test-s3");
            Files.createDirectories(home.resolve("data").resolve(BUCKET));
            try (var jar = S3Server.class.getResourceAsStream("/s3proxy.jar")) {
                Files.copy(jar, home.resolve("s3proxy.jar"));
            }
            return new S3Server(home, freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /** Where its bucket keeps its files, each under its key. */
    public Path data() {
        return home.resolve("data").resolve(BUCKET);
    }

    public BucketConfig config() {
        return config(endpoint(), SECRET_KEY, Duration.ofSeconds(10));
    }

    public static BucketConfig config(URI endpoint, String secret, Duration timeout) {
        return new Given(endpoint, BUCKET, secret, timeout, Optional.empty());
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** After {@link #kill}, on the same port with what it had. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        kill();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        var settings = Files.writeString(
                home.resolve("s3proxy.conf"), """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(endpoint(), ACCESS_KEY, SECRET_KEY, home.resolve("data")));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var started = new ProcessBuilder(List.of(
                        java,
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        home.resolve("s3proxy.jar").toString(),
                        "--properties",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("s3proxy.log").toFile())
                .start();
        awaitAnswer(started);
        return started;
    }

    private void awaitAnswer(Process started) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!listens()) {
            if (System.nanoTime() > end || hasEndedWithin(started, 100)) {
                started.destroyForcibly();
                throw new IOException("S3Proxy does not start: " + Files.readString(home.resolve("s3proxy.log")));
            }
        }
    }

    private static boolean hasEndedWithin(Process process, long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean listens() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Settings of a test. */
    public record Given(
            Optional<URI> endpoint,
            Optional<String> bucket,
            Optional<String> accessKey,
            Optional<String> secretKey,
            Duration timeout,
            Optional<String> encryption)
            implements BucketConfig {

        Given(URI endpoint, String bucket, String secret, Duration timeout, Optional<String> encryption) {
            this(
                    Optional.of(endpoint),
                    Optional.of(bucket),
                    Optional.of(ACCESS_KEY),
                    Optional.of(secret),
                    timeout,
                    encryption);
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public boolean pathStyle() {
            return true;
        }
    }
}
