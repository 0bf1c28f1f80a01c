package io.tandem.aricontroller.fact;

import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.List;

/**
 * Events of ARI as facts about a call: the one place where they change their meaning. Events about foreign channels, about foreign
 * bridges, and of a kind that tells nothing give no fact. ARI says ringing and answered twice (ChannelStateChange and Dial); so do
 * we, because either may come alone.
 */
public final class AriFactMapper {

    private static final FactSource ARI = FactSource.ARI;

    private final String pbxId;

    public AriFactMapper(String pbxId) {
        this.pbxId = pbxId;
    }

    public List<PbxFact.CallFact> map(AriEvent event, Instant at) {
        var channel = event.channel();
        return channel == null
                ? List.of()
                : event.leg()
                        .map(leg -> leg.isParty() ? facts(event, leg.callId(), channel, at) : ofGuest(event, leg, at))
                        .orElse(List.of());
    }

    /** Of what we make beside the parties only the end of a supervisor says something about the call. */
    private List<PbxFact.CallFact> ofGuest(AriEvent event, LegId leg, Instant at) {
        return event.is("ChannelDestroyed") && LegId.isSupervisor(leg.channelId())
                ? List.of(new PbxFact.SupervisionEnded(
                        leg.callId(), pbxId, ARI, at, leg.channelId(), "hung up, cause " + event.cause()))
                : List.of();
    }

    private List<PbxFact.CallFact> facts(AriEvent event, String callId, AriEvent.Channel channel, Instant at) {
        var id = channel.id();
        return switch (event.type()) {
            case "ChannelCreated" ->
                List.of(new PbxFact.ChannelCreated(callId, pbxId, ARI, at, id, channel.name(), false));
            case "ChannelStateChange" -> stateChanged(callId, channel, at);
            case "Dial" -> dialled(event.dialStatus(), callId, id, at);
            case "StasisStart" ->
                List.of(new PbxFact.ControlStarted(callId, pbxId, ARI, at, id, role(event), event.application()));
            case "StasisEnd" -> List.of(new PbxFact.ControlEnded(callId, pbxId, ARI, at, id));
            case "ChannelEnteredBridge" ->
                isOwnBridge(event, callId)
                        ? List.of(new PbxFact.BridgeEntered(callId, pbxId, ARI, at, id, LegId.bridgeOf(callId)))
                        : List.of();
            case "ChannelLeftBridge" ->
                isOwnBridge(event, callId)
                        ? List.of(new PbxFact.BridgeLeft(callId, pbxId, ARI, at, id, LegId.bridgeOf(callId)))
                        : List.of();
            case "ChannelDestroyed" ->
                List.of(new PbxFact.ChannelHungUp(
                        callId, pbxId, ARI, at, id, event.cause(), event.causeText(), event.techCause(), false));
            case "ChannelDtmfReceived" -> pressed(event, callId, id, at);
            default -> List.of();
        };
    }

    private List<PbxFact.CallFact> pressed(AriEvent event, String callId, String id, Instant at) {
        var key = event.key();
        return key == null
                ? List.of()
                : List.of(new PbxFact.DtmfPressed(callId, pbxId, ARI, at, id, key.digit(), key.at()));
    }

    private List<PbxFact.CallFact> stateChanged(String callId, AriEvent.Channel channel, Instant at) {
        return switch (channel.state()) {
            case "Ringing" -> List.of(new PbxFact.ChannelRinging(callId, pbxId, ARI, at, channel.id()));
            case "Up" -> List.of(new PbxFact.ChannelAnswered(callId, pbxId, ARI, at, channel.id(), false));
            default -> List.of();
        };
    }

    private List<PbxFact.CallFact> dialled(String status, String callId, String id, Instant at) {
        return switch (status) {
            case "" -> List.of(new PbxFact.ChannelDialing(callId, pbxId, ARI, at, id));
            case "RINGING" -> List.of(new PbxFact.ChannelRinging(callId, pbxId, ARI, at, id));
            case "PROGRESS", "PROCEEDING" -> List.of();
            case "ANSWER" ->
                List.of(
                        new PbxFact.ChannelAnswered(callId, pbxId, ARI, at, id, false),
                        new PbxFact.DialEnded(callId, pbxId, ARI, at, id, status));
            default -> List.of(new PbxFact.DialEnded(callId, pbxId, ARI, at, id, status));
        };
    }

    private static String role(AriEvent event) {
        return event.args().size() > 1 && !event.isArrival()
                ? event.args().get(1)
                : event.leg().orElseThrow().leg();
    }

    private static boolean isOwnBridge(AriEvent event, String callId) {
        return LegId.bridgeOf(callId).equals(event.bridgeId());
    }
}
