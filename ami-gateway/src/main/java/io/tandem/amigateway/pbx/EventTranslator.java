package io.tandem.amigateway.pbx;

import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.fact.AmiFactMapper;
import io.tandem.amigateway.fact.CallChannels;
import io.tandem.amigateway.fact.CdrMapper;
import io.tandem.amigateway.fact.EndpointStatusMapper;
import io.tandem.amigateway.quality.LegQualities;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An event as the facts that it makes known, in their order: what was measured of a leg is told right before its hang-up. */
final class EventTranslator {

    /** More channels than one Asterisk has ever carried. */
    private static final int MOST_LEGS = 20_000;

    private final String pbxId;
    private final AmiFactMapper channels;
    private final CdrMapper details;
    private final EndpointStatusMapper endpoints;
    private final LegQualities qualities;

    EventTranslator(String pbxId, CallChannels calls) {
        this.pbxId = pbxId;
        this.channels = new AmiFactMapper(pbxId, calls);
        this.details = new CdrMapper(pbxId, calls);
        this.qualities = new LegQualities(calls, MOST_LEGS);
        this.endpoints = new EndpointStatusMapper(pbxId);
    }

    /** The events that can be facts. */
    static List<String> events() {
        var all = new ArrayList<>(AmiFactMapper.EVENTS);
        all.add(CdrMapper.EVENT);
        all.addAll(EndpointStatusMapper.EVENTS);
        all.addAll(LegQualities.EVENTS);
        return List.copyOf(all);
    }

    /** {@code at}: when the event was read. */
    List<PbxFact> facts(AmiMessage.Event event, Instant at) {
        return switch (event.name()) {
            case "RTCPSent", "RTCPReceived" -> {
                qualities.report(event);
                yield List.of();
            }
            case CdrMapper.EVENT ->
                details.fact(event, at).<List<PbxFact>>map(List::of).orElse(List.of());
            case "ContactStatus", "PeerStatus", "Registry" ->
                endpoints.fact(event, at).<List<PbxFact>>map(List::of).orElse(List.of());
            default ->
                channels.fact(event, at).map(fact -> withQuality(fact, at)).orElse(List.of());
        };
    }

    /** What was measured of a channel that is gone without a word. */
    Optional<PbxFact.LegQuality> lastWord(String callId, String channelId, Instant at) {
        return qualities
                .take(channelId)
                .map(quality -> new PbxFact.LegQuality(callId, pbxId, FactSource.AMI, at, channelId, quality));
    }

    private List<PbxFact> withQuality(PbxFact.ChannelFact fact, Instant at) {
        if (!(fact instanceof PbxFact.ChannelHungUp)) {
            return List.of(fact);
        }
        return lastWord(fact.callId(), fact.channelId(), at)
                .<List<PbxFact>>map(quality -> List.of(quality, fact))
                .orElse(List.of(fact));
    }
}
