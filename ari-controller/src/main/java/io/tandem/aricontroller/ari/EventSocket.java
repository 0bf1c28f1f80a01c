package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.fact.Facts;
import io.vertx.core.Context;
import io.vertx.core.http.WebSocket;
import java.util.function.Consumer;

/**
 * The open WebSocket of one incarnation and whether it still works. When facts cannot be kept it is paused: TCP then holds Asterisk
 * back, which drops the connection after its write time-out, and that is a gap that is told. Confined to the shard's context.
 */
final class EventSocket {

    private final WebSocket socket;
    private final Liveness liveness;
    private final Runnable relief;

    EventSocket(WebSocket socket, Liveness liveness, Facts facts, Context context) {
        this.socket = socket;
        this.liveness = liveness;
        this.relief = facts.onBehind(behind -> context.runOnContext(_ -> hold(behind)));
        hold(facts.areBehind());
    }

    private void hold(boolean behind) {
        liveness.hold(behind);
        if (behind) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    Liveness liveness() {
        return liveness;
    }

    void ask(Consumer<Liveness> done) {
        liveness.ask(socket, done);
    }

    void close() {
        relief.run();
        socket.close();
    }
}
