package io.tandem.bench.callstate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * A plain client that does nothing but call the transition's script, with as many bytes: what Redis and the way to it allow at most, on
 * as many connections as the service has, each waiting for its answer.
 */
final class Floor {

    private static final Path SCRIPT = Path.of(System.getProperty("tandem.root", "."))
            .resolve("call-state-service/src/main/resources/redis/call-write.lua");
    private static final int CONNECTIONS = 16;
    private static final Duration TIME = Duration.ofSeconds(5);
    /** A call's transitions. */
    private static final int VERSIONS = 30;

    /** Scripts a second. */
    static double of(int port, int bytes) {
        var done = new LongAdder();
        long end = System.nanoTime() + TIME.toNanos();
        try (var clients = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                var client = "floor" + i;
                clients.execute(() -> run(port, client, bytes, end, done));
            }
        }
        return done.sum() / (TIME.toNanos() / 1e9);
    }

    private static void run(int port, String client, int bytes, long end, LongAdder done) {
        try (var redis = new RedisConsole(port)) {
            var script = redis.ask("SCRIPT", "LOAD", Files.readString(SCRIPT));
            for (int i = 0; System.nanoTime() < end; i++) {
                var answer = redis.ask(transition(script, client + "-" + i / VERSIONS, i % VERSIONS, bytes));
                if (!answer.equals("1")) {
                    throw new IllegalStateException("a transition was refused: " + answer);
                }
                done.increment();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As call-write.lua wants it: one message, two lines of the timeline, one time limit for another, no queue. */
    private static List<String> transition(String script, String callId, int version, int bytes) {
        var call = "call:{" + callId + "}";
        var words = new ArrayList<>(List.of(
                "EVALSHA",
                script,
                "8",
                call,
                call + ":outbox",
                call + ":timeline",
                "floor:deadlines",
                "floor:pending",
                "floor:states",
                "floor:pbx",
                "floor:agent"));
        var text = "x".repeat(Math.max(8, bytes / 8));
        words.addAll(List.of(
                Integer.toString(version),
                Integer.toString(version + 1),
                text.repeat(4),
                "at:tandem.pbx.facts:1",
                Integer.toString(version),
                "1795000000000",
                callId,
                version == 0 ? "" : "acme|A" + version,
                "acme|A" + (version + 1),
                callId + version,
                "",
                callId));
        words.addAll(List.of("1", Integer.toString(version), text.repeat(2)));
        words.addAll(List.of("2", text, text));
        words.addAll(List.of("1", callId + "|" + version, "1795000000000"));
        words.addAll(List.of("1", callId + "|" + (version - 1)));
        words.add("0");
        return words;
    }

    private Floor() {}
}
