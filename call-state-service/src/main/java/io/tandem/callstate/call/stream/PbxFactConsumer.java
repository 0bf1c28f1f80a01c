package io.tandem.callstate.call.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.DeskFact;
import io.tandem.callstate.agent.Desks;
import io.tandem.callstate.call.Deadline;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.deadline.DeadlineMember;
import io.tandem.callstate.recording.StoreCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads what AMI, ARI and our own clock say. Facts of one call are stored one after the other, in their order and with their retries,
 * because a fact is known as taken by its offset; calls do not wait for each other, and nobody waits for what a fact led to to be
 * told. What is under way is bounded, and acknowledged when it is stored and told: Kafka's offset moves only over what is finished.
 */
@ApplicationScoped
class PbxFactConsumer {

    private static final Logger LOG = Logger.getLogger(PbxFactConsumer.class);
    private static final int UNDER_WAY = 64;
    private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

    private final Multi<Message<String>> facts;
    private final Lanes inOrder = new Lanes();
    private final Wire wire;
    private final CallFlow flow;
    private final RedisCalls calls;
    private final RedisLinks links;
    private final Reconciler reconciler;
    private final Recorder recorder;
    private final Arrivals arrivals;
    private final Waits waits;
    private final Archiver archiver;
    private final History history;
    private final RecordingFacts recordings;
    private final Desks desks;
    private final PhoneTransfers phones;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Timer taking;

    PbxFactConsumer(
            @Channel("facts") Multi<Message<String>> facts,
            Wire wire,
            CallFlow flow,
            RedisCalls calls,
            RedisLinks links,
            Reconciler reconciler,
            Recorder recorder,
            Arrivals arrivals,
            Waits waits,
            Archiver archiver,
            History history,
            RecordingFacts recordings,
            Desks desks,
            PhoneTransfers phones,
            InstantSource clock,
            MeterRegistry metrics) {
        this.facts = facts;
        this.wire = wire;
        this.flow = flow;
        this.calls = calls;
        this.links = links;
        this.reconciler = reconciler;
        this.recorder = recorder;
        this.arrivals = arrivals;
        this.waits = waits;
        this.archiver = archiver;
        this.history = history;
        this.recordings = recordings;
        this.desks = desks;
        this.phones = phones;
        this.clock = clock;
        this.metrics = metrics;
        this.taking = metrics.timer("tandem_fact");
    }

    void read(@Observes StartupEvent started) {
        facts.onItem()
                .transformToUni(this::take)
                .merge(UNDER_WAY)
                .subscribe()
                .with(_ -> {}, e -> LOG.error("facts are not read any more", e));
    }

