package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.call.Calls;
import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.aricontroller.fact.RecordingId;
import io.tandem.aricontroller.link.Application;
import io.tandem.contracts.PbxFact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes a new incarnation the owner of its shard's channels: what earlier incarnations left, in this process or a dead one, is moved
 * here, and keeps talking meanwhile. Also the sweep: what is on the PBX beside what we know. Blocks; for virtual threads only.
 *
 * <p>Seen on 22.10.1: a moved channel stays in its bridge; without a subscription of its own its ChannelDestroyed and ChannelLeftBridge do not arrive.
 */
final class TakeOver {

    record Taken(Census.Boot boot, Instant begunAt, List<PbxFact.LiveChannel> channels) {}

    private static final Logger LOG = Logger.getLogger(TakeOver.class);

    /** All others (ChannelVarset above all) are dropped inside Asterisk. */
    private static final List<String> WANTED = List.of(
            "StasisStart",
            "StasisEnd",
            "ChannelCreated",
            "ChannelStateChange",
            "Dial",
            "ChannelEnteredBridge",
            "ChannelLeftBridge",
            "ChannelDestroyed",
            "ChannelDtmfReceived",
            AriEvent.TRANSFER_ASKED,
            "PlaybackFinished",
            "CallBroadcast",
            "ApplicationReplaced");

    private final AriHttp http;
    private final Census census;
    private final Calls calls;
    private final InstantSource clock;

    TakeOver(AriHttp http, Census census, Calls calls, InstantSource clock) {
        this.http = http;
        this.census = census;
        this.calls = calls;
        this.clock = clock;
    }

    Taken into(Application application) throws Census.Unavailable {
        filter(application.name());
        var boot = census.boot();
        var known = calls.knownLegs();
        var begunAt = clock.instant();
        var channels = census.channels();
        var applications = census.applications();
        var left = applications.stream()
                .filter(app -> application.isSuccessorOf(app.name()))
                .flatMap(app -> app.channels().stream())
                .collect(Collectors.toSet());
        var bridges = census.allBridges();
        channels.stream()
                .filter(channel -> left.contains(channel.channelId()))
                .sorted(Comparator.comparing(TakeOver::isGuest))
                .forEach(channel -> move(channel, application.name(), bridges));
        calls.missing(absent(known, channels));
        return new Taken(boot, begunAt, ofOurs(channels, applications));
    }

    /** Of the channels that Asterisk named, those of callers in an application of ours. */
    private static List<PbxFact.LiveChannel> ofOurs(
            List<PbxFact.LiveChannel> channels, List<Census.Registered> applications) {
        var inOurs = applications.stream()
                .filter(app -> Application.isOurs(app.name()))
                .flatMap(app -> app.channels().stream())
                .collect(Collectors.toSet());
        return channels.stream()
                .filter(channel -> LegId.of(channel.channelId()).isPresent() || inOurs.contains(channel.channelId()))
                .toList();
    }

    void sweep(Application application) throws Census.Unavailable {
        var known = calls.knownLegs();
        var channels = census.channels();
        calls.missing(absent(known, channels));
        var ours = census.applications().stream()
                .filter(app -> app.name().equals(application.name()))
                .flatMap(app -> app.channels().stream())
                .collect(Collectors.toSet());
        for (var channel : channels) {
            if (ours.contains(channel.channelId())
                    && calls.hasEnded(channel.callId())
                    && !calls.isLive(channel.callId())) {
                LOG.warnf("a channel outlived its call, channel=%s", channel.channelId());
                http.delete(
                        "hang-up", Query.path("channels", channel.channelId()).with("reason_code", 16));
            }
        }
        for (var bridge : census.bridges()) {
            if (isLeft(bridge) && !calls.isLive(bridge.callId())) {
                LOG.debugf("a bridge outlived its call, callId=%s", bridge.callId());
                http.delete("destroy-bridge", Query.path("bridges", bridge.id()));
            }
        }
    }

    /** Nobody is in it, or nobody but the recorder of a recording whose taps have ended. */
    private static boolean isLeft(Census.Bridge bridge) {
        return bridge.channels().isEmpty()
                || (RecordingId.ofBridge(bridge.id()).isPresent()
                        && bridge.channels().stream()
                                .allMatch(channel -> LegId.of(channel).isEmpty()));
    }

    private void filter(String application) throws Census.Unavailable {
        var allowed = WANTED.stream()
                .map(type -> new JsonObject().put("type", type).getMap())
                .toList();
        var reply = http.put(
                "event-filter", Query.path("applications", application, "eventFilter"), Map.of("allowed", allowed));
        if (!reply.isOk()) {
            throw new Census.Unavailable("event filter", reply);
        }
    }

    private void move(PbxFact.LiveChannel channel, String application, List<Census.Bridge> bridges) {
        var leg = LegId.in(channel.callId(), channel.channelId()).orElseThrow();
        var place = bridges.stream()
                .filter(bridge -> bridge.channels().contains(channel.channelId()))
                .map(Census.Bridge::id)
                .findFirst()
                .orElse("");
        var moved = http.post(
                "move",
                Query.path("channels", channel.channelId(), "move")
                        .with("app", application)
                        .with("appArgs", String.join(",", leg.callId(), leg.leg(), AriEvent.MOVED, place)));
        var sources = new HashSet<>(Set.of("channel:" + channel.channelId()));
        bridges.stream()
                .filter(bridge -> bridge.callId().equals(leg.callId()))
                .forEach(bridge -> sources.add("bridge:" + bridge.id()));
        var subscribed = http.post(
                "subscribe",
                Query.path("applications", application, "subscription").with("eventSource", String.join(",", sources)));
        LOG.infof(
                "took a channel over, channel=%s, moved=%d, subscribed=%d",
                channel.channelId(), moved.status(), subscribed.status());
    }

    /** Guests come after the parties for whom they are there. */
    private static boolean isGuest(PbxFact.LiveChannel channel) {
        return LegId.in(channel.callId(), channel.channelId())
                .filter(LegId::isParty)
                .isEmpty();
    }

    private static Set<String> absent(Set<String> known, List<PbxFact.LiveChannel> channels) {
        var absent = new HashSet<>(known);
        channels.forEach(channel -> absent.remove(channel.channelId()));
        return absent;
    }
}
