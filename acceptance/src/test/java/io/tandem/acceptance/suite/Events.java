package io.tandem.acceptance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One WebSocket client that stays connected and keeps every frame. */
public final class Events implements AutoCloseable {

    private final Kept frames = new Kept();
    private final List<Instant> arrivals = new CopyOnWriteArrayList<>();
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
        return List.copyOf(arrivals);
    }

    /** All frames so far. */
    public List<JsonNode> frames() {
        return frames.soFar();
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
        frames.await(limit, what, wanted, Events::told);
    }

    private static boolean isOf(JsonNode frame, String callId) {
        return callId.equals(frame.path("subject").asText());
    }

    private static String told(List<JsonNode> frames) {
        var lines = new StringBuilder("\n");
        frames.stream().skip(Math.max(0, frames.size() - 40)).forEach(f -> lines.append(
                        f.path("sequence").asText())
                .append(' ')
                .append(f.path("id").asText())
                .append(' ')
                .append(f.path("type").asText())
                .append(' ')
                .append(end(f))
                .append('\n'));
        return lines.toString();
    }

    /** A call that ended too early says why: nothing else of it is left when the story fails. */
    private static String end(JsonNode frame) {
        return "call.ended".equals(frame.path("type").asText())
                ? frame.path("data").path("call").toString()
                : "";
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
            frames.end(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            frames.end(error.toString());
        }

        private void keep(String text) {
            arrivals.add(Instant.now());
            try {
                frames.add(Api.JSON.readTree(text));
            } catch (JsonProcessingException e) {
                frames.end("a frame that is no JSON: " + text);
            }
        }
    }
}
