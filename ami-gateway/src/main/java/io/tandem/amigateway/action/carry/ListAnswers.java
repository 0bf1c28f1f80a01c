package io.tandem.amigateway.action.carry;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that come as events: rows with the action's id, in any order with its response, until one says {@code EventList: Complete}.
 * A list that has too many rows, that is not complete in time, or whose session ends is a failure, and what comes of it later is
 * passed over. Confined to the PBX's context.
 */
final class ListAnswers {

    private record Listing(Promise<List<AmiHeaders>> promise, List<AmiHeaders> rows, long timer) {}

    private final Asking session;
    private final Vertx vertx;
    private final int mostRows;
    private final Map<String, Listing> byActionId = new HashMap<>();

    ListAnswers(Asking session, Vertx vertx, int mostRows) {
        this.session = session;
        this.vertx = vertx;
        this.mostRows = mostRows;
    }

    /** Fails with a reason; an action that the PBX refuses, with its message. */
    Future<List<AmiHeaders>> ask(AmiAction action, String actionId, Duration within) {
        Promise<List<AmiHeaders>> promise = Promise.promise();
        long timer = vertx.setTimer(
                Math.max(1, within.toMillis()),
                _ -> fail(actionId, "no complete list within " + within.toMillis() + " ms"));
        byActionId.put(actionId, new Listing(promise, new ArrayList<>(), timer));
        session.ask(action, actionId, within)
                .onSuccess(response -> answered(actionId, response))
                .onFailure(e -> fail(actionId, String.valueOf(e.getMessage())));
        return promise.future();
    }

    void event(AmiHeaders event) {
        var actionId = event.text("ActionID");
        var listing = byActionId.get(actionId);
        if (listing == null) {
            return;
        }
        switch (event.text("EventList")) {
            case "Complete" -> complete(actionId, listing);
            case "Cancelled" -> fail(actionId, "the PBX gave its list up");
            default -> row(actionId, listing, event);
        }
    }

    void lost(String reason) {
        List.copyOf(byActionId.keySet()).forEach(actionId -> fail(actionId, reason));
    }

    int size() {
        return byActionId.size();
    }

    private void answered(String actionId, AmiMessage.Response response) {
        if (!response.isSuccess()) {
            fail(actionId, response.headers().text("Message"));
        }
    }

    private void row(String actionId, Listing listing, AmiHeaders row) {
        if (listing.rows().size() == mostRows) {
            fail(actionId, "a list of more than " + mostRows + " rows");
        } else {
            listing.rows().add(row);
        }
    }

    private void complete(String actionId, Listing listing) {
        byActionId.remove(actionId);
        vertx.cancelTimer(listing.timer());
        listing.promise().complete(List.copyOf(listing.rows()));
    }

    private void fail(String actionId, String reason) {
        var listing = byActionId.remove(actionId);
        if (listing != null) {
            vertx.cancelTimer(listing.timer());
            listing.promise().fail(reason);
        }
    }
}
