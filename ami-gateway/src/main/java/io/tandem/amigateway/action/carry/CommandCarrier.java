package io.tandem.amigateway.action.carry;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.AmiGatewayConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.action.Answers;
import io.tandem.amigateway.action.Originates;
import io.tandem.amigateway.action.Plan;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Carries commands out and tells how each ended: done, refused, or unknown because the answer never came. Confined to the PBX's
 * context. A command that this process has seen is not carried out again and not answered again.
 *
 * <p>Commands of one call are carried out in turn, since some need several actions. Two do not wait: an originate makes a channel that nobody
 * else touches, and a hang-up ends whatever goes on.
 */
public final class CommandCarrier {

    /** What the session must hear: the fate of originates, and the rows of the lists that are asked for. */
    public static final List<String> EVENTS =
            List.of("OriginateResponse", "ConfbridgeList", "ConfbridgeListComplete", "Status", "StatusComplete");

    private static final Logger LOG = Logger.getLogger(CommandCarrier.class);

    /** A room takes ten at most (confbridge.conf). */
    private static final int MOST_ROWS = 100;

    private final AmiActions actions;
    private final FactSink facts;
    private final AmiGatewayConfig.Actions limits;
    private final CarrierShell shell;
    private final Sequence sequence;
    private final ListAnswers lists;
    private final LostOriginates lost;
    private final Originates originates = new Originates();
    private final InTurn turns = new InTurn();
    private final RecentIds recent = new RecentIds(10_000);

    /** What it needs of the process. */
    public record CarrierShell(Vertx vertx, InstantSource clock, MeterRegistry meters, ActionIds ids) {}

    public CommandCarrier(
            Asking session, AmiActions actions, FactSink facts, AmiGatewayConfig.Actions limits, CarrierShell shell) {
        this.actions = actions;
        this.facts = facts;
        this.limits = limits;
        this.shell = shell;
        this.sequence = new Sequence(session, limits.timeout(), shell.meters());
        this.lists = new ListAnswers(session, shell.vertx(), MOST_ROWS);
        this.lost = new LostOriginates(session, shell.ids(), limits, shell.vertx());
    }

    /** Fails with {@link IllegalArgumentException} for a command that is none. */
    public Future<Void> carryOut(AmiCommand command, boolean readBefore) {
        var plan = actions.plan(command, shell.clock().instant(), readBefore);
        if (!(plan instanceof Plan.Poison(String _, boolean answerable) && !answerable)
                && !recent.add(command.commandId())) {
            LOG.debugf("callId=%s command seen before commandId=%s", command.callId(), command.commandId());
            return Future.succeededFuture();
        }
        if (plan instanceof Plan.Poison || isUrgent(command)) {
            return carryOut(command, plan);
        }
        // It may have expired when its turn comes.
        return turns.run(
                command.callId(),
                () -> carryOut(command, actions.plan(command, shell.clock().instant(), readBefore)));
    }

    /** From any session: the same response comes on all of them. */
    public void originateResponse(AmiHeaders response) {
        var actionId = response.text("ActionID");
        switch (response.text("Response")) {
            case "Success" -> {
                originates.awaited(actionId).ifPresent(command -> originates.seen(command.channelId()));
                lost.end(actionId, new End.Done());
            }
            case "Failure" ->
                originates.awaited(actionId).ifPresent(command -> failed(command, response.text("Reason")));
            default -> LOG.debugf("an OriginateResponse that is neither Success nor Failure actionId=%s", actionId);
        }
    }

    /** From the session that acts. */
    public void event(AmiMessage.Event event) {
        if (event.name().equals("OriginateResponse")) {
            originateResponse(event.headers());
        } else {
            lists.event(event.headers());
        }
    }

    public void channelSeen(String channelId) {
        originates.seen(channelId);
        lost.channelSeen(channelId);
    }

    /** Channels may come and go now without being seen. */
    public void eventsLost() {
        originates.unwatched();
    }

