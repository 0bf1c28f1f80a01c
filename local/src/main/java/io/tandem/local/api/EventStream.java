package io.tandem.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The suite's events, one CloudEvent at a time. Read by one thread. */
public final class EventStream implements AutoCloseable {

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private @Nullable WebSocket socket;
    private volatile boolean closed;

    private EventStream() {}

    static EventStream open(HttpClient http, URI origin, String token, String query) {
        var stream = new EventStream();
        var address = URI.create(origin.toString().replaceFirst("^http", "ws") + "/api/v1/events"
                + (query.isEmpty() ? "" : "?" + query));
        try {
            stream.socket = http.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .header("Authorization", "Bearer " + token)
                    .buildAsync(address, stream.new Receiver())
                    .join();
            return stream;
        } catch (CompletionException e) {
            throw new ApiException("cannot listen to " + address + ": " + e.getCause(), e);
        }
    }

    /** The next event; empty when none came within the limit. */
    public Optional<JsonNode> next(Duration limit) {
        try {
            return Optional.ofNullable(received.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether the other side ended it; what came before can still be read. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(Api.read(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed = true;
        }
    }
}
