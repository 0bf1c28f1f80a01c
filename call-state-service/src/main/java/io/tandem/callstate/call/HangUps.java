package io.tandem.callstate.call;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallMode;

/** What is commanded to end a call, or a leg of it. */
final class HangUps {

    private static final int NORMAL_CLEARING = 16;

    /** By the interface that has the leg; at the time limit {@link #everywhere} asks both. */
    static void all(Step step) {
        boolean ariHasIt = step.call.mode() == CallMode.ARI_ONLY
                || step.call.inbound()
                || step.call.agent().showed(Sign.IN_BRIDGE)
                || step.call.agent().showed(Sign.CONTROLLED);
        if (step.call.mode() != CallMode.AMI_ONLY && ariHasIt && step.links.ari()) {
            byAri(step);
        } else if (step.links.ami()) {
            legsByAmi(step);
        } else if (step.links.ari()) {
            byAri(step);
        }
    }

    static void everywhere(Step step) {
        if (step.links.ari()) {
            byAri(step);
        }
        if (step.links.ami()) {
            legsByAmi(step);
        }
    }

    static void legsByAmi(Step step) {
        step.call.legs().forEach(leg -> byAmi(step, leg));
    }

    private static void byAri(Step step) {
        step.follow(new Effect.SendAri(new AriCommand.EndCall(
                step.command("end"), step.call.callId(), step.call.pbxId(), step.expiry(), NORMAL_CLEARING)));
    }

    /** Before it is answered, the caller hears the tone of the cause. */
    static void caller(Step step, int cause) {
        step.follow(new Effect.SendAri(new AriCommand.HangUp(
                step.command("hang-up-caller"),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.customer().channelId(),
                cause)));
    }

    /** By whichever interface is there. */
    static void one(Step step, Leg leg) {
        if (step.links.ari()) {
            step.follow(new Effect.SendAri(new AriCommand.HangUp(
                    step.command("hang-up-ari-" + Group.legId(step.call, leg.channelId())),
                    step.call.callId(),
                    step.call.pbxId(),
                    step.expiry(),
                    leg.channelId(),
                    NORMAL_CLEARING)));
        } else if (step.links.ami()) {
            byAmi(step, leg);
        }
    }

    private static void byAmi(Step step, Leg leg) {
        if (!leg.over()) {
            step.follow(new Effect.SendAmi(new AmiCommand.HangUp(
                    step.command("hang-up-" + Group.legId(step.call, leg.channelId())),
                    step.call.callId(),
                    step.call.pbxId(),
                    step.expiry(),
                    leg.channelId(),
                    NORMAL_CLEARING)));
        }
    }

    private HangUps() {}
}
