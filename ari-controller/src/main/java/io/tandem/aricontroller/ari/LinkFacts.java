package io.tandem.aricontroller.ari;

import io.tandem.aricontroller.fact.Facts;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a shard says: its calls' facts and those of its link, numbered in one row. {@link #tell} is safe from any thread, the rest is
 * confined to the shard's context.
 */
final class LinkFacts {

    private final AriShard.Part part;
    private final CurrentApplication current;
    private final Facts facts;
    private final InstantSource clock;
    private final AtomicLong told = new AtomicLong();
    private @Nullable Instant lastHeard;
    private @Nullable Instant gapFrom;
    private String gapReason = "";

    LinkFacts(AriShard.Part part, CurrentApplication current, Facts facts, InstantSource clock) {
        this.part = part;
        this.current = current;
        this.facts = facts;
        this.clock = clock;
    }

    void tell(PbxFact fact) {
        facts.publish(fact, current.name() + ":" + told.incrementAndGet());
    }

    void heard() {
        lastHeard = clock.instant();
    }

    void up(TakeOver.@Nullable Taken taken) {
        var now = clock.instant();
        lastHeard = now;
        if (taken != null) {
            var boot = taken.boot();
            tell(new PbxFact.LinkUp(part.pbxId(), FactSource.ARI, now, boot.startedAt(), boot.version()));
            gap(now);
            tell(new PbxFact.SnapshotTaken(part.pbxId(), FactSource.ARI, now, taken.begunAt(), taken.channels()));
        }
    }

    /** Told by who listened before; a predecessor's gap is of a length that nobody knows, and is covered by the snapshot. */
    private void gap(Instant now) {
        if (gapFrom != null) {
            tell(new PbxFact.Gap(part.pbxId(), FactSource.ARI, now, gapFrom, now, gapReason));
        }
        gapFrom = null;
    }

    void down(String reason) {
        gapFrom = lastHeard;
        gapReason = reason;
        tell(new PbxFact.LinkDown(part.pbxId(), FactSource.ARI, clock.instant(), reason));
    }

    void alive() {
        tell(new PbxFact.LinkAlive(
                part.pbxId(), FactSource.ARI, clock.instant(), current.name(), part.shard(), part.shards()));
    }
}
