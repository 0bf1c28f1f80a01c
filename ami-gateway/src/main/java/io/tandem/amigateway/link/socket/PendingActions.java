package io.tandem.amigateway.link.socket;

import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Actions that were sent and not answered yet, by ActionID. An answer that nobody waits for (late, doubled, foreign) is no error:
 * {@link #answer} says so. Confined to the session's context.
 */
final class PendingActions {

    private record Pending(Promise<AmiMessage.Response> promise, Duration within, long timer) {}

    private final Vertx vertx;
    private final Map<String, Pending> byActionId = new HashMap<>();
    private boolean suspended;

    PendingActions(Vertx vertx) {
        this.vertx = vertx;
    }

    boolean isExpected(String actionId) {
        return byActionId.containsKey(actionId);
    }

    Future<AmiMessage.Response> expect(String actionId, Duration within) {
        Promise<AmiMessage.Response> promise = Promise.promise();
        byActionId.put(actionId, new Pending(promise, within, timer(actionId, within)));
        return promise.future();
    }

    boolean answer(AmiMessage.Response response) {
        var pending = byActionId.remove(response.actionId());
        if (pending == null) {
            return false;
        }
        vertx.cancelTimer(pending.timer());
        pending.promise().complete(response);
        return true;
    }

    /** Nothing is read while this lasts, so nothing is late. */
    void suspend() {
        suspended = true;
    }

    /** Whoever was waited for gets the whole time again. */
    void resume() {
        suspended = false;
        byActionId.replaceAll((actionId, pending) -> {
            vertx.cancelTimer(pending.timer());
            return new Pending(pending.promise(), pending.within(), timer(actionId, pending.within()));
        });
    }

    /** The session is over: what was sent on it may have been carried out. */
    void failAll(String reason) {
        var all = List.copyOf(byActionId.values());
        byActionId.clear();
        for (var pending : all) {
            vertx.cancelTimer(pending.timer());
            pending.promise().fail(AmiUnansweredException.sent(reason));
        }
    }

    int size() {
        return byActionId.size();
    }

    private long timer(String actionId, Duration within) {
        return vertx.setTimer(Math.max(1, within.toMillis()), _ -> timedOut(actionId));
    }

    private void timedOut(String actionId) {
        if (suspended) {
            return;
        }
        var pending = byActionId.remove(actionId);
        if (pending != null) {
            pending.promise()
                    .fail(AmiUnansweredException.sent(
                            "no answer within " + pending.within().toMillis() + " ms"));
        }
    }
}
