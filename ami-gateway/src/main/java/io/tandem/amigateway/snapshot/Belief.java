package io.tandem.amigateway.snapshot;

import io.tandem.contracts.PbxFact;
import io.tandem.contracts.PbxFact.ChannelFact;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels of ours that live on the PBX, as far as the facts told it, by Uniqueid. Bounded: of more channels than that, the
 * oldest is forgotten, and a snapshot will tell of it again. Confined to the PBX's context.
 */
public final class Belief {

    /** What was told of a channel. */
    record Believed(String callId, boolean up, boolean inRoom, boolean inBridge) {

        Believed isUp() {
            return new Believed(callId, true, inRoom, inBridge);
        }

        Believed inRoom(boolean now) {
            return new Believed(callId, up, now, inBridge);
        }

        Believed inBridge(boolean now) {
            return new Believed(callId, up, inRoom, now);
        }
    }

    private final LinkedHashMap<String, Believed> channels = new LinkedHashMap<>();
    private final int most;

    public Belief(int most) {
        this.most = most;
    }

    /**
     * Learns the fact. False where it says again what was told: an event may be read after the list that showed its result. What can
     * come after a channel's end (the result of dialling it, say) is no sign of life.
     */
    public boolean admit(ChannelFact fact) {
        var id = fact.channelId();
        var before = channels.get(id);
        var known = before == null ? new Believed(fact.callId(), false, false, false) : before;
        return switch (fact) {
            case PbxFact.ChannelHungUp _ -> {
                channels.remove(id);
                yield true;
            }
            case PbxFact.ChannelCreated _ -> learn(id, before, known);
            case PbxFact.ChannelAnswered _ -> learn(id, before, known.isUp());
            case PbxFact.ConferenceJoined _ -> learn(id, before, known.inRoom(true));
            case PbxFact.BridgeEntered _ -> learn(id, before, known.inBridge(true));
            case PbxFact.ConferenceLeft _ -> left(id, known.inRoom(false));
            case PbxFact.BridgeLeft _ -> left(id, known.inBridge(false));
            case PbxFact.ChannelDialing _,
                    PbxFact.ChannelRinging _,
                    PbxFact.DialEnded _,
                    PbxFact.ControlStarted _,
                    PbxFact.ControlEnded _,
                    PbxFact.HandOffFailed _ -> true;
        };
    }

    private boolean left(String id, Believed after) {
        channels.replace(id, after);
        return true;
    }

    private boolean learn(String id, @Nullable Believed before, Believed after) {
        channels.put(id, after);
        if (channels.size() > most) {
            channels.pollFirstEntry();
        }
        return !after.equals(before);
    }

    @Nullable
    Believed of(String channelId) {
        return channels.get(channelId);
    }

    Set<String> channels() {
        return Set.copyOf(channels.keySet());
    }

    void forget(String channelId) {
        channels.remove(channelId);
    }

    /** Calls with a living channel. */
    public int calls() {
        return (int) channels.values().stream().map(Believed::callId).distinct().count();
    }
}