    /** The session that acts is there again. */
    public void sessionUp() {
        lost.sessionUp();
    }

    public void sessionLost(String reason) {
        lists.lost(reason);
    }

    public void tick(Instant now) {
        originates.expire(now);
    }

    private static boolean isUrgent(AmiCommand command) {
        return command instanceof OriginateToConference || command instanceof AmiCommand.HangUp;
    }

    private Future<Void> carryOut(AmiCommand command, Plan plan) {
        return switch (plan) {
            case Plan.Send send -> send(command, send);
            case Plan.Look look ->
                lists.ask(look.list(), shell.ids().next(), limits.timeout())
                        .map(look.then())
                        .otherwise(e -> new Plan.Refuse(String.valueOf(e.getMessage())))
                        .compose(next -> carryOut(command, next));
            case Plan.Refuse(String reason) -> answer(command, new End.Refused(reason));
            case Plan.Unknown(String reason) -> unknown(command, reason);
            case Plan.Poison(String reason, boolean answerable) -> {
                if (answerable) {
                    tell(command, new End.Refused("not valid: " + reason));
                }
                yield Future.failedFuture(new IllegalArgumentException(reason));
            }
        };
    }

    private Future<Void> send(AmiCommand command, Plan.Send plan) {
        if (command instanceof OriginateToConference originate) {
            var now = shell.clock().instant();
            originates.sent(originate, now.plus(originate.ringTimeout()).plus(Duration.ofMinutes(1)));
        }
        return sequence.run(command, plan).compose(end -> answer(command, end));
    }

    private Future<Void> answer(AmiCommand command, End end) {
        switch (end) {
            case End.Unknown(String reason) -> {
                return command instanceof OriginateToConference originate
                        ? lostReply(originate, reason)
                        : unknown(command, reason);
            }
            case End.Refused _ -> forget(command);
            case End.Done _ -> {}
        }
        tell(command, end);
        return Future.succeededFuture();
    }

    /** What came of it may have been heard before its reply was missed. */
    private Future<Void> lostReply(OriginateToConference command, String reason) {
        if (originates.wasSeen(command)) {
            tell(command, new End.Done());
            return Future.succeededFuture();
        }
        // Where its failure was heard, that was told.
        return originates.awaited(command.commandId()).isPresent()
                ? unknown(command, reason)
                : Future.succeededFuture();
    }

    /** Only an originate leaves something behind that can be asked after, and does harm if it is taken for what it is not. */
    private Future<Void> unknown(AmiCommand command, String reason) {
        if (!(command instanceof OriginateToConference originate)) {
            tell(command, new End.Unknown(reason));
            return Future.succeededFuture();
        }
        return lost.askAfter(originate, reason)
                .onSuccess(end -> found(originate, end))
                .mapEmpty();
    }

    private void found(OriginateToConference command, End end) {
        if (!(end instanceof End.Done)) {
            originates.forget(command);
        }
        tell(command, end);
    }

    /** The PBX is through with it. That no channel was seen proves something only as long as channels could be seen. */
    private void failed(OriginateToConference command, String reason) {
        shell.vertx().setTimer(Math.max(1, limits.grace().toMillis()), _ -> {
            var end = originates.isWatched(command)
                    ? new End.Refused("the PBX could not dial: no channel came to be (reason " + reason + ")")
                    : new End.Unknown("the originate failed (reason " + reason + ") while nobody listened");
            if (originates.forget(command) && !lost.end(command.commandId(), end)) {
                tell(command, end);
            }
        });
    }

    private void forget(AmiCommand command) {
        if (command instanceof OriginateToConference originate) {
            originates.forget(originate);
        }
    }

    private void tell(AmiCommand command, End end) {
        var now = shell.clock().instant();
        facts.publish(
                switch (end) {
                    case End.Done _ -> Answers.done(command, now);
                    case End.Refused(String reason) -> Answers.refused(command, now, reason);
                    case End.Unknown(String reason) -> Answers.fateUnknown(command, now, reason);
                });
    }
}
