package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.call.Answer;
import io.tandem.aricontroller.call.CallerService;
import io.tandem.aricontroller.call.MediaTargets;
import io.tandem.aricontroller.call.NewChannel;
import io.tandem.aricontroller.call.Pbx;
import io.tandem.aricontroller.call.TransferProgress;
import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.Screening;
import io.tandem.contracts.VoiceQuality;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The procedures' PBX: requests and what their answers mean. */
final class AriPbx implements Pbx {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+(?=>?$)");

    private static final String APPLICATION = "TANDEM_APP";

    /** The dialplan takes it away once it has listened. */
    private static final String ON_MACHINE = "TANDEM_ON_MACHINE";

    private final AriHttp http;
    private final CurrentApplication application;
    private final CallerService callers;
    private final MediaTargets targets;
    private final boolean phonesMayTransfer;

    /** @param phonesMayTransfer ADR-0027 */
    AriPbx(AriHttp http, CurrentApplication application, MediaTargets targets, boolean phonesMayTransfer) {
        this.http = http;
        this.callers = new AriCallerService(http);
        this.application = application;
        this.targets = targets;
        this.phonesMayTransfer = phonesMayTransfer;
    }

    @Override
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return application.awaitReady(limit);
    }

    /**
     * Media goes through Asterisk's core. Without {@code proxy_media} two parties are bridged as native_rtp, which hands one's sequence
     * numbers on to the other: seen on 22.10.1, a party who comes back from hold sees them jump and hears nothing more.
     */
    @Override
    public Answer createBridge(String bridgeId) {
        return createBridge(bridgeId, "mixing,proxy_media");
    }

    @Override
    public Answer createHoldingBridge(String bridgeId) {
        return createBridge(bridgeId, "holding");
    }

    private Answer createBridge(String bridgeId, String type) {
        return answer(http.post(
                "create-bridge",
                Query.path("bridges", bridgeId).with("type", type).with("name", bridgeId)));
    }

    @Override
    public Answer addToBridge(String bridgeId, String channelId) {
        var reply = http.post(
                "add-channel", Query.path("bridges", bridgeId, "addChannel").with("channel", channelId));
        return reply.status() == 400 ? new Answer.Gone() : answer(reply); // 400 "Channel not found"
    }

    @Override
    public Answer destroyBridge(String bridgeId) {
        return answer(http.delete("destroy-bridge", Query.path("bridges", bridgeId)));
    }

    /**
     * ARI takes no caller id here: an outgoing channel's connected line is what the far end sees as the caller (seen on 22.10.1). The
     * dial must then name no caller, or Asterisk copies the caller's over it.
     */
    @Override
    public Answer create(NewChannel channel) {
        var variables = variables(channel.leg());
        if (channel.callerId() != null) {
            variables.put("CONNECTEDLINE(num)", number(channel.callerId()));
            variables.put("CONNECTEDLINE(num-pres)", "allowed");
        }
        Optional.ofNullable(channel.screening()).map(AriPbx::variables).ifPresent(variables::putAll);
        return answer(http.post(
                "create-channel",
                Query.path("channels", "create")
                        .with("endpoint", channel.endpoint())
                        .with("app", application.name())
                        .with("appArgs", arguments(channel.leg()))
                        .with("channelId", channel.leg().channelId())
                        .with("otherChannelId", channel.seat().orElse(null))
                        .with("originator", channel.originator()),
                Map.of("variables", variables)));
    }

    @Override
    public Answer dial(String channelId, Duration ringTimeout) {
        return answer(
                http.post("dial", Query.path("channels", channelId, "dial").with("timeout", ringTimeout.toSeconds())));
    }

    @Override
    public Answer originate(NewChannel channel, Duration ringTimeout) {
        return answer(http.post(
                "originate",
                Query.path("channels", channel.leg().channelId())
                        .with("endpoint", channel.endpoint())
                        .with("app", application.name())
                        .with("appArgs", arguments(channel.leg()))
                        .with("otherChannelId", channel.seat().orElse(null))
                        .with("callerId", channel.callerId())
                        .with("timeout", ringTimeout.toSeconds()),
                Map.of("variables", variables(channel.leg()))));
    }

    @Override
    public Answer ring(String channelId) {
        return answer(http.post("ring", Query.path("channels", channelId, "ring")));
    }

    @Override
    public Answer stopRinging(String channelId) {
        return answer(http.delete("stop-ringing", Query.path("channels", channelId, "ring")));
    }

    @Override
    public Answer startMusic(String channelId, @Nullable String music) {
        return answer(http.post(
                "start-music", Query.path("channels", channelId, "moh").with("mohClass", music)));
    }

    @Override
    public Answer stopMusic(String channelId) {
        return answer(http.delete("stop-music", Query.path("channels", channelId, "moh")));
    }

    @Override
    public Answer mute(String channelId, MuteDirection direction) {
        return answer(http.post("mute", mutes(channelId, direction)));
    }

    @Override
    public Answer unmute(String channelId, MuteDirection direction) {
        return answer(http.delete("unmute", mutes(channelId, direction)));
    }

    private static Query mutes(String channelId, MuteDirection direction) {
        var name =
                switch (direction) {
                    case IN -> "in";
                    case OUT -> "out";
                    case BOTH -> "both";
                };
        return Query.path("channels", channelId, "mute").with("direction", name);
    }

    @Override
    public Answer sendDtmf(String channelId, String digits) {
        return answer(
                http.post("send-dtmf", Query.path("channels", channelId, "dtmf").with("dtmf", digits)));
    }

    @Override
    public Answer snoop(String channelId, LegId snoop, boolean whisper) {
        return answer(http.post(
                "snoop",
                Query.path("channels", channelId, "snoop", snoop.channelId())
                        .with("spy", "both")
                        .with("whisper", whisper ? "out" : "none")
                        .with("app", application.name())
                        .with("appArgs", arguments(snoop))));
    }

    @Override
    public Answer attachMedia(LegId media, String target, String stream) {
        return targets.hostOf(target)
                .map(host -> answer(http.post(
                        "attach-media",
                        Query.path("channels", "externalMedia")
                                .with("channelId", media.channelId())
                                .with("app", application.name())
                                .with("external_host", host)
                                .with("transport", "tcp")
                                .with("encapsulation", "audiosocket")
                                .with("format", "slin")
                                .with("data", stream),
                        Map.of("variables", variables(media)))))
                .orElseGet(() -> new Answer.Refused("there is no media target " + target));
    }

    /**
     * A bridge for two parties passes on what comes, and nothing while nothing comes; only a video bridge is a mixing one from its
     * first channel on (seen on 22.10.1).
     */
    @Override
    public Answer createRecordingBridge(String bridgeId) {
        return createBridge(bridgeId, "mixing,video_sfu");
    }

    @Override
    public Answer tap(String channelId, LegId tap) {
        return answer(http.post(
                "tap",
                Query.path("channels", channelId, "snoop", tap.channelId())
                        .with("spy", "in")
                        .with("app", application.name())
                        .with("appArgs", arguments(tap))));
    }

    @Override
    public Answer record(String bridgeId, String name) {
        return answer(http.post(
                "record",
                Query.path("bridges", bridgeId, "record").with("name", name).with("format", "wav")));
    }

    @Override
    public Answer silenceRecording(String name) {
        return answer(http.post("silence-recording", live(name, "mute")));
    }

    @Override
    public Answer unsilenceRecording(String name) {
        return answer(http.delete("unsilence-recording", live(name, "mute")));
    }

    @Override
    public Answer stopRecording(String name) {
        return answer(http.post("stop-recording", live(name, "stop")));
    }

    @Override
    public Answer discardRecording(String name) {
        return answer(http.delete("discard-recording", Query.path("recordings", "live", name)));
    }

    @Override
    public Answer lookAtRecording(String name) {
        return answer(http.get("recording", Query.path("recordings", "live", name)));
    }

    private static Query live(String name, String operation) {
        return Query.path("recordings", "live", name, operation);
    }

    @Override
    public Answer follow(String channelId) {
        var reply = http.post(
                "subscribe",
                Query.path("applications", application.name(), "subscription")
                        .with("eventSource", "channel:" + channelId));
        return reply.status() == 422 ? new Answer.Gone() : answer(reply);
    }

    @Override
    public boolean phonesMayTransfer() {
        return phonesMayTransfer;
    }

    @Override
    public Answer tellTransferor(String channelId, TransferProgress progress) {
        var state =
                switch (progress) {
                    case TRYING -> "channel_progress";
                    case DONE -> "channel_answered";
                    case FAILED -> "channel_unavailable";
                    case DECLINED -> "channel_declined";
                };
        return answer(http.post(
                "transfer-progress",
                Query.path("channels", channelId, "transfer_progress").with("states", state)));
    }

    @Override
    public Answer screen(String channelId) {
        return continueAt(channelId, "tandem-amd");
    }

    @Override
    public boolean isToBeScreened(String channelId) {
        var value = http.get(
                "variable", Query.path("channels", channelId, "variable").with("variable", ON_MACHINE));
        return value.isOk()
                && !new JsonObject(value.body()).getString("value", "").isEmpty();
    }

    @Override
    public Answer leaveMessage(String channelId) {
        return continueAt(channelId, "tandem-message");
    }

    /** The channel comes back to the application of now, whichever it was when the channel was made. */
    private Answer continueAt(String channelId, String context) {
        var named = answer(http.post(
                "set-variable",
                Query.path("channels", channelId, "variable")
                        .with("variable", APPLICATION)
                        .with("value", application.name())));
        return named instanceof Answer.Done
                ? answer(http.post(
                        "continue",
                        Query.path("channels", channelId, "continue")
                                .with("context", context)
                                .with("extension", "s")
                                .with("priority", 1)))
                : named;
    }

    @Override
    public Optional<VoiceQuality> quality(String channelId) {
        var reply = http.get("rtp-statistics", Query.path("channels", channelId, "rtp_statistics"));
        return reply.isOk() ? RtpStatistics.quality(new JsonObject(reply.body())) : Optional.empty();
    }

    @Override
    public Answer look(String channelId) {
        return answer(http.get("channel", Query.path("channels", channelId)));
    }

    @Override
    public Answer hangUp(String channelId, int cause) {
        return answer(http.delete("hang-up", Query.path("channels", channelId).with("reason_code", cause)));
    }

    @Override
    public CallerService callers() {
        return callers;
    }

    private Map<String, String> variables(LegId leg) {
        var variables = new HashMap<String, String>();
        variables.put("TANDEM_CALL_ID", leg.callId());
        variables.put(APPLICATION, application.name());
        return variables;
    }

    private static Map<String, String> variables(Screening screening) {
        var message = screening.message();
        return message == null
                ? Map.of(ON_MACHINE, onMachine(screening))
                : Map.of(ON_MACHINE, onMachine(screening), "TANDEM_MESSAGE", message);
    }

    private static String onMachine(Screening screening) {
        return switch (screening.onMachine()) {
            case HANG_UP -> AriEvent.HANG_UP;
            case CONNECT -> "connect";
            case VOICEMAIL -> AriEvent.VOICEMAIL;
        };
    }

    private static String arguments(LegId leg) {
        return leg.callId() + "," + leg.leg();
    }

    private static String number(String callerId) {
        var number = NUMBER.matcher(callerId);
        return number.find() ? number.group() : "";
    }

    static Answer answer(AriHttp.Reply reply) {
        if (reply.isOk()) {
            return new Answer.Done();
        }
        return switch (reply.status()) {
            case 0 ->
                reply.sent()
                        ? new Answer.Unknown(reply.body())
                        : new Answer.Refused("the PBX is not reachable: " + reply.body());
            case 404 -> new Answer.Gone();
            case 409, 412, 422 -> new Answer.Conflict(told(reply));
            default -> new Answer.Refused(told(reply));
        };
    }

    private static String told(AriHttp.Reply reply) {
        return reply.status() + " " + reply.body();
    }
}
