package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Leg;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Compares what the PBX has with what we believe: a channel that we saw before the snapshot began and that is not in it is gone,
 * after a gap as after a restart of the PBX. What is believed here may lag behind what was published, so only the question is put,
 * through the facts topic, behind all that was published about the call before; the call's machine answers it.
 */
@ApplicationScoped
class Reconciler {

    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    private final RedisCalls calls;
    private final Publisher publisher;
    private final Wire wire;
    private final InstantSource clock;

    Reconciler(RedisCalls calls, Publisher publisher, Wire wire, InstantSource clock) {
        this.calls = calls;
        this.publisher = publisher;
        this.wire = wire;
        this.clock = clock;
    }

    Uni<Void> compare(PbxFact.SnapshotTaken snapshot) {
        var living = new HashSet<String>();
        snapshot.channels().forEach(c -> living.add(c.channelId()));
        return calls.livingOn(snapshot.pbxId())
                .map(found -> missing(found, living, snapshot))
                .chain(missing -> {
                    LOG.infof(
                            "snapshot: asterisk=%s channels=%d missing=%d",
                            snapshot.pbxId(), living.size(), missing.size());
                    return publisher.send(missing);
                });
    }

    private List<Outgoing> missing(List<Call> found, Set<String> living, PbxFact.SnapshotTaken snapshot) {
        return found.stream()
                .flatMap(call -> Stream.of(call.agent(), call.customer())
                        .filter(leg -> !leg.gone() && !living.contains(leg.channelId()))
                        .map(leg -> missing(call, leg, snapshot)))
                .toList();
    }

    private Outgoing missing(Call call, Leg leg, PbxFact.SnapshotTaken snapshot) {
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
}
