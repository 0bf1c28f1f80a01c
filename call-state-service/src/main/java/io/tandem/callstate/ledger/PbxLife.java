package io.tandem.callstate.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was learnt of one PBX beside its calls: its starts, and the channels that it had when they were last listed. */
public record PbxLife(
        String pbxId, List<Boot> boots, @Nullable Snapshot snapshot) {

    /**
     * A start of the PBX that was new to us.
     *
     * @param heardUntil when the PBX was last heard before it; the start itself where nothing is known
     */
    public record Boot(Instant heardUntil, Instant upAt) {}

    public record Snapshot(Instant begunAt, Instant takenAt, Set<String> channelIds) {
        public Snapshot {
            channelIds = Set.copyOf(channelIds);
        }
    }

    public PbxLife {
        boots = List.copyOf(boots);
    }

    /** Calls whose channels it had; a caller alone may be nobody's, and an agent may wait at their desk. */
    public Stream<String> listedCalls() {
        return snapshot == null
                ? Stream.empty()
                : snapshot.channelIds().stream()
                        .filter(id -> !ChannelName.isCallers(id) && !ChannelName.isDesks(id))
                        .map(id -> ChannelName.callOf(pbxId, id));
    }

    /** Whether a channel that is last known at {@code last}, in a call that ended at {@code ended}, was cut off by a new start. */
    boolean cutOff(Instant last, Instant ended) {
        return boots.stream()
                .anyMatch(boot -> last.isBefore(boot.upAt())
                        && !ended.isBefore(boot.heardUntil().minusSeconds(1)));
    }
}
