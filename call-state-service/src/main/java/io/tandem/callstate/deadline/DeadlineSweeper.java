package io.tandem.callstate.deadline;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.callstate.redis.Script;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Tells calls through the facts topic which of their time limits passed: so a call whose facts wait in the topic, after a restart for
 * one, reads them first. A time limit is told again after the lease until the call drops it.
 */
@ApplicationScoped
class DeadlineSweeper {

    private static final Script TAKE = Script.named("deadlines-take");
    private static final String LEASE_MILLIS = "5000";
    private static final String LIMIT = "500";

    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final Duration PERIOD = Duration.ofMillis(200);

    private final RedisAPI redis;
    private final Publisher publisher;
    private final Wire wire;
    private final InstantSource clock;
    private Cancellable sweeping = () -> {};

    DeadlineSweeper(RedisAPI redis, Publisher publisher, Wire wire, InstantSource clock) {
        this.redis = redis;
        this.publisher = publisher;
        this.wire = wire;
        this.clock = clock;
    }

    /** The scheduler of Quarkus does not go below a second. */
    void start(@Observes StartupEvent started) {
        sweeping = Multi.createFrom()
                .ticks()
                .every(PERIOD)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> sweep().onFailure().recoverWithUni(DeadlineSweeper::later))
                .subscribe()
                .with(_ -> {}, e -> LOG.error("time limits are not told any more", e));
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeping.cancel();
    }

    private static Uni<Void> later(Throwable failure) {
        LOG.warnf("time limits could not be told, the next sweep will: error=%s", failure.getMessage());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> sweep() {
        return TAKE.run(redis, List.of(DeadlineMember.KEY), List.of(Long.toString(clock.millis()), LEASE_MILLIS, LIMIT))
                .chain(due -> {
                    var passed = new ArrayList<Outgoing>();
                    due.forEach(member -> passed.add(passed(DeadlineMember.parse(member.toString()))));
                    return publisher.send(passed);
                });
    }

    private Outgoing passed(DeadlineMember member) {
        var fact = new PbxFact.DeadlinePassed(
                member.callId(), member.pbxId(), FactSource.TANDEM, clock.instant(), member.name(), member.armed());
        return new Outgoing(
                Topics.PBX_FACTS,
                member.callId(),
                member.callId() + ":" + member.name() + ":" + member.armed(),
                TypeName.unversioned(PbxFact.DeadlinePassed.class),
                fact.at(),
                null,
                wire.write(fact));
    }
}
