package io.tandem.local.backing;

import io.tandem.local.process.Await;
import io.tandem.local.process.Children;
import io.tandem.local.process.Executables;
import io.tandem.local.process.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** One Redis or Valkey: the machine's own, else the binary of embedded-redis. Keeps its data in {@code dir}, appended once a second. */
public final class RedisProcess {

    public static final String NAME = "redis";

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Children children;
    private final int port;

    private RedisProcess(Children children, int port) {
        this.children = children;
        this.port = port;
    }

    /** Returns when it answers. */
    public static RedisProcess start(Path dir, int port) {
        return start(new Children(dir), dir, dir.resolve("redis.log"), port);
    }

    public static RedisProcess start(Children children, Path dir, Path log, int port) {
        var command = List.of(
                executable().toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                dir.toAbsolutePath().toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--daemonize",
                "no");
        var child = children.start(new Launch(NAME, command, Map.of(), dir, log));
        Await.until(child, START, () -> answers(port));
        return new RedisProcess(children, port);
    }

    public int port() {
        return port;
    }

    public void stop() {
        children.stop(NAME, STOP);
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("+PONG");
        } catch (IOException _) {
            return false;
        }
    }

    private static Path executable() {
        return Executables.find("redis-server")
                .or(() -> Executables.find("valkey-server"))
                .orElseGet(RedisProcess::unpacked);
    }

    /** Unpacked once: the copy that embedded-redis makes is in a temporary directory. */
    private static Path unpacked() {
        var kept = Cache.directory().resolve("redis-6.2").resolve("redis-server");
        if (Files.isExecutable(kept)) {
            return kept;
        }
        try {
            var made = ExecutableProvider.newJarResourceProvider().get().toPath();
            Files.createDirectories(kept.getParent());
            var fresh = Files.createTempFile(kept.getParent(), "redis", ".new");
            Files.copy(made, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no redis-server or valkey-server is on the PATH, and embedded-redis cannot be unpacked to " + kept
                            + ": " + e,
                    e);
        }
    }
}
