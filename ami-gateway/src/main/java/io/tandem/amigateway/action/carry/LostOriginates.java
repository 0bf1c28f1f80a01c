package io.tandem.amigateway.action.carry;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Originates that may have been carried out, since they left and nothing came back, or since another gateway read them before. They are
 * never sent again; the PBX is asked for their channels ({@code Getvar} by channel id, which needs no more rights than the user has), at
 * once and when the session comes back. What can be proved, and what not:
 *
 * <ul>
 *   <li>the channel lives, has been seen, or OriginateResponse says Success: carried out, and the channel's own facts tell the rest;
 *   <li>OriginateResponse says Failure: {@link CommandCarrier#originateResponse} judges it;
 *   <li>the channel does not live: nothing. It may have rung and ended in the meantime, it may come a moment later (another thread of
 *       the PBX makes it after the answer), or the originate never arrived. It is asked for twice, {@code grace} apart, and then its
 *       fate is unknown;
 *   <li>the PBX cannot be asked within {@code inquiry}: the same.
 * </ul>
 *
 * <p>That an originate was never dialled is proved only where it never left, or was refused; those never come here. Confined to the PBX's
 * context.
 */
final class LostOriginates {

    private static final int ASKED_AT_MOST = 2;

    private final Asking session;
    private final ActionIds ids;
    private final AmiGatewayConfig.Actions limits;
    private final Vertx vertx;
    private final Map<String, Lost> byCommandId = new LinkedHashMap<>();

    private record Lost(OriginateToConference command, String reason, Promise<End> promise, long timer) {}

    LostOriginates(Asking session, ActionIds ids, AmiGatewayConfig.Actions limits, Vertx vertx) {
        this.session = session;
        this.ids = ids;
        this.limits = limits;
        this.vertx = vertx;
    }

    /** Never fails. {@code reason}: why nobody knows. */
    Future<End> askAfter(OriginateToConference command, String reason) {
        var id = command.commandId();
        Promise<End> promise = Promise.promise();
        long timer = vertx.setTimer(
                millis(limits.inquiry()),
                _ -> end(id, unknown(reason, "the PBX could not be asked after its channel")));
        byCommandId.put(id, new Lost(command, reason, promise, timer));
        ask(id, 1);
        return promise.future();
    }

    /** The session is there again. */
    void sessionUp() {
        List.copyOf(byCommandId.keySet()).forEach(id -> ask(id, 1));
    }

    void channelSeen(String channelId) {
        if (byCommandId.isEmpty()) {
            return; // of every fact but a few
        }
        List.copyOf(byCommandId.values()).stream()
                .map(Lost::command)
                .filter(command -> command.channelId().equals(channelId))
                .forEach(command -> end(command.commandId(), new End.Done()));
    }

    /** Somebody else knows; false if it is not asked after. */
    boolean end(String commandId, End end) {
        var lost = byCommandId.remove(commandId);
        if (lost == null) {
            return false;
        }
        vertx.cancelTimer(lost.timer());
        lost.promise().complete(end);
        return true;
    }

    int size() {
        return byCommandId.size();
    }

    private void ask(String id, int time) {
        var lost = byCommandId.get(id);
        if (lost == null) {
            return;
        }
        var question = AmiAction.of("Getvar")
                .with("Channel", lost.command().channelId())
                .with("Variable", "TANDEM_CALL_ID");
        session.ask(question, ids.next(), limits.timeout())
                .onSuccess(answer -> answered(lost, answer, time))
                .onFailure(failure -> unanswered(id, failure, time));
    }

    private void answered(Lost lost, AmiMessage.Response answer, int time) {
        var id = lost.command().commandId();
        if (answer.isSuccess()) {
            end(id, new End.Done());
        } else if (time < ASKED_AT_MOST) {
            askLater(id, time + 1);
        } else {
            end(
                    id,
                    unknown(
                            lost.reason(),
                            "its channel does not live now: it was dialled and has ended, or was never dialled"));
        }
    }

    /** Where the session is gone, it is asked again when it is back. */
    private void unanswered(String id, Throwable failure, int time) {
        if (failure instanceof AmiUnansweredException unanswered && unanswered.sent()) {
            askLater(id, time);
        }
    }

    private void askLater(String id, int time) {
        vertx.setTimer(millis(limits.grace()), _ -> ask(id, time));
    }

    private static End unknown(String reason, String why) {
        return new End.Unknown(reason + "; " + why);
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }
}
