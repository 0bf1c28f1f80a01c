package io.tandem.notifier.live.socket;

import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.live.Outbox;
import io.tandem.notifier.live.Subscription;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;

/**
 * One connection. Live frames go through its bounded {@link Outbox}; a client that lets it overflow is dropped with 1013. Any thread
 * may call it; the outbox is guarded by itself.
 */
final class LiveClient {

    private static final CloseReason TOO_SLOW = new CloseReason(1013, "the client does not read fast enough");

    private final WebSocketConnection connection;
    private final Handshake.Admission admission;
    private final SocketMetrics metrics;
    private final Duration patience;
    private final Outbox outbox;

    LiveClient(
            WebSocketConnection connection,
            Handshake.Admission admission,
            SocketMetrics metrics,
            int queue,
            Duration patience) {
        this.connection = connection;
        this.admission = admission;
        this.metrics = metrics;
        this.patience = patience;
        this.outbox = new Outbox(queue);
    }

    Subscription subscription() {
        return admission.subscription();
    }

    /** The sequence after which it hears everything, unless it asked for more. */
    long admittedAt() {
        return admission.head();
    }

    String tenant() {
        return admission.subscription().tenant();
    }

    boolean wants(LoggedEvent event) {
        return admission.subscription().matches(event.event());
    }

    /** A live frame: sent, queued, or the end of a client that does not read. */
    void offer(String frame) {
        Outbox.Offer offer;
        synchronized (outbox) {
            offer = outbox.offer(frame);
        }
        switch (offer) {
            case Outbox.Offer.SendNow now -> send(now.frame());
            case Outbox.Offer.Overflown _ -> drop();
            case Outbox.Offer.Waits _, Outbox.Offer.Ignored _ -> {}
        }
    }

    /** A replayed frame; the next one may follow when this one was taken. */
    Uni<Void> replay(String frame) {
        return connection
                .sendText(frame)
                .ifNoItem()
                .after(patience)
                .fail()
                .invoke(metrics::sent)
                .onFailure(io.smallrye.mutiny.TimeoutException.class)
                .invoke(this::drop);
    }

    /** The replay is over: what waited meanwhile goes out, and then everything as it comes. */
    void goLive() {
        sendNext();
    }

    void close(CloseReason reason) {
        closeOutbox();
        if (connection.isOpen()) {
            connection
                    .close(reason)
                    .ifNoItem()
                    .after(patience)
                    .fail()
                    .subscribe()
                    .with(_ -> {}, _ -> cut());
        }
    }

    boolean isGone() {
        synchronized (outbox) {
            return outbox.isClosed();
        }
    }

    void closeOutbox() {
        synchronized (outbox) {
            outbox.close();
        }
    }

    private void drop() {
        metrics.dropped();
        Log.infof("client dropped, it does not read: %s", connection.id());
        close(TOO_SLOW);
    }

    /** The close frame waits behind what the client never reads, so that only closing the socket itself ends it. */
    private void cut() {
        var _ = ((ConnectionBase) admission.connection()).channel().close();
    }

    private void sendNext() {
        java.util.Optional<String> next;
        synchronized (outbox) {
            next = outbox.next();
        }
        next.ifPresent(this::send);
    }

    private void send(String frame) {
        connection
                .sendText(frame)
                .subscribe()
                .with(
                        _ -> {
                            metrics.sent();
                            sendNext();
                        },
                        failure -> {
                            Log.debugf("client gone: %s: %s", connection.id(), failure.getMessage());
                            closeOutbox();
                        });
    }
}
