package io.tandem.acceptance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One WebSocket client that stays connected and keeps every frame. */
public final class Events implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> frames = new ArrayList<>();
    private final List<Instant> arrivals = new ArrayList<>();
    private @Nullable String closed;
    private final WebSocket socket;

    Events(URI origin, String token, String query) {
        var uri = URI.create("ws://" + origin.getAuthority() + "/api/v1/events" + query);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, new Reader())
                .join();
    }

    /** When a frame came in; the n-th is that of the n-th frame. */
    public List<Instant> arrivals() {
        lock.lock();
        try {
            return List.copyOf(arrivals);
        } finally {
            lock.unlock();
        }
    }

    /** All frames so far. */
    public List<JsonNode> frames() {
        lock.lock();
        try {
            if (closed != null) {
                throw new AssertionError("the WebSocket was closed: " + closed);
            }
            return List.copyOf(frames);
        } finally {
            lock.unlock();
        }
    }

    public List<JsonNode> of(String callId) {
        return frames().stream()
                .filter(f -> callId.equals(f.path("subject").asText()))
                .toList();
    }

    public List<String> typesOf(String callId) {
        return of(callId).stream().map(f -> f.path("type").asText()).toList();
    }

    /** Waits for the first frame that fits. */
    public JsonNode await(Duration limit, String what, Predicate<JsonNode> wanted) {
        awaitAll(limit, what, all -> all.stream().anyMatch(wanted));
        return frames().stream().filter(wanted).findFirst().orElseThrow();
    }

    public JsonNode awaitEvent(Duration limit, String callId, String type) {
        return await(
                limit,
                type + " of " + callId,
                f -> isOf(f, callId) && type.equals(f.path("type").asText()));
    }

    public void awaitAll(Duration limit, String what, Predicate<List<JsonNode>> wanted) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!wanted.test(frames)) {
                if (closed != null || left <= 0) {
                    throw new AssertionError("no " + what + " within " + limit
                            + (closed == null ? "" : ", closed: " + closed) + "; seen:\n" + seen());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOf(JsonNode frame, String callId) {
        return callId.equals(frame.path("subject").asText());
    }

    private String seen() {
        var lines = new StringBuilder();
        frames.stream().skip(Math.max(0, frames.size() - 40)).forEach(f -> lines.append(
                        f.path("sequence").asText())
                .append(' ')
                .append(f.path("id").asText())
                .append(' ')
                .append(f.path("type").asText())
                .append('\n'));
        return lines.toString();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(_ -> socket)
                .join();
        socket.abort();
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder partial = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                keep(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            ended(error.toString());
        }

        private void keep(String text) {
            var now = Instant.now();
            lock.lock();
            try {
                arrivals.add(now);
                frames.add(Api.JSON.readTree(text));
                changed.signalAll();
            } catch (JsonProcessingException e) {
                closed = "a frame that is no JSON: " + text;
            } finally {
                lock.unlock();
            }
        }

        private void ended(String why) {
            lock.lock();
            try {
                closed = why;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
