package io.tandem.callstate.call.history;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Leg;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.ledger.KeptCall;
import io.tandem.callstate.ledger.KeptCalls;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Calls as an audit wants them: from the history, and from Redis what lives or has just ended. */
@ApplicationScoped
class KeptCallReader implements KeptCalls {

    private static final String ENDED = """
            SELECT body FROM calls.call
            WHERE (requested_at >= $1 AND requested_at < $2) OR call_id = ANY($3)""";

    private final Pool pool;
    private final RedisCalls calls;
    private final Wire wire;

    KeptCallReader(Pool pool, RedisCalls calls, Wire wire) {
        this.pool = pool;
        this.calls = calls;
        this.wire = wire;
    }

    /** Redis first: a call that moves to the history meanwhile is then told by both, and not by neither. */
    @Override
    public CompletionStage<List<KeptCall>> within(
            Instant since, Instant until, Collection<String> callIds, Collection<String> pbxIds) {
        return live(callIds, pbxIds)
                .chain(live -> ended(since, until, callIds).map(ended -> merged(live, ended)))
                .subscribeAsCompletionStage();
    }

    private Uni<List<Call>> live(Collection<String> callIds, Collection<String> pbxIds) {
        var asked = new ArrayList<Uni<List<Call>>>();
        pbxIds.forEach(pbxId -> asked.add(calls.livingOn(pbxId)));
        callIds.forEach(
                callId -> asked.add(calls.find(callId).map(call -> call == null ? List.<Call>of() : List.of(call))));
        return asked.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(asked).usingConcurrencyOf(16).andFailFast().map(found -> found.stream()
                        .flatMap(List::stream)
                        .filter(distinct())
                        .toList());
    }

    private static java.util.function.Predicate<Call> distinct() {
        var seen = new HashSet<String>();
        return call -> seen.add(call.callId());
    }

    private Uni<List<KeptCall>> ended(Instant since, Instant until, Collection<String> callIds) {
        var arguments = Tuple.of(
                since.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC), callIds.toArray(String[]::new));
        return pool.preparedQuery(ENDED).execute(arguments).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> wire.read(row.getJsonObject("body").encode(), CallView.class))
                .map(KeptCallReader::kept)
                .toList());
    }

    /** One that has ended stays in Redis for a moment beside its row in the history: that is one call. */
    private static List<KeptCall> merged(List<Call> live, List<KeptCall> ended) {
        var all = new ArrayList<>(ended);
        Set<String> known = ended.stream().map(KeptCall::callId).collect(Collectors.toSet());
        live.stream()
                .filter(call -> !call.ended() || !known.contains(call.callId()))
                .map(KeptCallReader::kept)
                .forEach(all::add);
        return all;
    }

    private static KeptCall kept(Call call) {
        return new KeptCall(
                call.callId(),
                call.tenant(),
                call.pbxId(),
                call.times().connectedAt(),
                call.times().endedAt(),
                call.legs().stream().map(KeptCallReader::kept).toList());
    }

    private static KeptCall.Leg kept(Leg leg) {
        return new KeptCall.Leg(leg.channelId(), leg.seen(), leg.up(), leg.gone(), leg.firstSeenAt());
    }

    /** The history does not keep when a leg was first seen. */
    private static KeptCall kept(CallView view) {
        return new KeptCall(
                view.callId(),
                view.tenant(),
                Objects.requireNonNullElse(view.pbxId(), ""),
                view.connectedAt(),
                view.endedAt(),
                view.legs().stream()
                        .map(leg -> new KeptCall.Leg(
                                leg.channelId(), leg.answered() || leg.gone(), leg.answered(), leg.gone(), null))
                        .toList());
    }
}
