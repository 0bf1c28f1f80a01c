package io.tandem.notifier.live.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.edge.kafka.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A client of the stream that keeps what it hears. It reads only when it was told to. */
final class EventStream implements WebSocket.Listener, AutoCloseable {

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger pings = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final boolean isReading;
    private final WebSocket socket;

    private EventStream(URI uri, HttpClient http, String token, boolean asSubprotocol, boolean isReading) {
        this.isReading = isReading;
        var builder = http.newWebSocketBuilder();
        if (asSubprotocol) {
            builder.subprotocols("bearer." + token);
        } else {
            builder.header("Authorization", "Bearer " + token);
        }
        this.socket = builder.buildAsync(URI.create("ws" + uri.toString().substring("http".length())), this)
                .join();
    }

    static EventStream open(URI uri, HttpClient http, String token) {
        return new EventStream(uri, http, token, false, true);
    }

    static EventStream openAsBrowser(URI uri, HttpClient http, String token) {
        return new EventStream(uri, http, token, true, true);
    }

    static EventStream openWithoutReading(URI uri, HttpClient http, String token) {
        return new EventStream(uri, http, token, false, false);
    }

    List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    List<String> ids() {
        return frames.stream().map(frame -> frame.path("id").asText()).toList();
    }

    List<String> types() {
        return frames.stream().map(frame -> frame.path("type").asText()).toList();
    }

    long lastSequence() {
        return frames.getLast().get("sequence").asLong();
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    EventStream hears(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> frames.size() >= count || closed.isDone());
        assertThat(frames).as("frames heard before close %s", closed).hasSizeGreaterThanOrEqualTo(count);
        return this;
    }

    void readOn() {
        socket.request(Long.MAX_VALUE);
    }

    int closeCode() {
        return closed.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    int pings() {
        return pings.get();
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (isReading) {
            webSocket.request(Long.MAX_VALUE);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(new Wire().read(partial.toString(), JsonNode.class));
            partial.setLength(0);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings.incrementAndGet();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
