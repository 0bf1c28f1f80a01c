package io.tandem.amigateway.action;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.contracts.AmiCommand;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Commands as AMI actions. Context and extension come from here and the configuration, never from a command; everything that does
 * come from one is checked ({@link Form}), and the encoder would refuse a line end besides.
 *
 * <p>Some commands are carried out by other actions than those of their name, because AMI's own want rights that nobody should have
 * (MuteAudio, MixMonitor), or do not work on a channel in a room (Park, BlindTransfer): see asterisk/README.md, seen on 22.10.1.
 *
 * <p>A command that was read before, by a gateway that died since, may have been carried out: to dial again could ring a person twice.
 * Only a hang-up is harmless.
 */
public final class AmiActions {

    /** Applications in which nothing else than the dialplan and AMI moves a channel. */
    private static final Set<String> WITHOUT_ARI = Set.of("ConfBridge", "Dial", "Park");

    private final Contexts contexts;

    public AmiActions(Contexts contexts) {
        this.contexts = contexts;
    }

    /** {@code readBefore}: somebody may have carried it out already. */
    public Plan plan(AmiCommand command, Instant now, boolean readBefore) {
        boolean answerable = false;
        try {
            Form.ids(command);
            answerable = true;
            var plan = plan(command);
            if (readBefore && !(command instanceof AmiCommand.HangUp)) {
                return new Plan.Unknown("read again after a restart of the gateway");
            }
            return now.isBefore(command.expiresAt()) ? plan : new Plan.Refuse("expired");
        } catch (IllegalArgumentException e) {
            return new Plan.Poison(String.valueOf(e.getMessage()), answerable);
        }
    }

    private Plan plan(AmiCommand command) {
        return switch (command) {
            case AmiCommand.OriginateToConference c -> Plan.Send.of(originate(c));
            case AmiCommand.HandOff c -> handOff(c);
            case AmiCommand.ReturnToConference c ->
                Plan.Send.of(redirect(Form.channel(c.callId(), c.channelId()), contexts.conference(), c.callId()));
            case AmiCommand.HangUp c ->
                Plan.Send.of(AmiAction.of("Hangup")
                        .with("Channel", Form.channel(c.callId(), c.channelId()))
                        .with("Cause", Integer.toString(Form.cause(c.cause()))));
            case AmiCommand.MuteAudio c -> muteAudio(c);
            case AmiCommand.Park c -> park(c);
            case AmiCommand.BlindTransfer c -> transfer(c);
            case AmiCommand.KickFromConference c -> inRoom(c.callId(), c.channelId(), "ConfbridgeKick");
            case AmiCommand.MuteInConference c ->
                inRoom(c.callId(), c.channelId(), c.muted() ? "ConfbridgeMute" : "ConfbridgeUnmute");
            case AmiCommand.StartRecording c -> record(c);
            case AmiCommand.StopRecording c ->
                Plan.Send.of(AmiAction.of("StopMixMonitor").with("Channel", Form.channel(c.callId(), c.channelId())));
            case AmiCommand.SetVariable c ->
                Plan.Send.of(setVariable(
                        Form.channel(c.callId(), c.channelId()), Form.variable(c.name()), Form.value(c.value())));
            case AmiCommand.Unrecognised _ -> throw new IllegalArgumentException("type is not known");
        };
    }

    /** {@code Async}: a synchronous originate would block every action of the session until the phone is answered. */
    private AmiAction originate(AmiCommand.OriginateToConference c) {
        var action = AmiAction.of("Originate")
                .with("Async", "true")
                .with("Channel", Form.endpoint(c.endpoint()))
                .with("ChannelId", Form.channel(c.callId(), c.channelId()))
                .with("Context", contexts.conference())
                .with("Exten", c.callId())
                .with("Priority", "1")
                .with("Timeout", Long.toString(Form.ringTimeout(c.ringTimeout()).toMillis()))
                .with("Variable", "TANDEM_CALL_ID=" + c.callId());
        var callerId = Form.callerId(c.callerId());
        return callerId == null ? action : action.with("CallerID", callerId);
    }

    /**
     * The variables first: without them the dialplan would have nowhere to send the channel. The call's id is on the channel since it
     * was originated; only the application must not stay behind.
     */
    private Plan handOff(AmiCommand.HandOff c) {
        var channel = Form.channel(c.callId(), c.channelId());
        return new Plan.Send(
                List.of(
                        setVariable(channel, "TANDEM_CALL_ID", c.callId()),
                        setVariable(channel, "TANDEM_APP", Form.application(c.application())),
                        redirect(channel, contexts.handOff(), Form.role(c.role()))),
                List.of(setVariable(channel, "TANDEM_APP", "")));
    }

    private static Plan muteAudio(AmiCommand.MuteAudio c) {
        var function = "MUTEAUDIO(" + Form.direction(c.direction()) + ")";
        return Plan.Send.of(setVariable(Form.channel(c.callId(), c.channelId()), function, c.muted() ? "on" : "off"));
    }

    private Plan park(AmiCommand.Park c) {
        var channel = Form.channel(c.callId(), c.channelId());
        var extension =
                Form.spelt(c.callId()) + "-" + Form.parked(c.comesBackAfter()).toSeconds();
        return unlessInStasis(channel, redirect(channel, contexts.park(), extension));
    }

    private Plan transfer(AmiCommand.BlindTransfer c) {
        var channel = Form.channel(c.callId(), c.channelId());
        return unlessInStasis(channel, redirect(channel, contexts.transfer(), Form.destination(c.to())));
    }

    private Plan record(AmiCommand.StartRecording c) {
        var channel = Form.channel(c.callId(), c.channelId());
        var action = redirect(channel, contexts.record(), Form.spelt(c.callId()) + "-" + Form.recording(c.recording()));
        return lookInRoom(c.callId(), channel, _ -> action);
    }

    private static Plan inRoom(String callId, String channelId, String action) {
        return lookInRoom(callId, Form.channel(callId, channelId), name -> AmiAction.of(action)
                .with("Conference", callId)
                .with("Channel", name));
    }

    /** ConfBridge knows its channels by name only. */
    private static Plan lookInRoom(String callId, String channelId, Function<String, AmiAction> action) {
        return new Plan.Look(AmiAction.of("ConfbridgeList").with("Conference", callId), rows -> rows.stream()
                .filter(row -> row.text("Uniqueid").equals(channelId))
                .findFirst()
                .<Plan>map(row -> Plan.Send.of(action.apply(row.text("Channel"))))
                .orElseGet(() -> new Plan.Refuse("the channel is not in the room of the call")));
    }

    /** A redirect would pull a channel out of ARI's hands in the middle of whatever it does. */
    private static Plan unlessInStasis(String channelId, AmiAction action) {
        return new Plan.Look(AmiAction.of("Status").with("Channel", channelId), rows -> rows.stream()
                .filter(row -> row.text("Uniqueid").equals(channelId))
                .findFirst()
                .map(row -> outside(row, action))
                .orElseGet(() -> new Plan.Refuse("No such channel")));
    }

    private static Plan outside(AmiHeaders row, AmiAction action) {
        return WITHOUT_ARI.contains(row.text("Application"))
                ? Plan.Send.of(action)
                : new Plan.Refuse(
                        "the channel is in " + row.text("Application") + ", not in a conversation without ARI");
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
