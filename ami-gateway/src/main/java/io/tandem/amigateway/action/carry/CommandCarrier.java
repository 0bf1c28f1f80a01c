package io.tandem.amigateway.action.carry;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.action.Answers;
import io.tandem.amigateway.action.Originates;
import io.tandem.amigateway.action.Plan;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries commands out and tells how each ended: done, refused, or unknown because the answer never came. Confined to the PBX's
 * context. A command that this process has seen is not carried out again and not answered again.
 */
public final class CommandCarrier {

    private static final Logger LOG = Logger.getLogger(CommandCarrier.class);

    private final Asking session;
    private final AmiActions actions;
    private final FactSink facts;
    private final AmiGatewayConfig.Actions limits;
    private final CarrierShell shell;
    private final Originates originates = new Originates();
    private final RecentIds recent = new RecentIds(10_000);

    /** What it needs of the process. */
    public record CarrierShell(Vertx vertx, InstantSource clock, MeterRegistry meters) {}

    public CommandCarrier(
            Asking session, AmiActions actions, FactSink facts, AmiGatewayConfig.Actions limits, CarrierShell shell) {
        this.session = session;
        this.actions = actions;
        this.facts = facts;
        this.limits = limits;
        this.shell = shell;
    }

    /** Fails with {@link IllegalArgumentException} for a command that is none. */
    public Future<Void> carryOut(AmiCommand command, boolean readBefore) {
        var now = shell.clock().instant();
        var plan = actions.plan(command, now, readBefore);
        if (!(plan instanceof Plan.Poison(String _, boolean answerable) && !answerable)
                && !recent.add(command.commandId())) {
            LOG.debugf("callId=%s command seen before commandId=%s", command.callId(), command.commandId());
            return Future.succeededFuture();
        }
        return switch (plan) {
            case Plan.Send send -> send(command, send.actions());
            case Plan.Refuse refuse -> refused(command, refuse.reason());
            case Plan.Unknown unknown -> {
                facts.publish(Answers.fateUnknown(command, now, unknown.reason()));
                yield Future.succeededFuture();
            }
            case Plan.Poison poison -> {
                if (poison.answerable()) {
                    facts.publish(Answers.refused(command, now, "not valid: " + poison.reason()));
                }
                yield Future.failedFuture(new IllegalArgumentException(poison.reason()));
            }
        };
    }

    /** From any session: the same response comes on all of them. */
    public void originateResponse(AmiHeaders response) {
        if (!response.text("Response").equals("Failure")) {
            return;
        }
        var reason = "the PBX could not dial: no channel came to be (reason " + response.text("Reason") + ")";
        originates.awaited(response.text("ActionID")).ifPresent(command -> shell.vertx()
                .setTimer(Math.max(1, limits.grace().toMillis()), _ -> {
                    if (originates.forget(command)) {
                        refused(command, reason);
                    }
                }));
    }

    public void channelSeen(String channelId) {
        originates.seen(channelId);
    }

    public void tick(Instant now) {
        originates.expire(now);
    }

    private Future<Void> send(AmiCommand command, List<AmiAction> steps) {
        if (command instanceof OriginateToConference originate) {
            var now = shell.clock().instant();
            originates.sent(originate, now.plus(originate.ringTimeout()).plus(Duration.ofMinutes(1)));
        }
        return step(command, steps, 0);
    }

    private Future<Void> step(AmiCommand command, List<AmiAction> steps, int index) {
        var action = steps.get(index);
        boolean last = index == steps.size() - 1;
        var actionId = last ? command.commandId() : command.commandId() + "-" + index;
        long since = System.nanoTime();
        return session.ask(action, actionId, limits.timeout())
                .onComplete(answer -> shell.meters()
                        .timer(
                                "tandem.ami.action",
                                "pbx",
                                command.pbxId(),
                                "action",
                                action.name(),
                                "result",
                                result(answer))
                        .record(System.nanoTime() - since, TimeUnit.NANOSECONDS))
                .compose(
                        answer -> answered(command, steps, index, answer),
                        failure -> unanswered(command, last, failure));
    }

    private Future<Void> answered(AmiCommand command, List<AmiAction> steps, int index, AmiMessage.Response answer) {
        if (!answer.isSuccess()) {
            forget(command);
            return refused(command, answer.headers().text("Message"));
        }
        if (index < steps.size() - 1) {
            return step(command, steps, index + 1);
        }
        facts.publish(Answers.done(command, shell.clock().instant()));
        return Future.succeededFuture();
    }

    /** Until the last action has left, nothing of the command has been done that matters. */
    private Future<Void> unanswered(AmiCommand command, boolean last, Throwable failure) {
        if (last && failure instanceof AmiUnansweredException unanswered && unanswered.sent()) {
            facts.publish(Answers.fateUnknown(command, shell.clock().instant(), String.valueOf(failure.getMessage())));
            return Future.succeededFuture();
        }
        forget(command);
        return refused(command, String.valueOf(failure.getMessage()));
    }

    private Future<Void> refused(AmiCommand command, String reason) {
        facts.publish(Answers.refused(command, shell.clock().instant(), reason));
        return Future.succeededFuture();
    }

    private void forget(AmiCommand command) {
        if (command instanceof OriginateToConference originate) {
            originates.forget(originate);
        }
    }

    private static String result(AsyncResult<AmiMessage.Response> answer) {
        if (answer.failed()) {
            return "unanswered";
        }
        return answer.result().isSuccess() ? "success" : "error";
    }
}
