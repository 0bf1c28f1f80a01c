package io.tandem.amigateway.quality;

import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.contracts.VoiceQuality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What RTCP has said so far of each living channel of ours. Bounded: of more channels than that, those whose first report is oldest
 * are forgotten. Confined to the PBX's context.
 */
public final class LegQualities {

    /** The events that carry reports, of class {@code reporting}; two a leg every 5 s. */
    public static final List<String> EVENTS = List.of("RTCPSent", "RTCPReceived");

    private final LinkedHashMap<String, LegReports> byChannel = new LinkedHashMap<>();
    private final CallChannels calls;
    private final int most;

    /** {@code most}: channels that are remembered at once. */
    public LegQualities(CallChannels calls, int most) {
        this.calls = calls;
        this.most = most;
    }

    /** Only the channel's id is read of a report that is not about a channel of ours. */
    public void report(AmiMessage.Event event) {
        var channelId = event.headers().text("Uniqueid");
        if (calls.callOf(channelId).isPresent()) {
            Report.of(event).ifPresent(report -> byChannel
                    .computeIfAbsent(channelId, _ -> new LegReports())
                    .add(report));
        }
        if (byChannel.size() > most) {
            byChannel.pollFirstEntry();
        }
    }

    /** The channel's life is over: what was measured in it, once. */
    public Optional<VoiceQuality> take(String channelId) {
        return Optional.ofNullable(byChannel.remove(channelId)).map(LegReports::quality);
    }
}
