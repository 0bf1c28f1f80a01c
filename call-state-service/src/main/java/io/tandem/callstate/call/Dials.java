package io.tandem.callstate.call;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is commanded to bring a call's two parties together. */
final class Dials {

    private static final String HAND_OFF = "hand-off";

    static void agentByAmi(Step step) {
        var id = step.command("agent-ami");
        step.follow(new Effect.SendAmi(new AmiCommand.OriginateToConference(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.agent().channelId(),
                step.call.plan().agentEndpoint(),
                step.call.plan().callerId(),
                step.call.plan().agentRing())));
        callingAgent(step, id);
    }

    static void agentByAri(Step step) {
        var id = step.command("agent-ari");
        step.follow(new Effect.SendAri(originateAgent(step, id)));
        callingAgent(step, id);
    }

    private static AriCommand originateAgent(Step step, String id) {
        return new AriCommand.OriginateAgent(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.agent().channelId(),
                step.call.plan().agentEndpoint(),
                step.call.plan().callerId(),
                step.call.plan().agentRing());
    }

    private static void callingAgent(Step step, String commandId) {
        boolean again = step.call.agent().expected();
        step.call = step.call.withAgent(step.call.agent().dialledBy(commandId)).in(new Phase.CallingAgent(again));
        step.arm(Deadline.Name.AGENT_SIGN, step.limits.agentSign());
    }

    static void handOff(Step step) {
        step.follow(new Effect.SendAmi(new AmiCommand.HandOff(
                step.command(HAND_OFF),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.agent().channelId(),
                Objects.requireNonNull(step.links.application()),
                "agent")));
        step.call = step.call.in(new Phase.HandingOff());
        step.arm(Deadline.Name.HAND_OFF, step.limits.handOff());
    }

    /** The agent is in the bridge, or the customer was dialled already and the facts of that overtook the rest. */
    static void customerByAri(Step step) {
        if (!step.call.customer().expected()) {
            dialCustomer(step, "customer-ari", null);
        }
        callingCustomer(step);
    }

    /** {@code desk}: where the agent waits who is asked for only when the customer has answered. */
    private static void dialCustomer(Step step, String name, @Nullable String desk) {
        var id = step.command(name);
        step.follow(new Effect.SendAri(new AriCommand.DialCustomer(
                id,
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                step.call.customer().channelId(),
                step.call.plan().customerEndpoint(),
                step.call.plan().callerId(),
                step.call.plan().customerRing(),
                step.call.plan().screening(),
                desk)));
        step.call = step.call.withCustomer(step.call.customer().dialledBy(id));
    }

    /** The agent waits, and nobody need be there while the customer's phone rings. */
    static void customerFirst(Step step) {
        dialCustomer(step, "customer-first", step.call.plan().agentEndpoint());
        callingCustomer(step);
    }

    /** The customer has answered, is in the bridge, and waits for the agent who waits. */
    static void agentAtDesk(Step step) {
        var id = step.command("agent-desk");
        step.follow(new Effect.SendAri(originateAgent(step, id)));
        step.call = step.call.withAgent(step.call.agent().dialledBy(id));
        step.arm(Deadline.Name.CUSTOMER_JOIN, step.limits.join());
    }

    /** From here on the call is AMI's alone. The customer is dialled into the room unless they were seen already. */
    static void customerByAmi(Step step, String reason) {
        if (step.call.mode() != CallMode.AMI_ONLY) {
            step.degrade(CallMode.AMI_ONLY, reason);
        }
        if (!step.call.customer().seen()) {
            var id = step.command("customer-ami");
            step.follow(new Effect.SendAmi(new AmiCommand.OriginateToConference(
                    id,
                    step.call.callId(),
                    step.call.pbxId(),
                    step.expiry(),
                    step.call.customer().channelId(),
                    step.call.plan().customerEndpoint(),
                    step.call.plan().callerId(),
                    step.call.plan().customerRing())));
            step.call = step.call.withCustomer(step.call.customer().dialledBy(id));
        }
        callingCustomer(step);
    }

    private static void callingCustomer(Step step) {
        step.call = step.call.in(new Phase.CallingCustomer());
        step.arm(Deadline.Name.CUSTOMER_SIGN, step.limits.customerSign());
    }

    static void returnToRoom(Step step, Leg leg, String name) {
        step.follow(new Effect.SendAmi(new AmiCommand.ReturnToConference(
                step.command("return-" + name),
                step.call.callId(),
                step.call.pbxId(),
                step.expiry(),
                leg.channelId())));
    }

    static boolean isHandOff(String commandId) {
        return commandId.endsWith(":" + HAND_OFF);
    }

    private Dials() {}
}
