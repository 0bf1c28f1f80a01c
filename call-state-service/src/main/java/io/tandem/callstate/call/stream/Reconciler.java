package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Leg;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.ledger.Chronicle;
import io.tandem.callstate.ledger.Ledger;
import io.tandem.contracts.PbxFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the PBX has with what we believe: a channel that we saw before the snapshot began and that is not in it is gone,
 * after a gap as after a restart of the PBX. How it went is asked of the PBX's own ledger where it keeps one. Told through the facts
 * topic, behind all that was published about the call before.
 */
@ApplicationScoped
class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final RedisCalls calls;
    private final Ledger ledger;
    private final Chronicle chronicle;
    private final Recorder recorder;

    Reconciler(RedisCalls calls, Ledger ledger, Chronicle chronicle, Recorder recorder) {
        this.calls = calls;
        this.ledger = ledger;
        this.chronicle = chronicle;
        this.recorder = recorder;
    }

    /** A call, and those of its legs that the PBX does not have: some that we saw, and some that it may have had unseen. */
    record Missing(Call call, List<Leg> legs) {

        Missing only(Predicate<Leg> wanted) {
            return new Missing(call, legs.stream().filter(wanted).toList());
        }
    }

    Uni<Void> started(PbxFact.LinkUp up) {
        return ledger.isKept()
                ? Uni.createFrom().completionStage(() -> chronicle.note(up))
                : Uni.createFrom().voidItem();
    }

    /** Completes every live call of the PBX with what nobody heard. */
    Uni<Void> fill(PbxFact.Gap gap) {
        return ledger.isKept()
                ? Uni.createFrom()
                        .completionStage(() -> chronicle.note(gap))
                        .chain(() -> calls.livingOn(gap.pbxId()))
                        .chain(recorder::complete)
                : Uni.createFrom().voidItem();
    }

    Uni<Void> compare(PbxFact.SnapshotTaken snapshot) {
        var found = calls.livingOn(snapshot.pbxId()).map(living -> missing(living, snapshot));
        return ledger.isKept()
                ? found.chain(missing -> recorder.end(missing, snapshot))
                        .chain(() -> Uni.createFrom().completionStage(() -> chronicle.note(snapshot)))
                : found.chain(recorder::takeForGone);
    }

    private static List<Missing> missing(List<Call> living, PbxFact.SnapshotTaken snapshot) {
        var listed =
                snapshot.channels().stream().map(PbxFact.LiveChannel::channelId).collect(Collectors.toSet());
        var missing = living.stream()
                .map(call -> new Missing(
                        call,
                        Stream.of(call.agent(), call.customer())
                                .filter(leg -> !listed.contains(leg.channelId()))
                                .filter(leg -> !leg.gone())
                                .filter(leg -> !leg.seen() || isBefore(leg.firstSeenAt(), snapshot.begunAt()))
                                .toList()))
                .toList();
        var seen = missing.stream()
                .filter(m -> m.legs().stream().anyMatch(Leg::seen))
                .count();
        if (seen > 0) {
            LOG.warnf("calls lost channels unseen: asterisk=%s calls=%d", snapshot.pbxId(), seen);
        }
        return missing;
    }

    private static boolean isBefore(@Nullable Instant first, Instant begunAt) {
        return first != null && first.isBefore(begunAt);
    }
}
