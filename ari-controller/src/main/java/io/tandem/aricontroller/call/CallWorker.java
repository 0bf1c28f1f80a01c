package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call's thread: reads its mailbox, runs one procedure at a time, and when the call ends leaves nothing of it on the PBX. When
 * every channel left the application without ending (another owner moved them, or AMI took them back), it goes without touching them.
 */
final class CallWorker implements Runnable {

    private static final Logger LOG = System.getLogger(CallWorker.class.getName());

    private final LiveCall call;
    private final Joining joining;
    private final Dialling dialling;
    private final Controls controls;
    private final Ending ending;
    private final CallMemory memory;
    private final BooleanSupplier retire;

    /** @param retire takes the worker off the register unless something is in its mailbox */
    CallWorker(LiveCall call, CallMemory memory, BooleanSupplier retire) {
        this.call = call;
        this.joining = new Joining(call);
        this.dialling = new Dialling(call, joining);
        this.controls = new Controls(call, joining);
        this.ending = new Ending(call);
        this.memory = memory;
        this.retire = retire;
    }

    void deliver(Signal signal) {
        call.mailbox.add(signal);
    }

    boolean isIdle() {
        return call.mailbox.isEmpty();
    }

    List<String> legs() {
        var all = new ArrayList<>(call.legs.known());
        all.addAll(call.guests.known());
        return all;
    }

    @Override
    public void run() {
        try {
            do {
                workUntilNothingIsLeft();
            } while (!retire.getAsBoolean());
        } catch (InterruptedException _) {
            LOG.log(Logger.Level.DEBUG, "a call was given away, callId={0}", call.callId);
        }
    }

    private void workUntilNothingIsLeft() throws InterruptedException {
        while (true) {
            var signal = next();
            if (signal != null) {
                attempt(() -> handle(signal), signal);
            } else if (call.legs.areOurs()) {
                attempt(controls::timeOut, null);
            } else if (call.legs.areGone() && call.guests.known().isEmpty()) {
                controls.ended();
                return;
            } else if (call.legs.areGone()) {
                ending.run(Cause.NORMAL_CLEARING);
            } else {
                attempt(this::lookAtThoseOutside, null);
            }
        }
    }

    /** Null when it is time to look what is due. */
    private @Nullable Signal next() throws InterruptedException {
        if (!call.legs.areOurs()) {
            return call.mailbox.poll(idleLimit());
        }
        var due = controls.due();
        return due.isPresent() ? call.mailbox.poll(due.get()) : call.mailbox.take();
    }

    /** A channel that left the application either lives on elsewhere, and is no more ours, or has ended unheard. */
    private void lookAtThoseOutside() {
        for (var channelId : call.legs.known()) {
            if (call.pbx.look(channelId) instanceof Answer.Gone) {
                call.missing(channelId);
            }
        }
        call.legs.known().forEach(call.legs::gone);
    }

    private Duration idleLimit() {
        return legs().isEmpty() ? Duration.ZERO : call.limits.leaving();
    }

    @FunctionalInterface
    private interface Procedure {
        void run() throws InterruptedException;
    }

    private void attempt(Procedure procedure, @Nullable Signal signal) throws InterruptedException {
        try {
            procedure.run();
        } catch (CallOver over) {
            LOG.log(Logger.Level.DEBUG, "a call ends, callId={0}, why={1}", call.callId, over.getMessage());
            if (over.isFailure()) {
                memory.failed();
            }
            memory.ended(call.callId);
            ending.run(over.cause());
            controls.ended();
        } catch (RuntimeException bug) {
            memory.failed();
            LOG.log(Logger.Level.ERROR, "a procedure broke, callId=" + call.callId, bug);
            if (signal instanceof Signal.Ordered(AriCommand command, Consumer<PbxFact.CommandFact> answer)) {
                answer.accept(call.outcomes.fateUnknown(command, "a fault of ours"));
            }
            memory.ended(call.callId);
            ending.run(Cause.NETWORK_OUT_OF_ORDER);
            controls.ended();
        }
    }

    private void handle(Signal signal) throws InterruptedException {
        switch (signal) {
            case Signal.Heard(AriEvent event) -> heard(event);
            case Signal.Ordered(AriCommand command, Consumer<PbxFact.CommandFact> answer) -> ordered(command, answer);
            case Signal.Missing(String channelId) -> {
                call.missing(channelId);
                controls.missing(channelId);
            }
            case Signal.Abandoned _ -> throw new InterruptedException("the shard was given away");
        }
    }

    private void heard(AriEvent event) throws InterruptedException {
        if (memory.hasEnded(call.callId)) {
            ending.refuse(event);
            return;
        }
        if (!LiveCall.isAboutAParty(event)) {
            controls.heard(event);
            return;
        }
        call.observe(event);
        if (event.is("StasisStart")) {
            controls.entered(event);
        } else {
            controls.heardOfAParty(event);
        }
    }

    private void ordered(AriCommand command, Consumer<PbxFact.CommandFact> answer) throws InterruptedException {
        switch (command) {
            case AriCommand.HangUp c -> {
                if (isInTime(c, answer)) {
                    call.hangUp(c, answer);
                }
            }
            case AriCommand.EndCall c -> {
                if (isInTime(c, answer)) {
                    call.endOrdered(c, answer);
                }
            }
            case AriCommand.OriginateAgent c -> {
                if (mayBegin(c, c.channelId(), answer)) {
                    dialling.agent(c, answer);
                }
            }
            case AriCommand.DialCustomer c -> {
                if (mayBegin(c, c.channelId(), answer)) {
                    dialling.customer(c, answer);
                }
            }
            case AriCommand.Control c -> {
                if (memory.hasEnded(call.callId)) {
                    answer.accept(call.outcomes.refused(c, "the call has ended"));
                } else {
                    controls.carryOut(c, answer);
                }
            }
            case AriCommand.StoreRecording c -> answer.accept(call.outcomes.refused(c, "is not for a call"));
            case AriCommand.Unrecognised c -> answer.accept(call.outcomes.refused(c, "the command is not known"));
        }
    }

    /** A channel that lives was made by an earlier delivery, before a crash; that command was carried out, however late it is read again. */
    private boolean mayBegin(AriCommand command, String channelId, Consumer<PbxFact.CommandFact> answer)
            throws InterruptedException {
        if (memory.hasEnded(call.callId)) {
            answer.accept(call.outcomes.refused(command, "the call has ended"));
            return false;
        }
        var isReady = call.pbx.awaitReady(call.limits.ready());
        if (call.isCarriedOut(command)
                || (call.outcomes.isExpired(command) && call.pbx.look(channelId) instanceof Answer.Done)) {
            answer.accept(call.outcomes.done(command));
            return false;
        }
        if (!isInTime(command, answer)) {
            return false;
        }
        if (!isReady) {
            answer.accept(call.outcomes.refused(command, "ARI is away"));
        }
        return isReady;
    }

    private boolean isInTime(AriCommand command, Consumer<PbxFact.CommandFact> answer) {
        if (call.outcomes.isExpired(command)) {
            answer.accept(call.outcomes.refused(command, "expired at " + command.expiresAt()));
            return false;
        }
        return true;
    }
}
