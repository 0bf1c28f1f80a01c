package io.tandem.amigateway.action;

import io.tandem.ami.AmiAction;
import io.tandem.contracts.AmiCommand;
import java.time.Instant;
import java.util.List;

/**
 * Commands as AMI actions. Context and extension come from here and the configuration, never from a command; everything that does
 * come from one is checked ({@link Form}), and the encoder would refuse a line end besides.
 *
 * <p>A command that was read before, by a gateway that died since, may have been carried out: to dial again could ring a person twice.
 * Only a hang-up is harmless.
 */
public final class AmiActions {

    private final String conferenceContext;
    private final String handOffContext;

    public AmiActions(String conferenceContext, String handOffContext) {
        this.conferenceContext = conferenceContext;
        this.handOffContext = handOffContext;
    }

    /** {@code readBefore}: somebody may have carried it out already. */
    public Plan plan(AmiCommand command, Instant now, boolean readBefore) {
        boolean answerable = false;
        try {
            Form.ids(command);
            answerable = true;
            var actions = actions(command);
            if (readBefore && !(command instanceof AmiCommand.HangUp)) {
                return new Plan.Unknown("read again after a restart of the gateway");
            }
            return now.isBefore(command.expiresAt()) ? new Plan.Send(actions) : new Plan.Refuse("expired");
        } catch (IllegalArgumentException e) {
            return new Plan.Poison(e.getMessage(), answerable);
        }
    }

    private List<AmiAction> actions(AmiCommand command) {
        return switch (command) {
            case AmiCommand.OriginateToConference c -> List.of(originate(c));
            case AmiCommand.HandOff c -> handOff(c);
            case AmiCommand.ReturnToConference c ->
                List.of(redirect(Form.channel(c.callId(), c.channelId()), conferenceContext, c.callId()));
            case AmiCommand.HangUp c ->
                List.of(AmiAction.of("Hangup")
                        .with("Channel", Form.channel(c.callId(), c.channelId()))
                        .with("Cause", Integer.toString(Form.cause(c.cause()))));
            case AmiCommand.Unrecognised _ -> throw new IllegalArgumentException("type is not known");
        };
    }

    /** {@code Async}: a synchronous originate would block every action of the session until the phone is answered. */
    private AmiAction originate(AmiCommand.OriginateToConference c) {
        var action = AmiAction.of("Originate")
                .with("Async", "true")
                .with("Channel", Form.endpoint(c.endpoint()))
                .with("ChannelId", Form.channel(c.callId(), c.channelId()))
                .with("Context", conferenceContext)
                .with("Exten", c.callId())
                .with("Priority", "1")
                .with("Timeout", Long.toString(Form.ringTimeout(c.ringTimeout()).toMillis()))
                .with("Variable", "TANDEM_CALL_ID=" + c.callId());
        var callerId = Form.callerId(c.callerId());
        return callerId == null ? action : action.with("CallerID", callerId);
    }

    /** The variables first: without them the dialplan would have nowhere to send the channel. */
    private List<AmiAction> handOff(AmiCommand.HandOff c) {
        var channel = Form.channel(c.callId(), c.channelId());
        return List.of(
                setVariable(channel, "TANDEM_CALL_ID", c.callId()),
                setVariable(channel, "TANDEM_APP", Form.application(c.application())),
                redirect(channel, handOffContext, Form.role(c.role())));
    }

    private static AmiAction setVariable(String channel, String name, String value) {
        return AmiAction.of("Setvar")
                .with("Channel", channel)
                .with("Variable", name)
                .with("Value", value);
    }

    private static AmiAction redirect(String channel, String context, String extension) {
        return AmiAction.of("Redirect")
                .with("Channel", channel)
                .with("Context", context)
                .with("Exten", extension)
                .with("Priority", "1");
    }
}
