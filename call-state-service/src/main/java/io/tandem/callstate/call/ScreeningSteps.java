package io.tandem.callstate.call;

import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.Screening.OnMachine;

/**
 * The part of {@link CallMachine} between the customer's answer and the talk, where whoever answered is listened to. What follows from
 * the verdict is done by ari-controller at once; here it is understood, and made good where nobody did it. AMI alone cannot listen, so
 * where ARI is lost on the way the customer is connected, and the reason told. Pure.
 */
final class ScreeningSteps {

    private static final String VERDICT_NOT_TOLD = "what AMD said was not told";

    /** Asked for, possible, and without a verdict. */
    static boolean isDue(Call call) {
        return call.plan().screening() != null
                && call.mode() != CallMode.AMI_ONLY
                && call.customer().screened() == null;
    }

    /** One that is not connected all the same. */
    static boolean isMachine(Call call) {
        var screening = call.plan().screening();
        var screened = call.customer().screened();
        return screening != null
                && screened != null
                && screened.status() == AmdStatus.MACHINE
                && screening.onMachine() != OnMachine.CONNECT;
    }

    private static boolean wantsMessage(Call call) {
        var screening = call.plan().screening();
        return screening != null && screening.onMachine() == OnMachine.VOICEMAIL;
    }

    /** A machine was to get a message, and nobody said yet whether it did. */
    static boolean isMessageUntold(Call call) {
        var screened = call.customer().screened();
        return wantsMessage(call)
                && screened != null
                && screened.status() == AmdStatus.MACHINE
                && screened.messageLeft() == null;
    }

    static void begin(Step step) {
        step.call = step.call.in(new Phase.Screening());
        step.arm(Deadline.Name.SCREENING, step.limits.screening());
    }

    static void whileListening(Step step) {
        var call = step.call;
        if (call.customer().gone()) {
            step.finish(null, null);
        } else if (call.customer().screened() != null) {
            follow(step);
        } else if (call.agent().gone()) {
            whileTheAgentIsGone(step);
        } else if (call.customer().showed(Sign.HAND_OFF_FAILED)) {
            connectUnheard(step, "no controller took the customer back from AMD");
        } else if (call.together()) {
            step.waitFor(Deadline.Name.VERDICT, step.limits.settle());
        }
    }

    private static void follow(Step step) {
        if (!isMachine(step.call)) {
            step.call = step.call.in(new Phase.CallingCustomer()).until(null);
        } else if (wantsMessage(step.call)) {
            leaveMessage(step);
        } else {
            step.finish(CallOutcome.MACHINE, "a machine answered");
            HangUps.all(step);
        }
    }

    /** They hung up, or a machine's verdict let them go and is not told yet. */
    private static void whileTheAgentIsGone(Step step) {
        if (wantsMessage(step.call)) {
            step.waitFor(Deadline.Name.VERDICT, step.limits.settle());
        } else {
            step.finish(null, null);
        }
    }

    private static void leaveMessage(Step step) {
        step.call = step.call.in(new Phase.LeavingMessage());
        step.arm(Deadline.Name.MESSAGE, step.limits.message());
        if (!step.call.agent().over()) {
            HangUps.one(step, step.call.agent());
        }
    }

    /** The agent is free as soon as their phone is. */
    static void whileLeavingAMessage(Step step) {
        var call = step.call;
        if (call.customer().gone()) {
            step.finish(null, null);
        } else if (call.agent().over() && !call.parties().firstOut()) {
            step.call = call.with(call.parties().without(call.agent().channelId()));
        }
    }

    static void nobodyCameBack(Step step) {
        connectUnheard(step, "AMD did not bring the customer back");
    }

    static void verdictIsMissing(Step step) {
        if (step.call.agent().gone()) {
            step.finish(null, null);
        } else {
            step.call = skipped(step.call, VERDICT_NOT_TOLD);
        }
    }

    private static void connectUnheard(Step step, String why) {
        step.call = skipped(step.call, why).in(new Phase.CallingCustomer());
        CallMachine.customerAlone(step, why);
    }

    /** Of a call that is connected though it was to be screened first. */
    static void tellIfSkipped(Step step) {
        var call = step.call;
        if (call.plan().screening() != null && call.customer().screened() == null) {
            step.call = skipped(
                    call,
                    call.mode() == CallMode.AMI_ONLY
                            ? "the call is carried by AMI alone, which cannot listen"
                            : VERDICT_NOT_TOLD);
            step.tell(Milestone.SCREENED);
        }
    }

    private static Call skipped(Call call, String why) {
        return call.withCustomer(call.customer().screened(Screened.skipped(why)));
    }

    private ScreeningSteps() {}
}
