package io.tandem.callstate.call.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Plan;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.directory.Directory;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.outbox.Publisher;
import io.tandem.callstate.screening.Arrival;
import io.tandem.callstate.screening.Screening;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget;
import io.tandem.contracts.ScreeningVerdict;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.tandem.edge.phone.PhoneNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Calls that come in: whose they are, whether they are let in, and the beginning of those that are kept. */
@ApplicationScoped
class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);
    private static final int UNALLOCATED = 1;

    private final CallFlow flow;
    private final RedisCalls calls;
    private final RedisQueues queues;
    private final History history;
    private final Directory directory;
    private final Publisher publisher;
    private final Wire wire;
    private final CallStateConfig config;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Arrivals(
            CallFlow flow,
            RedisCalls calls,
            RedisQueues queues,
            History history,
            Directory directory,
            Publisher publisher,
            Wire wire,
            CallStateConfig config,
            InstantSource clock,
            MeterRegistry metrics) {
        this.flow = flow;
        this.calls = calls;
        this.queues = queues;
        this.history = history;
        this.directory = directory;
        this.publisher = publisher;
        this.wire = wire;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    Uni<CallFlow.Stored> take(PbxFact.CallArrived fact, Origin origin) {
        return calls.find(fact.callId())
                .chain(call -> call != null
                        ? known(fact, origin)
                        : history.knows(fact.callId())
                                .chain(ended -> ended ? known(fact, origin) : first(fact, origin)));
    }

    private Uni<CallFlow.Stored> known(PbxFact.CallArrived fact, Origin origin) {
        return flow.store(
                fact.callId(),
                fact.pbxId(),
                null,
                links -> new Input.Seen(fact, clock.instant(), links),
                origin,
                Timeline.of(fact));
    }

    private Uni<CallFlow.Stored> first(PbxFact.CallArrived fact, Origin origin) {
        return e164(fact.did())
                .flatMap(directory::did)
                .map(did -> screened(fact, did, origin))
                .orElseGet(() -> unknown(fact));
    }

    /** Nothing of it is kept: a number that is nobody's has no tenant. */
    private Uni<CallFlow.Stored> unknown(PbxFact.CallArrived fact) {
        LOG.warnf(
                "call to a number that is nobody's: asterisk=%s endpoint=%s did=%s",
                fact.pbxId(), fact.endpoint(), PhoneNumber.mask(fact.did()));
        metrics.counter("tandem_calls_to_unknown_numbers", "pbx", fact.pbxId()).increment();
        var now = clock.instant();
        var command = new AriCommand.HangUp(
                fact.callId() + ":0:unknown",
                fact.callId(),
                fact.pbxId(),
                now.plus(config.limits().commandLife()),
                fact.channelId(),
                UNALLOCATED);
        return publisher
                .send(new Outgoing(
                        Topics.ARI_COMMANDS,
                        fact.callId(),
                        command.commandId(),
                        TypeName.unversioned(AriCommand.HangUp.class),
                        now,
                        null,
                        wire.write(command)))
                .map(_ -> CallFlow.Stored.nothingToTell(CallFlow.Result.NO_SUCH_CALL, "nobody has this number"));
    }

    private Uni<CallFlow.Stored> screened(PbxFact.CallArrived fact, DirectoryEntry.Did did, Origin origin) {
        var caller = e164(fact.callerNumber()).orElse(null);
        return count(fact, did, caller).chain(count -> {
            var arrival = new Arrival(did.id(), caller, count, clock.instant());
            return begin(fact, did, caller, Screening.of(directory.screeningRules(did.tenant()), arrival), origin);
        });
    }

    private Uni<Integer> count(PbxFact.CallArrived fact, DirectoryEntry.Did did, @Nullable String caller) {
        return caller == null
                ? Uni.createFrom().item(1)
                : queues.callsInTheLastMinute(did.id(), caller, fact.callId(), clock.instant());
    }

    private Uni<CallFlow.Stored> begin(
            PbxFact.CallArrived fact,
            DirectoryEntry.Did did,
            @Nullable String caller,
            Screening.Verdict verdict,
            Origin origin) {
        var call = Call.arrived(
                fact.callId(), did.tenant(), fact.pbxId(), fact.channelId(), plan(fact, did, caller), did.priority());
        return flow.store(
                fact.callId(),
                fact.pbxId(),
                call,
                links -> new Input.Arrived(
                        fact, name(verdict), verdict.reason(), target(verdict, did), clock.instant(), links),
                origin,
                Timeline.of(fact));
    }

    private Plan plan(PbxFact.CallArrived fact, DirectoryEntry.Did did, @Nullable String caller) {
        var trunk = directory.trunks(did.tenant()).stream()
                .filter(t -> t.endpoint().equals(fact.endpoint()))
                .findFirst()
                .map(DirectoryEntry.Trunk::id)
                .orElse(null);
        Map<String, String> metadata =
                fact.callerName() == null || fact.callerName().isBlank()
                        ? Map.of()
                        : Map.of("callerName", fact.callerName());
        return Plan.arrived(did.id(), caller, trunk, config.agentRing(), fact.at(), metadata, did.record());
    }

    private static ScreeningVerdict name(Screening.Verdict verdict) {
        return switch (verdict) {
            case Screening.Verdict.Allowed _ -> ScreeningVerdict.ALLOWED;
            case Screening.Verdict.Blocked _ -> ScreeningVerdict.BLOCKED;
            case Screening.Verdict.Routed _ -> ScreeningVerdict.ROUTED;
        };
    }

    private static @Nullable RouteTarget target(Screening.Verdict verdict, DirectoryEntry.Did did) {
        return switch (verdict) {
            case Screening.Verdict.Allowed _ -> did.to();
            case Screening.Verdict.Blocked _ -> null;
            case Screening.Verdict.Routed routed -> routed.to();
        };
    }

    /** As trunks write numbers: with a plus, with 00 for it, or with neither. */
    private static Optional<String> e164(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return Optional.empty();
        }
        var plus = written.startsWith("+") ? written : "+" + written.replaceFirst("^00", "");
        return PhoneNumber.parse(plus).map(PhoneNumber::e164);
    }
}
