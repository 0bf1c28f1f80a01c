package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Deadline;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Leg;
import io.tandem.callstate.call.Recorded;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.stream.Reconciler.Missing;
import io.tandem.callstate.ledger.CallLog;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells calls what the PBX's own ledger has of them. The ledger may lag or lack rows: it is asked a bounded number of times, and what
 * it does not say is then told as far as it is known.
 */
@ApplicationScoped
class Recorder {

    private static final Set<String> GIVING_UP = Stream.of(
                    Deadline.Name.AGENT_SIGN,
                    Deadline.Name.AGENT_RING,
                    Deadline.Name.AGENT_JOIN,
                    Deadline.Name.CUSTOMER_SIGN,
                    Deadline.Name.CUSTOMER_RING,
                    Deadline.Name.CUSTOMER_JOIN,
                    Deadline.Name.GIVE_UP)
            .map(Deadline.Name::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration BETWEEN = Duration.ofMillis(200);
    /** The gap of a snapshot ended about when the snapshot began, by whichever interface. */
    private static final Duration ABOUT = Duration.ofMinutes(1);

    private final RedisCalls calls;
    private final CallFlow flow;
    private final PatientLedger ledger;
    private final Publisher publisher;
    private final Wire wire;
    private final InstantSource clock;
    private final Duration patience;

    Recorder(
            RedisCalls calls,
            CallFlow flow,
            PatientLedger ledger,
            Publisher publisher,
            Wire wire,
            InstantSource clock,
            CallStateConfig config) {
        this.calls = calls;
        this.flow = flow;
        this.ledger = ledger;
        this.publisher = publisher;
        this.wire = wire;
        this.clock = clock;
        this.patience = config.ledger().patience();
    }

    /** Each of the calls of which the ledger has news. */
    Uni<Void> complete(Collection<Call> living) {
        return logs(living)
                .chain(logs -> publisher.send(living.stream()
                        .map(call -> read(call, logOf(call, logs), List.of()))
                        .flatMap(told -> told.filter(t -> Recorded.isNews(t.call(), t.fact())).stream())
                        .map(this::outgoing)
                        .toList()));
    }

    /** Channels that a snapshot lacks: as the ledger tells, which is waited for; then as cut off. */
    Uni<Void> end(List<Missing> missing, PbxFact.SnapshotTaken snapshot) {
        return end(missing, snapshot, clock.instant().plus(patience));
    }

    private Uni<Void> end(List<Missing> missing, PbxFact.SnapshotTaken snapshot, Instant until) {
        return logs(missing.stream().map(Missing::call).toList()).chain(logs -> {
            var byWhole = missing.stream()
                    .map(m -> m.only(leg -> leg.seen() || isOlder(leg, logOf(m.call(), logs), snapshot)))
                    .filter(m -> !m.legs().isEmpty())
                    .collect(Collectors.partitioningBy(m -> isWhole(m, logOf(m.call(), logs))));
            var told = publisher.send(byWhole.get(true).stream()
                    .flatMap(m -> read(m.call(), logOf(m.call(), logs), List.of()).stream())
                    .map(this::outgoing)
                    .toList());
            var rest = byWhole.get(false);
            if (rest.isEmpty()) {
                return told;
            }
            return clock.instant().isBefore(until)
                    ? told.onItem().delayIt().by(BETWEEN).chain(() -> end(rest, snapshot, until))
                    : told.chain(() -> cutOff(rest, snapshot, logs));
        });
    }

    /** Nobody saw it; the ledger did, before the snapshot. */
    private static boolean isOlder(Leg leg, CallLog log, PbxFact.SnapshotTaken snapshot) {
        return log.firstOf(leg.channelId()).filter(snapshot.begunAt()::isAfter).isPresent();
    }

    private static boolean isWhole(Missing missing, CallLog log) {
        return missing.legs().stream().allMatch(leg -> log.hasEndOf(leg.channelId()));
    }

    private Uni<Void> cutOff(List<Missing> rest, PbxFact.SnapshotTaken snapshot, Map<String, CallLog> logs) {
        return ledger.heardUntil(snapshot.pbxId(), snapshot.begunAt().minus(ABOUT))
                .chain(heard -> publisher.send(rest.stream()
                        .flatMap(m -> read(m.call(), logOf(m.call(), logs), endings(m, logs, heard)).stream())
                        .map(this::outgoing)
                        .toList()));
    }

    /**
     * An interface found the channel gone, without having seen it go: how it went, if the ledger knows. It is waited for once and
     * briefly, as the next facts of the call wait for this one.
     */
    Uni<PbxFact.CallFact> explained(PbxFact.ChannelHungUp gone) {
        if (!ledger.isKept()) {
            return Uni.createFrom().item(gone);
        }
        return calls.find(gone.callId())
                .chain(call -> call == null || call.ended()
                        ? Uni.createFrom().item(gone)
                        : logs(List.of(call))
                                .chain(logs -> logOf(call, logs).hasEndOf(gone.channelId())
                                        ? Uni.createFrom().item(logs)
                                        : Uni.createFrom()
                                                .voidItem()
                                                .onItem()
                                                .delayIt()
                                                .by(BETWEEN)
                                                .chain(() -> logs(List.of(call))))
                                .chain(logs -> explained(gone, missing(call, gone), logs)));
    }

    private List<PbxFact.LedgerEntry> endings(Missing missing, Map<String, CallLog> logs, List<Instant> heard) {
        return new CutOff(logOf(missing.call(), logs), heard, clock.instant()).of(missing.legs());
    }

    private static Missing missing(Call call, PbxFact.ChannelHungUp gone) {
        return new Missing(call, call.legs()).only(leg -> leg.channelId().equals(gone.channelId()));
    }

    private Uni<PbxFact.CallFact> explained(PbxFact.ChannelHungUp gone, Missing missing, Map<String, CallLog> logs) {
        var log = logOf(missing.call(), logs);
        if (log.rows().isEmpty() || missing.legs().isEmpty()) {
            return Uni.createFrom().item(gone);
        }
        return ledger.heardUntil(gone.pbxId(), gone.at().minus(ABOUT))
                .map(heard -> read(missing.call(), log, endings(missing, logs, heard))
                        .<PbxFact.CallFact>map(Told::fact)
                        .orElse(gone));
    }

    /** A time limit is about to end the call, or to try another way: perhaps the ledger knows what was not heard. */
    Uni<Void> beforeGivingUp(PbxFact.DeadlinePassed passed) {
        if (!ledger.isKept() || !GIVING_UP.contains(passed.deadline())) {
            return Uni.createFrom().voidItem();
        }
        return calls.find(passed.callId())
                .chain(call -> call == null || call.ended()
                        ? Uni.createFrom().voidItem()
                        : logs(List.of(call)).chain(logs -> read(call, logOf(call, logs), List.of())
                                .filter(told -> Recorded.isNews(told.call(), told.fact()))
                                .map(this::apply)
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> apply(Told told) {
        return flow.apply(
                        told.call().callId(),
                        told.call().pbxId(),
                        null,
                        links -> new Input.Seen(told.fact(), clock.instant(), links),
                        Origin.NONE,
                        Timeline.of(told.fact()))
                .replaceWithVoid();
    }

    private record Told(Call call, PbxFact.LedgerRead fact) {}

    private Optional<Told> read(Call call, CallLog log, List<PbxFact.LedgerEntry> more) {
        var entries = new ArrayList<>(log.entries());
        entries.addAll(more);
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new Told(
                        call,
                        new PbxFact.LedgerRead(
                                call.callId(), call.pbxId(), FactSource.LEDGER, clock.instant(), entries)));
    }

    private static CallLog logOf(Call call, Map<String, CallLog> logs) {
        return logs.getOrDefault(call.callId(), new CallLog(call.callId(), List.of()));
    }

    private Uni<Map<String, CallLog>> logs(Collection<Call> of) {
        return ledger.of(of.stream().map(Call::callId).toList());
    }

    private Outgoing outgoing(Told told) {
        return outgoing(
                told.fact(), told.call().callId() + ":ledger:" + told.call().version());
    }

    private Outgoing outgoing(PbxFact.CallFact fact, String id) {
        return new Outgoing(
                Topics.PBX_FACTS,
                fact.callId(),
                id,
                TypeName.unversioned(fact.getClass()),
                fact.at(),
                null,
                wire.write(fact));
    }
}
