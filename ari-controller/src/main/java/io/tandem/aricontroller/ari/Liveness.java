package io.tandem.aricontroller.ari;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether one incarnation still works both ways: its application answers GET within the limit, and its WebSocket answers a ping. A wedged
 * ARI answers {@code /asterisk/ping} and {@code /channels} all the same (Asterisk issue 2170), so those are not asked. Confined to the
 * shard's context; one for each incarnation.
 */
final class Liveness {

    private static final int MISSES = 2;

    private final AriHttp http;
    private final String application;
    private final Duration probeLimit;
    private final long longest;
    private long answeredAt = System.nanoTime();
    private long pongAt = System.nanoTime();
    private int misses;
    private boolean probing;
    private boolean held;

    Liveness(AriHttp http, String application, Duration every, Duration probeLimit) {
        this.http = http;
        this.application = application;
        this.probeLimit = probeLimit;
        this.longest = every.plus(probeLimit).toNanos();
    }

    void pong() {
        pongAt = System.nanoTime();
    }

    /** While the WebSocket is paused by us, no pong is expected, and we are not alive. */
    void hold(boolean now) {
        held = now;
        pongAt = System.nanoTime();
    }

    boolean isAlive() {
        var now = System.nanoTime();
        return !held && misses == 0 && now - answeredAt < longest && now - pongAt < longest;
    }

    /** Why this incarnation is to be left; empty while it may yet answer. */
    Optional<String> death() {
        if (!held && System.nanoTime() - pongAt > MISSES * longest) {
            return Optional.of("the WebSocket does not answer");
        }
        return misses >= MISSES ? Optional.of("the application does not answer") : Optional.empty();
    }

    /** Asks both; {@code done} is told when the application answered or did not. */
    void ask(WebSocket socket, Consumer<Liveness> done) {
        socket.writePing(Buffer.buffer("alive"));
        if (probing) {
            return;
        }
        probing = true;
        http.probe("application", Query.path("applications", application), probeLimit)
                .onSuccess(reply -> {
                    probing = false;
                    misses = reply.isOk() ? 0 : misses + 1;
                    answeredAt = reply.isOk() ? System.nanoTime() : answeredAt;
                    done.accept(this);
                });
    }
}
