package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the procedures of one call share: its mailbox, its legs, the PBX. Whatever ends the call while a procedure waits unwinds it
 * with {@link CallOver}. Owned by the call's thread.
 */
final class LiveCall {

    final String callId;
    final Mailbox mailbox = new Mailbox();
    final Legs legs = new Legs();
    final Guests guests = new Guests();
    final Pbx pbx;
    final CallLimits limits;
    final Outcomes outcomes;
    final Seating seating = new Seating(this);
    final Referrals referrals = new Referrals(this);
    private final Consumer<PbxFact.CallFact> told;

    /** The customer is parked, or hears music while somebody is called: nobody need be beside them. */
    boolean isSuspended;

    /** The caller came in and nobody answered yet. */
    boolean isUnanswered;

    LiveCall(String callId, Pbx pbx, CallLimits limits, Outcomes outcomes, Consumer<PbxFact.CallFact> told) {
        this.callId = callId;
        this.pbx = pbx;
        this.limits = limits;
        this.outcomes = outcomes;
        this.told = told;
    }

    String agent() {
        return LegId.agentOf(callId);
    }

    String customer() {
        return LegId.customerOf(callId);
    }

    /** Who is heard at the agents' side: the agent, or whoever took the call over. */
    String speaker() {
        return legs.known().stream()
                .filter(leg -> !leg.equals(customer()) && legs.isBridged(leg))
                .findFirst()
                .orElseGet(this::agent);
    }

    /** Whether somebody is in the call's bridge beside the customer. */
    boolean isTalking() {
        return legs.known().stream().anyMatch(leg -> !leg.equals(customer()) && legs.isBridged(leg));
    }

    String bridge() {
        return LegId.bridgeOf(callId);
    }

    void tell(PbxFact.CallFact fact) {
        told.accept(fact);
    }

    /** Waits for an event; empty when it did not come within {@code limit}. Hang-ups are carried out meanwhile, the rest is postponed. */
    Optional<AriEvent> await(Predicate<AriEvent> expected, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var signal = mailbox.pollArrived(Duration.ofNanos(deadline - System.nanoTime()));
            switch (signal) {
                case null -> {
                    return Optional.empty();
                }
                case Signal.Heard(AriEvent event) when Seating.isOfSeat(event) -> seating.heard(event);
                case Signal.Heard(AriEvent event) -> {
                    if (isAboutAParty(event)) {
                        observe(event);
                    }
                    if (expected.test(event)) {
                        return Optional.of(event);
                    }
                    if (isForLater(event)) {
                        mailbox.postpone(signal);
                    }
                }
                case Signal.Ordered(AriCommand.HangUp command, var answer) -> hangUp(command, answer);
                case Signal.Ordered(AriCommand.EndCall command, var answer) -> endOrdered(command, answer);
                case Signal.Ordered(AriCommand command, var answer) -> {
                    if (isCarriedOut(command)) {
                        answer.accept(outcomes.done(command));
                    } else {
                        mailbox.postpone(signal);
                    }
                }
                case Signal.Missing(String channelId) -> {
                    missing(channelId);
                    mailbox.postpone(signal);
                }
                case Signal.Abandoned _ -> throw new InterruptedException("the shard was given away");
            }
        }
    }

    /** What others than the running procedure have a use for. */
    private static boolean isForLater(AriEvent event) {
        return event.is("StasisStart")
                || event.is("ChannelEnteredBridge")
                || event.is("ChannelDestroyed")
                || event.is("ChannelDtmfReceived")
                || event.is(AriEvent.TRANSFER_ASKED)
                || !isAboutAParty(event)
                || event.leg().filter(LegId::wasCalledIn).isPresent();
    }

    static boolean isAboutAParty(AriEvent event) {
        return event.leg().filter(LegId::isParty).isPresent();
    }

    /**
     * Keeps the legs up to date; for events about a party.
     *
     * @throws CallOver when the customer is gone, or nobody is left beside them
     */
    void observe(AriEvent event) {
        legs.observe(event);
        if (event.isAbout(customer()) && event.hasChannelUp()) {
            isUnanswered = false;
        }
        if (event.is("ChannelDestroyed") && endsWithout(event.channel().id())) {
            throw new CallOver("a leg is gone", Cause.orNormal(event.cause()));
        }
    }

    private boolean endsWithout(String channelId) {
        return channelId.equals(customer())
                || (!isSuspended && legs.known().stream().allMatch(customer()::equals));
    }

    void missing(String channelId) {
        if (legs.has(channelId)) {
            legs.gone(channelId);
            tell(outcomes.missing(callId, channelId));
            if (endsWithout(channelId)) {
                throw new CallOver("a leg was gone when we looked", Cause.NORMAL_CLEARING);
            }
        }
    }

    /** One of the {@link Guests}. Whose end is not said stays known, and is hung up again when the call ends. */
    void dismiss(String guest, int cause) {
        if (Twice.of(() -> pbx.hangUp(guest, cause)) instanceof Answer.Gone) {
            guests.gone(guest);
        }
    }

    void hangUp(AriCommand.HangUp command, Consumer<PbxFact.CommandFact> answer) {
        answer.accept(
                switch (pbx.hangUp(command.channelId(), Cause.orNormal(command.cause()))) {
                    case Answer.Done _, Answer.Gone _ -> outcomes.done(command);
                    case Answer.Conflict(String reason) -> outcomes.refused(command, reason);
                    case Answer.Refused(String reason) -> outcomes.refused(command, reason);
                    case Answer.Unknown(String reason) -> outcomes.fateUnknown(command, reason);
                });
    }

    /** A command that is read again finds the channel that it made. */
    boolean isCarriedOut(AriCommand command) {
        return switch (command) {
            case AriCommand.OriginateAgent c -> legs.has(c.channelId());
            case AriCommand.DialCustomer c -> legs.has(c.channelId());
            case AriCommand.HangUp _,
                    AriCommand.EndCall _,
                    AriCommand.Control _,
                    AriCommand.StoreRecording _,
                    AriCommand.Unrecognised _ -> false;
        };
    }

    /** The end is always begun, so the command is done; legs that nobody told us of are hung up as well. */
    void endOrdered(AriCommand.EndCall command, Consumer<PbxFact.CommandFact> answer) {
        legs.made(agent());
        legs.made(customer());
        answer.accept(outcomes.done(command));
        throw new CallOver("ordered", Cause.orNormal(command.cause()));
    }
}
