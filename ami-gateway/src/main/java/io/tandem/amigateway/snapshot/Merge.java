package io.tandem.amigateway.snapshot;

import io.tandem.amigateway.fact.ChannelIds;
import io.tandem.amigateway.snapshot.Lists.Row;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.PbxFact.ChannelFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One comparison. The lists show the PBX at a moment within the time in which events were held back; the events of that time come
 * after it, so what they tell is not told by the snapshot too, and what they end is not told as living after its end. {@link
 * Belief} learns here what the snapshot shows, and is asked again when the held facts are told.
 */
public final class Merge {

    private final String pbxId;
    private final Instant at;
    private final Lists lists;
    private final Belief belief;
    private final List<ChannelFact> held;
    private final Map<String, Set<Class<?>>> toldByChannel;

    private final List<ChannelFact> unseen = new ArrayList<>();
    private final Map<Divergence, Integer> divergences = new EnumMap<>(Divergence.class);

    private Merge(String pbxId, Instant at, Lists lists, Belief belief, List<ChannelFact> held) {
        this.pbxId = pbxId;
        this.at = at;
        this.lists = lists;
        this.belief = belief;
        this.held = held;
        this.toldByChannel = byChannel(held);
    }

    /** {@code held}: the facts about channels since before the lists were asked for, in their order; {@code at}: now. */
    public static Merged of(String pbxId, Instant at, Lists lists, Belief belief, List<ChannelFact> held) {
        return new Merge(pbxId, at, lists, belief, held).merged();
    }

    private Merged merged() {
        lists.channels().forEach(this::compare);
        var missing = missing();
        missing.forEach(belief::forget);
        count(Divergence.MISSING_CHANNEL, missing.size());
        count(Divergence.EMPTY_BRIDGE, lists.emptyBridges());
        count(Divergence.STRANGE_ROOM, lists.strangeRooms());
        return new Merged(unseen, living(), missing, divergences);
    }

    private void compare(Row row) {
        var told = told(row.channelId());
        boolean known = belief.of(row.channelId()) != null;
        if (!known && !told.contains(PbxFact.ChannelCreated.class)) {
            count(Divergence.UNKNOWN_CHANNEL, 1);
            tell(new PbxFact.ChannelCreated(
                    row.callId(), pbxId, FactSource.AMI, at, row.channelId(), row.name(), true));
        }
        if (told.contains(PbxFact.ChannelCreated.class)) {
            return; // its whole life is in what was held back
        }
        answered(row, known, told);
        joined(row, known, told);
        entered(row, known, told);
    }

    private void answered(Row row, boolean known, Set<Class<?>> told) {
        var believed = belief.of(row.channelId());
        boolean isKnown = believed != null && believed.up();
        if (row.isUp() && !isKnown && !told.contains(PbxFact.ChannelAnswered.class)) {
            count(Divergence.UNSEEN_ANSWER, known ? 1 : 0);
            tell(new PbxFact.ChannelAnswered(row.callId(), pbxId, FactSource.AMI, at, row.channelId(), true));
        }
    }

    private void joined(Row row, boolean known, Set<Class<?>> told) {
        if (told.contains(PbxFact.ConferenceJoined.class) || told.contains(PbxFact.ConferenceLeft.class)) {
            return;
        }
        var believed = belief.of(row.channelId());
        boolean wasThere = believed != null && believed.inRoom();
        if (lists.isInRoom(row) && !wasThere) {
            count(Divergence.UNSEEN_MEMBER, known ? 1 : 0);
            tell(new PbxFact.ConferenceJoined(row.callId(), pbxId, FactSource.AMI, at, row.channelId(), true));
        } else if (wasThere && !lists.isInRoom(row)) {
            count(Divergence.MISSING_MEMBER, 1);
            tell(new PbxFact.ConferenceLeft(row.callId(), pbxId, FactSource.AMI, at, row.channelId()));
        }
    }

    private void entered(Row row, boolean known, Set<Class<?>> told) {
        if (told.contains(PbxFact.BridgeEntered.class) || told.contains(PbxFact.BridgeLeft.class)) {
            return;
        }
        var believed = belief.of(row.channelId());
        boolean wasThere = believed != null && believed.inBridge();
        var bridgeId = ChannelIds.bridge(row.callId());
        if (lists.isInBridge(row) && !wasThere) {
            count(Divergence.UNSEEN_MEMBER, known ? 1 : 0);
            tell(new PbxFact.BridgeEntered(row.callId(), pbxId, FactSource.AMI, at, row.channelId(), bridgeId, true));
        } else if (wasThere && !lists.isInBridge(row)) {
            count(Divergence.MISSING_MEMBER, 1);
            tell(new PbxFact.BridgeLeft(row.callId(), pbxId, FactSource.AMI, at, row.channelId(), bridgeId));
        }
    }

    /** Kinds of facts about the channel that are held back and will be told by themselves. */
    private Set<Class<?>> told(String channelId) {
        return toldByChannel.getOrDefault(channelId, Set.of());
    }

    private static Map<String, Set<Class<?>>> byChannel(List<ChannelFact> held) {
        var kinds = new LinkedHashMap<String, Set<Class<?>>>();
        held.forEach(fact ->
                kinds.computeIfAbsent(fact.channelId(), _ -> new HashSet<>()).add(fact.getClass()));
        return kinds;
    }

    private List<String> missing() {
        var here = new HashSet<String>();
        living().forEach(channel -> here.add(channel.channelId()));
        return belief.channels().stream()
                .filter(id -> !here.contains(id))
                .sorted()
                .toList();
    }

    /** Of what is held back, a beginning and an end are sure signs that the channel lived; others may come after its end. */
    private List<PbxFact.LiveChannel> living() {
        var all = new LinkedHashMap<String, PbxFact.LiveChannel>();
        lists.channels()
                .forEach(row ->
                        all.put(row.channelId(), new PbxFact.LiveChannel(row.callId(), row.channelId(), row.state())));
        held.stream()
                .filter(fact -> fact instanceof PbxFact.ChannelCreated || fact instanceof PbxFact.ChannelHungUp)
                .forEach(fact -> all.putIfAbsent(
                        fact.channelId(), new PbxFact.LiveChannel(fact.callId(), fact.channelId(), "Unknown")));
        return List.copyOf(all.values());
    }

    private void tell(ChannelFact fact) {
        belief.admit(fact);
        unseen.add(fact);
    }

    private void count(Divergence kind, long times) {
        if (times > 0) {
            divergences.merge(kind, (int) times, Integer::sum);
        }
    }
}
