package io.tandem.local.backing;

import io.tandem.local.process.Await;
import io.tandem.local.process.Children;
import io.tandem.local.process.Launch;
import io.tandem.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One PostgreSQL with an empty database {@code tandem}, owned by the user {@code tandem}, and a user for the PBX. It keeps nothing through a crash of the
 * machine ({@code fsync=off}), everything through a crash of processes.
 */
public final class PostgresProcess {

    public static final String NAME = "postgres";
    public static final String USER = "tandem";
    public static final String DATABASE = "tandem";
    /** The PBX's user: it owns nothing, and may do what a migration grants it. */
    public static final String PBX_USER = "tandem_pbx";

    /** A fast shutdown; at TERM it would wait until every client has gone. */
    public static final Signal STOP_SIGNAL = Signal.INT;

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Children children;
    private final int port;

    /** Of {@link #USER} and of {@link #PBX_USER}. Letters and digits. */
    public record Passwords(String owner, String pbx) {

        public Passwords {
            if (!pbx.matches("[A-Za-z0-9]+")) {
                throw new IllegalArgumentException("a password is made of letters and digits");
            }
        }

        @Override
        public String toString() {
            return "Passwords[…]";
        }
    }

    private PostgresProcess(Children children, int port) {
        this.children = children;
        this.port = port;
    }

    /** With the password {@code tandem} for both users. Returns when it accepts connections. */
    public static PostgresProcess start(Path dir, int port) {
        return start(new Children(dir), dir, dir.resolve("postgres.log"), port, new Passwords("tandem", "tandem"));
    }

    public static PostgresProcess start(Children children, Path dir, Path log, int port, Passwords passwords) {
        var binaries = PostgresBinaries.find();
        var data = dir.toAbsolutePath().resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, dir, data, passwords);
        }
        var command = binaries.command(
                "postgres",
                List.of(
                        "-D",
                        data.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-k",
                        "",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "shared_buffers=32MB"));
        var child = children.start(new Launch(NAME, command, Map.of(), dir, log));
        Await.until(child, START, () -> isReady(data));
        return new PostgresProcess(children, port);
    }

    public static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public static String reactiveUrl(int port) {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public int port() {
        return port;
    }

    /** A fast shutdown: open transactions are rolled back. */
    public void stop() {
        children.stop(NAME, STOP_SIGNAL, STOP);
    }

    private static void initialise(PostgresBinaries binaries, Path dir, Path data, Passwords passwords) {
        try {
            Files.createDirectories(dir);
            binaries.own(dir);
            var secret = Files.createTempFile(dir, "password", "");
            try {
                Files.writeString(secret, passwords.owner());
                binaries.own(secret);
                binaries.run(
                        "initdb",
                        List.of(
                                "-D",
                                data.toString(),
                                "-U",
                                USER,
                                "--auth=scram-sha-256",
                                "--pwfile=" + secret,
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-sync",
                                "--no-instructions"),
                        "");
            } finally {
                Files.delete(secret);
            }
            binaries.run(
                    "postgres",
                    List.of("--single", "-D", data.toString(), "postgres"),
                    "CREATE DATABASE " + DATABASE + "\nCREATE ROLE " + PBX_USER + " LOGIN PASSWORD '" + passwords.pbx()
                            + "'\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a PostgreSQL database in " + dir, e);
        }
    }

    /** The eighth line of {@code postmaster.pid} tells the server's state. */
    private static boolean isReady(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException _) {
            return false;
        }
    }
}
