package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Leg;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.ledger.Chronicle;
import io.tandem.callstate.ledger.Ledger;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Compares what the PBX has with what we believe: a channel that we saw before the snapshot began and that is not in it is gone,
 * after a gap as after a restart of the PBX. How it went is asked of the PBX's own ledger where it keeps one. What is believed here may
 * lag behind what was published, so then the question is put, through the facts topic, behind all that was published about the call
 * before; the call's machine answers it.
 */
@ApplicationScoped
class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final RedisCalls calls;
    private final Ledger ledger;
    private final Chronicle chronicle;
    private final Recorder recorder;
    private final Publisher publisher;
    private final Wire wire;
    private final InstantSource clock;

    Reconciler(
            RedisCalls calls,
            Ledger ledger,
            Chronicle chronicle,
            Recorder recorder,
            Publisher publisher,
            Wire wire,
            InstantSource clock) {
        this.calls = calls;
        this.ledger = ledger;
        this.chronicle = chronicle;
        this.recorder = recorder;
        this.publisher = publisher;
        this.wire = wire;
        this.clock = clock;
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
        return calls.livingOn(snapshot.pbxId())
                .map(living -> missing(living, snapshot))
                .chain(missing -> told(missing, snapshot).chain(() -> ask(missing, snapshot)));
    }

    /** First what the ledger knows of it; after that a question finds nothing to end. */
    private Uni<Void> told(List<Missing> missing, PbxFact.SnapshotTaken snapshot) {
        return ledger.isKept()
                ? recorder.end(
                                missing.stream()
                                        .map(m -> m.only(leg -> !leg.seen() || isBefore(leg, snapshot)))
                                        .filter(m -> !m.legs().isEmpty())
                                        .toList(),
                                snapshot)
                        .chain(() -> Uni.createFrom().completionStage(() -> chronicle.note(snapshot)))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> ask(List<Missing> missing, PbxFact.SnapshotTaken snapshot) {
        return publisher.send(missing.stream()
                .flatMap(m -> m.legs().stream().map(leg -> question(m.call(), leg, snapshot)))
                .toList());
    }

    private static List<Missing> missing(List<Call> living, PbxFact.SnapshotTaken snapshot) {
        var listed =
                snapshot.channels().stream().map(PbxFact.LiveChannel::channelId).collect(Collectors.toSet());
        var missing = living.stream()
                .map(call ->
                        new Missing(call, call.legs()).only(leg -> !leg.gone() && !listed.contains(leg.channelId())))
                .filter(m -> !m.legs().isEmpty())
                .toList();
        LOG.infof(
                "snapshot: asterisk=%s channels=%d calls that miss a channel=%d",
                snapshot.pbxId(), listed.size(), missing.size());
        return missing;
    }

    /** What is believed here may lag behind what was published: the call's machine knows whether the channel was seen before. */
    private Outgoing question(Call call, Leg leg, PbxFact.SnapshotTaken snapshot) {
        var fact = new PbxFact.ChannelMissing(
                call.callId(), call.pbxId(), FactSource.TANDEM, clock.instant(), leg.channelId(), snapshot.begunAt());
        return new Outgoing(
                Topics.PBX_FACTS,
                call.callId(),
                leg.channelId() + ":missing:" + snapshot.begunAt(),
                TypeName.unversioned(PbxFact.ChannelMissing.class),
                fact.at(),
                null,
                wire.write(fact));
    }

    private static boolean isBefore(Leg leg, PbxFact.SnapshotTaken snapshot) {
        var first = leg.firstSeenAt();
        return first != null && first.isBefore(snapshot.begunAt());
    }
}