    private Uni<Void> take(Message<String> message) {
        long begun = System.nanoTime();
        var told = inOrder.in(Consumed.key(message), () -> Consumed.patiently(message, () -> store(message)))
                .chain(rest -> rest.onFailure(Consumed::mayPass).recoverWithUni(() -> again(message)));
        return Consumed.answer(message, told)
                .invoke(() -> taking.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS));
    }

    /** It is stored, and what followed could not be told: by its offset the record is known, and what is left is told. */
    private Uni<Void> again(Message<String> message) {
        return Consumed.patiently(message, () -> store(message).chain(told -> told));
    }

    /**
     * What is left to tell when the fact is stored. A gap is closed there too, and not in the PBX's lane: while the ledger is waited
     * for, its link must not be taken for dead.
     */
    private Uni<Uni<Void>> store(Message<String> message) {
        return switch (wire.read(message.getPayload(), PbxFact.class)) {
            case PbxFact.DeadlinePassed d -> late(d, Consumed.origin(message));
            case PbxFact.CallFact f
            when DeskFact.isOfDesk(f) ->
                Uni.createFrom().completionStage(() -> desks.seen(f)).map(_ -> NOTHING);
            case PbxFact.CallDetail d -> detail(d).map(_ -> NOTHING);
            case PbxFact.TransferAsked t -> phones.asked(t).map(_ -> NOTHING);
            case PbxFact.RecordingFact r ->
                recordings
                        .seen(r)
                        .chain(() -> seen(r, Consumed.origin(message)))
                        .map(CallFlow.Stored::told);
            case PbxFact.CommandFact c
            when StoreCommand.isAnswered(c) -> recordings.answered(c).map(_ -> NOTHING);
            case PbxFact.CallArrived a ->
                arrivals.take(a, Consumed.origin(message)).map(CallFlow.Stored::told);
            case PbxFact.CallFact c -> seen(c, Consumed.origin(message)).map(CallFlow.Stored::told);
            case PbxFact.LinkAlive a -> links.alive(a).map(_ -> NOTHING);
            case PbxFact.SnapshotTaken s -> counted("snapshot").map(_ -> compare(s));
            case PbxFact.EndpointStatus e -> {
                LOG.infof("endpoint: asterisk=%s endpoint=%s status=%s", e.pbxId(), e.endpoint(), e.status());
                yield counted("endpoint-status").map(_ -> NOTHING);
            }
            case PbxFact.PbxStatus _ -> counted("status").map(_ -> NOTHING);
            case PbxFact.LinkUp u -> {
                LOG.infof("link up: asterisk=%s source=%s version=%s", u.pbxId(), u.source(), u.version());
                yield counted("link-up").map(_ -> reconciler.started(u));
            }
            case PbxFact.LinkDown d -> {
                LOG.infof("link down: asterisk=%s source=%s reason=%s", d.pbxId(), d.source(), d.reason());
                yield counted("link-down").map(_ -> NOTHING);
            }
            case PbxFact.Gap g -> {
                LOG.warnf("gap: asterisk=%s source=%s from=%s to=%s", g.pbxId(), g.source(), g.from(), g.to());
                yield counted("gap").map(_ -> reconciler.fill(g));
            }
            case PbxFact.Unrecognised _ -> counted("unrecognised").map(_ -> NOTHING);
        };
    }

    private Uni<Void> compare(PbxFact.SnapshotTaken snapshot) {
        return reconciler.compare(snapshot).chain(() -> Uni.createFrom()
                .completionStage(() -> desks.compare(snapshot)));
    }

    private Uni<CallFlow.Stored> seen(PbxFact.CallFact fact, Origin origin) {
        return fact instanceof PbxFact.ChannelHungUp gone && gone.reconciled()
                ? recorder.explained(gone).chain(how -> taken(how, origin))
                : taken(fact, origin);
    }

    private Uni<CallFlow.Stored> taken(PbxFact.CallFact fact, Origin origin) {
        return flow.store(
                        fact.callId(),
                        fact.pbxId(),
                        null,
                        now -> new Input.Seen(fact, clock.instant(), now),
                        origin,
                        Timeline.of(fact))
                .invoke(stored -> metrics.counter(
                                "tandem_facts",
                                "source",
                                fact.source().name(),
                                "result",
                                stored.result().name().toLowerCase(java.util.Locale.ROOT))
                        .increment());
    }

    /** It comes within moments of the channel's end, when the call is still here; of a call that is not, nobody could ask. */
    private Uni<Void> detail(PbxFact.CallDetail detail) {
        return calls.find(detail.callId())
                .chain(call -> call == null ? Uni.createFrom().voidItem() : history.keep(call.tenant(), detail));
    }

    private Uni<Uni<Void>> late(PbxFact.DeadlinePassed passed, Origin origin) {
        var member = new DeadlineMember(passed.callId(), passed.pbxId(), passed.deadline(), passed.armed());
        if (passed.deadline().equals(Deadline.Name.ARCHIVE.name())) {
            return archiver.archive(member).map(_ -> NOTHING);
        }
        var told = passed.deadline().equals(Deadline.Name.QUEUE_WAIT.name())
                ? waits.over(passed, origin)
                : recorder.beforeGivingUp(passed).chain(() -> seen(passed, origin));
        return told.chain(stored -> switch (stored.result()) {
            case MOVED, REPEATED -> Uni.createFrom().item(stored.told());
            case IGNORED, NO_SUCH_CALL -> calls.dropDeadline(member).map(_ -> stored.told());
        });
    }

    private Uni<Void> counted(String type) {
        metrics.counter("tandem_link_facts", "type", type).increment();
        return Uni.createFrom().voidItem();
    }
}
