package io.tandem.aricontroller.call;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.util.function.Consumer;

/** Makes the legs of a call. A step that fails ends the call: nothing half made is left. */
final class Dialling {

    private final LiveCall call;
    private final Joining joining;

    Dialling(LiveCall call, Joining joining) {
        this.call = call;
        this.joining = joining;
    }

    /**
     * The customer's channel is made, dialled once it is in the application, and bridged on answer; the agent hears ringing until then.
     * A channel that exists was made by an earlier delivery of the command and is never dialled again.
     */
    void customer(AriCommand.DialCustomer command, Consumer<PbxFact.CommandFact> answer) throws InterruptedException {
        boolean isAlone = command.desk() != null;
        call.seating.waitsAt(command.desk());
        if (!isAlone && !awaitAgent(command)) {
            answer.accept(call.outcomes.refused(command, "the agent is not under control of ARI"));
            return;
        }
        var limit = command.ringTimeout().plus(call.limits.ringGrace());
        var isScreened = command.screening() != null;
        if (!create(command, answer)) {
            joining.awaitAnswer(limit, isScreened);
            return;
        }
        var inside = call.await(e -> e.is("StasisStart") && e.isAbout(call.customer()), call.limits.control());
        if (inside.isEmpty()) {
            throw refused(command, answer, "the new channel did not enter the application");
        }
        switch (call.pbx.dial(call.customer(), command.ringTimeout())) {
            case Answer.Done _ -> answer.accept(call.outcomes.done(command));
            case Answer.Gone _ -> throw refused(command, answer, "the new channel is gone");
            case Answer.Conflict(String reason) -> throw refused(command, answer, reason);
            case Answer.Refused(String reason) -> throw refused(command, answer, reason);
            case Answer.Unknown(String reason) -> throw unknown(command, answer, reason);
        }
        call.seating.ring(call.agent());
        joining.awaitAnswer(limit, isScreened);
    }

    /**
     * For when AMI is away, and for desks. The agent is bridged by their StasisStart, which is left in the mailbox for the main loop.
     */
    void agent(AriCommand.OriginateAgent command, Consumer<PbxFact.CommandFact> answer) throws InterruptedException {
        switch (call.pbx.originate(NewChannel.agent(command), command.ringTimeout())) {
            case Answer.Done _ -> {
                call.tell(call.outcomes.created(call.callId, command.channelId()));
                answer.accept(call.outcomes.done(command));
            }
            case Answer.Conflict _ -> answer.accept(call.outcomes.done(command));
            case Answer.Gone _ -> throw refused(command, answer, "no such endpoint");
            case Answer.Refused(String reason) -> throw refused(command, answer, reason);
            case Answer.Unknown(String reason) -> {
                call.legs.made(command.channelId());
                throw unknown(command, answer, reason);
            }
        }
        call.legs.made(command.channelId());
        var limit = command.ringTimeout().plus(call.limits.ringGrace());
        var inside = call.await(e -> e.is("StasisStart") && e.isAbout(command.channelId()), limit);
        if (inside.isEmpty()) {
            call.tell(call.outcomes.notAnswered(call.callId, command.channelId()));
            throw new CallOver("the agent did not answer within " + limit, Cause.NO_ANSWER);
        }
        joining.entered(inside.get());
    }

    private boolean awaitAgent(AriCommand.DialCustomer command) throws InterruptedException {
        if (call.legs.isControlled(call.agent())) {
            return true;
        }
        var started = call.await(e -> e.is("StasisStart") && e.isAbout(call.agent()), call.limits.control());
        if (started.isEmpty() || call.outcomes.isExpired(command)) {
            return false;
        }
        joining.entered(started.get());
        return true;
    }

    /** False when the channel exists already. */
    private boolean create(AriCommand.DialCustomer command, Consumer<PbxFact.CommandFact> answer) {
        switch (call.pbx.create(NewChannel.customer(command))) {
            case Answer.Done _ -> {
                call.legs.made(call.customer());
                call.tell(call.outcomes.created(call.callId, call.customer()));
                return true;
            }
            case Answer.Conflict _ -> {
                call.legs.made(call.customer());
                answer.accept(call.outcomes.done(command));
                return false;
            }
            case Answer.Gone _ -> throw refused(command, answer, "the agent is gone");
            case Answer.Refused(String reason) -> throw refused(command, answer, reason);
            case Answer.Unknown(String reason) -> {
                call.legs.made(call.customer());
                throw unknown(command, answer, reason);
            }
        }
    }

    private CallOver refused(AriCommand command, Consumer<PbxFact.CommandFact> answer, String reason) {
        answer.accept(call.outcomes.refused(command, reason));
        return CallOver.failed(reason);
    }

    private CallOver unknown(AriCommand command, Consumer<PbxFact.CommandFact> answer, String reason) {
        answer.accept(call.outcomes.fateUnknown(command, reason));
        return CallOver.failed(reason);
    }
}
