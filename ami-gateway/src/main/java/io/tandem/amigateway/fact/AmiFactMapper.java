package io.tandem.amigateway.fact;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.PbxFact.ChannelFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an event says about a channel of ours, as {@link CallChannels} knows it. Anything else is empty. */
public final class AmiFactMapper {

    /** The events that can be facts: nobody needs to read others for this mapper's sake. */
    public static final List<String> EVENTS = List.of(
            "Newchannel",
            "Newstate",
            "DialBegin",
            "DialState",
            "DialEnd",
            "Hangup",
            "ConfbridgeJoin",
            "ConfbridgeLeave",
            "BridgeEnter",
            "BridgeLeave",
            "UserEvent");

    private static final Pattern CAUSE = Pattern.compile("\\d{1,3}");
    private static final FactSource AMI = FactSource.AMI;

    private final String pbxId;
    private final CallChannels calls;

    public AmiFactMapper(String pbxId, CallChannels calls) {
        this.pbxId = pbxId;
        this.calls = calls;
    }

    /** {@code at}: when the event was read. */
    public Optional<ChannelFact> fact(AmiMessage.Event event, Instant at) {
        var headers = event.headers();
        return switch (event.name()) {
            case "Newchannel" -> {
                calls.created(headers);
                yield ours(headers, "Uniqueid", at, this::created);
            }
            case "Newstate" -> ours(headers, "Uniqueid", at, this::newState);
            case "DialBegin" -> ours(headers, "DestUniqueid", at, this::dialing);
            case "DialState" -> ours(headers, "DestUniqueid", at, this::dialState);
            case "DialEnd" -> ours(headers, "DestUniqueid", at, this::dialEnded);
            case "Hangup" -> ours(headers, "Uniqueid", at, this::hungUp);
            case "ConfbridgeJoin" -> ours(headers, "Uniqueid", at, this::joined);
            case "ConfbridgeLeave" -> ours(headers, "Uniqueid", at, this::left);
            case "BridgeEnter" -> ours(headers, "Uniqueid", at, this::bridgeEntered);
            case "BridgeLeave" -> ours(headers, "Uniqueid", at, this::bridgeLeft);
            case "UserEvent" -> ours(headers, "Uniqueid", at, this::userEvent);
            default -> Optional.empty();
        };
    }

    private record Seen(String callId, String channelId, Instant at, AmiHeaders headers) {}

    private Optional<ChannelFact> ours(
            AmiHeaders headers, String idHeader, Instant at, Function<Seen, @Nullable ChannelFact> mapping) {
        var channelId = headers.text(idHeader);
        return calls.callOf(channelId).map(callId -> mapping.apply(new Seen(callId, channelId, at, headers)));
    }

    private ChannelFact created(Seen s) {
        return new PbxFact.ChannelCreated(
                s.callId(), pbxId, AMI, s.at(), s.channelId(), s.headers().text("Channel"), false);
    }

    private @Nullable ChannelFact newState(Seen s) {
        return switch (s.headers().text("ChannelStateDesc")) {
            case "Ringing" -> ringing(s);
            case "Up" -> new PbxFact.ChannelAnswered(s.callId(), pbxId, AMI, s.at(), s.channelId(), false);
            default -> null;
        };
    }

    private ChannelFact dialing(Seen s) {
        return new PbxFact.ChannelDialing(s.callId(), pbxId, AMI, s.at(), s.channelId());
    }

    private @Nullable ChannelFact dialState(Seen s) {
        return s.headers().text("DialStatus").equals("RINGING") ? ringing(s) : null;
    }

    private ChannelFact ringing(Seen s) {
        return new PbxFact.ChannelRinging(s.callId(), pbxId, AMI, s.at(), s.channelId());
    }

    private ChannelFact dialEnded(Seen s) {
        return new PbxFact.DialEnded(
                s.callId(), pbxId, AMI, s.at(), s.channelId(), s.headers().text("DialStatus"));
    }

    private ChannelFact hungUp(Seen s) {
        calls.ended(s.channelId());
        return new PbxFact.ChannelHungUp(
                s.callId(),
                pbxId,
                AMI,
                s.at(),
                s.channelId(),
                number(s.headers().text("Cause")),
                s.headers().first("Cause-txt").orElse(null),
                s.headers().first("TechCause").orElse(null),
                false);
    }

    private @Nullable ChannelFact joined(Seen s) {
        return s.headers().text("Conference").equals(s.callId())
                ? new PbxFact.ConferenceJoined(s.callId(), pbxId, AMI, s.at(), s.channelId())
                : null;
    }

    private @Nullable ChannelFact left(Seen s) {
        return s.headers().text("Conference").equals(s.callId())
                ? new PbxFact.ConferenceLeft(s.callId(), pbxId, AMI, s.at(), s.channelId())
                : null;
    }

    /** ConfBridge's own bridges have ids that Asterisk made; they are told as conference facts. */
    private @Nullable ChannelFact bridgeEntered(Seen s) {
        var bridgeId = s.headers().text("BridgeUniqueid");
        return bridgeId.equals(ChannelIds.bridge(s.callId()))
                ? new PbxFact.BridgeEntered(s.callId(), pbxId, AMI, s.at(), s.channelId(), bridgeId)
                : null;
    }

    private @Nullable ChannelFact bridgeLeft(Seen s) {
        var bridgeId = s.headers().text("BridgeUniqueid");
        return bridgeId.equals(ChannelIds.bridge(s.callId()))
                ? new PbxFact.BridgeLeft(s.callId(), pbxId, AMI, s.at(), s.channelId(), bridgeId)
                : null;
    }

    private @Nullable ChannelFact userEvent(Seen s) {
        if (!s.headers().text("UserEvent").equals("TandemHandoffFailed")) {
            return null;
        }
        var application = s.headers().text("App");
        var reason = application.isEmpty()
                ? "the channel names no application"
                : "no controller serves application " + application;
        return new PbxFact.HandOffFailed(s.callId(), pbxId, AMI, s.at(), s.channelId(), reason);
    }

    /** Asterisk writes causes as decimal numbers; a value that is none counts as "no cause given". */
    private static int number(String text) {
        return CAUSE.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }
}
