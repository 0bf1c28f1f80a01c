package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import java.util.Optional;

/**
 * Answering machines: the dialplan listens to whoever answered, and brings them back with its verdict. What becomes of a machine stands
 * on the channel itself, so that whoever owns the shard by then knows it; nobody waits here, call-state-service has the time limit.
 */
final class MachineDetection {

    private final LiveCall call;

    MachineDetection(LiveCall call) {
        this.call = call;
    }

    /**
     * False where the customer cannot be listened to, which is told: then they are connected. Where nobody knows, they may be on their
     * way there, and cannot be put into a bridge.
     */
    boolean listens() {
        call.pbx.follow(call.customer()); // out of the application, its end would not be told otherwise
        var answer = call.pbx.screen(call.customer());
        var why = answer instanceof Answer.Unknown ? Optional.<String>empty() : refusal(answer);
        why.ifPresent(reason -> call.tell(call.outcomes.notScreened(call.callId, call.customer(), reason)));
        return why.isEmpty();
    }

    /** Of one whom an earlier owner dialled. */
    boolean isDue() {
        return call.pbx.isToBeScreened(call.customer());
    }

    /**
     * False where they are to be connected.
     *
     * @throws CallOver where the machine is to be hung up
     */
    boolean isDealtWith(AriEvent verdict) {
        if (!verdict.argument(2).equals("MACHINE")) {
            return false;
        }
        return switch (verdict.argument(5)) {
            case AriEvent.HANG_UP -> throw new CallOver("a machine answered", Cause.NORMAL_CLEARING);
            case AriEvent.VOICEMAIL -> {
                leaveMessage();
                yield true;
            }
            default -> false;
        };
    }

    /** The agent need not hear it; what was made for both is not needed any more. */
    private void leaveMessage() {
        call.isSuspended = true;
        refusal(call.pbx.leaveMessage(call.customer())).ifPresent(why -> {
            throw CallOver.failed("no message is left: " + why);
        });
        Twice.of(() -> call.pbx.hangUp(call.agent(), Cause.NORMAL_CLEARING));
        call.pbx.destroyBridge(call.bridge());
    }

    private static Optional<String> refusal(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> Optional.empty();
            case Answer.Gone _ -> Optional.of("gone");
            case Answer.Conflict(String reason) -> Optional.of(reason);
            case Answer.Refused(String reason) -> Optional.of(reason);
            case Answer.Unknown(String reason) -> Optional.of(reason);
        };
    }
}
