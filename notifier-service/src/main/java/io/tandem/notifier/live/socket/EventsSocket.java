package io.tandem.notifier.live.socket;

import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.tandem.notifier.NotifierConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code /api/v1/events}: one CloudEvent a text frame, from the moment of opening or from {@code since} on. What the client sends is
 * not read. The connection ends with its token (1008).
 */
@WebSocket(path = EventsSocket.PATH, endpointId = EventsSocket.ID)
class EventsSocket {

    static final String PATH = "/api/v1/events";
    static final String ID = "events";

    private record Session(LiveClient client, long expiry) {}

    private static final TypedKey<Session> SESSION = new TypedKey<>("session");
    private static final CloseReason EXPIRED = new CloseReason(1008, "the token has expired");
    private static final CloseReason FAILED = new CloseReason(1011, "the replay failed; open the stream again");

    private final LiveFeed feed;
    private final Replay replay;
    private final SocketMetrics metrics;
    private final NotifierConfig.Live config;
    private final Vertx vertx;

    EventsSocket(LiveFeed feed, Replay replay, SocketMetrics metrics, NotifierConfig config, Vertx vertx) {
        this.feed = feed;
        this.replay = replay;
        this.metrics = metrics;
        this.config = config.live();
        this.vertx = vertx;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        var admission = connection.userData().get(Handshake.ADMISSION);
        var client = new LiveClient(connection, admission, metrics, config.queue(), config.patience());
        long rest = Math.max(
                1, Duration.between(Instant.now(), admission.expiresAt()).toMillis());
        connection.userData().put(SESSION, new Session(client, vertx.setTimer(rest, _ -> client.close(EXPIRED))));
        metrics.opened();
        replay.run(client).subscribe().with(_ -> {}, failure -> {
            Log.debugf("replay ended early: %s: %s", connection.id(), failure.getMessage());
            client.close(FAILED);
        });
        return Uni.createFrom().voidItem();
    }

    @OnClose
    void close(WebSocketConnection connection) {
        var session = connection.userData().get(SESSION);
        vertx.cancelTimer(session.expiry());
        session.client().closeOutbox();
        feed.leave(session.client());
        metrics.closed();
    }

    @OnError
    void broken(WebSocketConnection connection, Throwable failure) {
        Log.debugf("connection broken: %s: %s", connection.id(), failure.getMessage());
    }
}
