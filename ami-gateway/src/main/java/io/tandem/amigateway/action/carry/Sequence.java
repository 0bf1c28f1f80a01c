package io.tandem.amigateway.action.carry;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.action.Plan;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.contracts.AmiCommand;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends the actions of a command one after the other. Until the last one has left, the command has not been carried out, and what the
 * others did is taken back. When the last one's answer is lost, nothing is taken back: it would cut the ground from under a command that
 * may have been carried out.
 */
final class Sequence {

    private final Asking session;
    private final Duration within;
    private final MeterRegistry meters;

    Sequence(Asking session, Duration within, MeterRegistry meters) {
        this.session = session;
        this.within = within;
        this.meters = meters;
    }

    /** Never fails. The last action has the command's own id, which an event that tells of it carries. */
    Future<End> run(AmiCommand command, Plan.Send plan) {
        return step(command, plan, 0);
    }

    private Future<End> step(AmiCommand command, Plan.Send plan, int index) {
        boolean last = index == plan.actions().size() - 1;
        return ask(command, plan.actions().get(index), last ? command.commandId() : command.commandId() + "-" + index)
                .compose(
                        answer -> answered(command, plan, index, answer),
                        failure -> unanswered(command, plan, index, failure));
    }

    private Future<End> answered(AmiCommand command, Plan.Send plan, int index, AmiMessage.Response answer) {
        if (!answer.isSuccess()) {
            return refused(command, plan, index, answer.headers().text("Message"));
        }
        return index < plan.actions().size() - 1
                ? step(command, plan, index + 1)
                : Future.succeededFuture(new End.Done());
    }

    private Future<End> unanswered(AmiCommand command, Plan.Send plan, int index, Throwable failure) {
        var reason = String.valueOf(failure.getMessage());
        boolean last = index == plan.actions().size() - 1;
        boolean sent = failure instanceof AmiUnansweredException unanswered && unanswered.sent();
        return last && sent ? Future.succeededFuture(new End.Unknown(reason)) : refused(command, plan, index, reason);
    }

    /** The first action's refusal leaves nothing to take back. */
    private Future<End> refused(AmiCommand command, Plan.Send plan, int index, String reason) {
        return (index == 0 ? Future.<Void>succeededFuture() : undo(command, plan.undo(), 0))
                .map(_ -> new End.Refused(reason));
    }

    /** As far as it goes: where the channel is gone, so is what was done to it. */
    private Future<Void> undo(AmiCommand command, List<AmiAction> undo, int index) {
        return index == undo.size()
                ? Future.succeededFuture()
                : ask(command, undo.get(index), command.commandId() + "-undo-" + index)
                        .transform(_ -> undo(command, undo, index + 1));
    }

    private Future<AmiMessage.Response> ask(AmiCommand command, AmiAction action, String actionId) {
        long since = System.nanoTime();
        return session.ask(action, actionId, within).onComplete(answer -> meters.timer(
                        "tandem.ami.action", "pbx", command.pbxId(), "action", action.name(), "result", result(answer))
                .record(System.nanoTime() - since, TimeUnit.NANOSECONDS));
    }

    private static String result(AsyncResult<AmiMessage.Response> answer) {
        if (answer.failed()) {
            return "unanswered";
        }
        return answer.result().isSuccess() ? "success" : "error";
    }
}
