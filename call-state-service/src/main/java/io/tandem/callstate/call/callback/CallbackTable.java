package io.tandem.callstate.call.callback;

import static io.tandem.callstate.call.callback.CallbackRows.utc;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Callback;
import io.tandem.callstate.call.callback.CallbackEntry.Asker;
import io.tandem.callstate.call.callback.CallbackEntry.Terms;
import io.tandem.contracts.CallOutcome;
import io.tandem.edge.id.Ulids;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code calls.callback} and its attempts. An attempt is written down before its call begins, and is one call for ever; every change is
 * one statement that changes nothing where the callback is no longer as it was read.
 */
@ApplicationScoped
public class CallbackTable {

    private static final String KEEP = """
            INSERT INTO calls.callback (callback_id, tenant, queue_id, number, own_number, priority, callback_of, created_by, agent_id,
                created_at, since, not_before, not_after, note, metadata, state, call_id, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'WAITING', $1, $12)
            ON CONFLICT DO NOTHING""";
    private static final String CHANGE = """
            UPDATE calls.callback SET queue_id = $3, number = $4, own_number = $5, priority = $6, not_before = $7, not_after = $8,
                since = CASE WHEN not_before = $7 THEN since ELSE greatest(created_at, $7) END,
                due_at = CASE WHEN not_before = $7 THEN due_at ELSE $7 END,
                note = $9, metadata = $10, revision = revision + 1
            WHERE tenant = $1 AND callback_id = $2 AND state = 'WAITING'""";
    private static final String CANCEL = """
            UPDATE calls.callback SET state = 'CANCELLED', reason = $3, ended_at = $4, revision = revision + 1
            WHERE tenant = $1 AND callback_id = $2 AND state = 'WAITING'""";
    private static final String GIVE_UP = """
            UPDATE calls.callback SET state = 'GIVEN_UP', reason = $2, ended_at = $3, revision = revision + 1
            WHERE callback_id = $1 AND state = 'WAITING'""";
    private static final String CLAIM = """
            WITH claimed AS (
                UPDATE calls.callback SET state = 'CALLING', revision = revision + 1
                WHERE callback_id = $1 AND revision = $2 AND state = 'WAITING' RETURNING callback_id, call_id)
            INSERT INTO calls.callback_attempt (call_id, callback_id, agent_id, at)
                SELECT call_id, callback_id, $3, $4 FROM claimed""";
    private static final String TAKE_BACK = """
            WITH back AS (
                UPDATE calls.callback SET state = 'WAITING', revision = revision + 1
                WHERE callback_id = $1 AND revision = $2 AND state = 'CALLING' RETURNING call_id)
            DELETE FROM calls.callback_attempt WHERE call_id IN (SELECT call_id FROM back)""";
    private static final String SETTLE = """
            WITH settled AS (
                UPDATE calls.callback SET state = $3, reason = $4, call_id = $5, due_at = coalesce($6, due_at),
                    tries = tries + $7, ended_at = $8, revision = revision + 1
                WHERE callback_id = $1 AND call_id = $2 AND state = 'CALLING' RETURNING callback_id)
            UPDATE calls.callback_attempt a SET ended_at = $9, outcome = $10 FROM settled
                WHERE a.callback_id = settled.callback_id AND a.call_id = $2""";
    private static final String LIST = CallbackRows.SELECT + """
            WHERE tenant = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR queue_id = $3)
                AND ($4::text IS NULL OR number = $4) AND ($5::text IS NULL OR agent_id = $5)
                AND ($6::text IS NULL OR callback_id < $6)
            ORDER BY callback_id DESC LIMIT $7""";

    private final Pool pool;

    CallbackTable(Pool pool) {
        this.pool = pool;
    }

    /** Written down twice it is there once, as it was at first. */
    public Uni<Void> keep(String callbackId, String tenant, Terms terms, Asker asker) {
        var later = terms.notBefore().isAfter(asker.createdAt()) ? terms.notBefore() : asker.createdAt();
        return insert(callbackId, tenant, terms, asker, asker.callbackOf() == null ? later : terms.notBefore());
    }

    /** Of a caller who asked for it while they waited: the place that they had. All other places are made from here. */
    public Uni<Void> keep(String tenant, Callback place, Duration patience, Instant now) {
        if (!place.isFirst()) {
            return Uni.createFrom().voidItem();
        }
        var terms = new Terms(
                place.queueId(),
                place.number(),
                place.did().isEmpty() ? null : place.did(),
                place.priority(),
                place.since(),
                place.since().plus(patience),
                null,
                Map.of());
        return keep(place.callId(), tenant, terms, new Asker(place.callbackOf(), "caller", null, now));
    }

    private Uni<Void> insert(String callbackId, String tenant, Terms terms, Asker asker, Instant since) {
        var row = Tuple.tuple()
                .addString(callbackId)
                .addString(tenant)
                .addString(terms.queueId())
                .addString(terms.number())
                .addString(terms.ownNumber())
                .addInteger(terms.priority())
                .addString(asker.callbackOf())
                .addString(asker.createdBy())
                .addString(asker.agentId())
                .addOffsetDateTime(utc(asker.createdAt()))
                .addOffsetDateTime(utc(since))
                .addOffsetDateTime(utc(terms.notBefore()))
                .addOffsetDateTime(utc(terms.notAfter()))
                .addString(terms.note())
                .addJsonObject(json(terms.metadata()));
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    public Uni<Optional<CallbackEntry>> find(String tenant, String callbackId) {
        return one("WHERE tenant = $1 AND callback_id = $2", Tuple.of(tenant, callbackId));
    }

    /** {@code callId}: of the attempt that is next or under way. */
    public Uni<Optional<CallbackEntry>> ofCall(String tenant, String callId) {
        return one("WHERE tenant = $1 AND call_id = $2", Tuple.of(tenant, callId));
    }

    /** Newest first, those before {@code callbackId}. */
    public Uni<List<CallbackEntry>> list(String tenant, CallbackFilter filter, @Nullable String callbackId, int count) {
        var state = filter.state();
        return all(
                LIST,
                Tuple.tuple()
                        .addString(tenant)
                        .addString(state == null ? null : state.name())
                        .addString(filter.queueId())
                        .addString(filter.number())
                        .addString(filter.agentId())
                        .addString(callbackId)
                        .addInteger(count));
    }

    /** Those that wait and are due, and those of which an attempt is under way. */
    Uni<List<CallbackEntry>> open(Instant now) {
        return all(
                CallbackRows.SELECT + "WHERE state = 'CALLING' OR (state = 'WAITING' AND due_at <= $1)",
                Tuple.of(utc(now)));
    }

    /** False where it does not wait any more. Whose {@code notBefore} stays keeps their place, and when they are tried again. */
    public Uni<Boolean> change(String tenant, String callbackId, Terms terms) {
        return changed(
                CHANGE,
                Tuple.tuple()
                        .addString(tenant)
                        .addString(callbackId)
                        .addString(terms.queueId())
                        .addString(terms.number())
                        .addString(terms.ownNumber())
                        .addInteger(terms.priority())
                        .addOffsetDateTime(utc(terms.notBefore()))
                        .addOffsetDateTime(utc(terms.notAfter()))
                        .addString(terms.note())
                        .addJsonObject(json(terms.metadata())));
    }

    public Uni<Boolean> cancel(String tenant, String callbackId, String reason, Instant now) {
        return changed(CANCEL, Tuple.of(tenant, callbackId, reason, utc(now)));
    }

    public Uni<Boolean> giveUp(CallbackEntry entry, String reason, Instant now) {
        return changed(GIVE_UP, Tuple.of(entry.callbackId(), reason, utc(now)));
    }

    /** Before the call begins. False where it was changed, cancelled, or taken by another replica since it was read. */
    public Uni<Boolean> claim(CallbackEntry entry, String agentId, Instant now) {
        return changed(CLAIM, Tuple.of(entry.callbackId(), entry.revision(), agentId, utc(now)));
    }

    /** What {@link #claim} did on this entry, where the call is known never to have begun. */
    public Uni<Boolean> takeBackClaimOn(CallbackEntry entry) {
        return takeBack(entry, entry.revision() + 1);
    }

    /** As {@link #takeBackClaimOn}, of an entry that was read after the claim. */
    Uni<Boolean> takeBack(CallbackEntry entry) {
        return takeBack(entry, entry.revision());
    }

    private Uni<Boolean> takeBack(CallbackEntry entry, int revision) {
        return changed(TAKE_BACK, Tuple.of(entry.callbackId(), revision));
    }

    Uni<Boolean> settle(CallbackEntry entry, CallOutcome outcome, Instant endedAt, Aftermath then) {
        var again = then instanceof Aftermath.Again a ? a : null;
        return changed(
                SETTLE,
                Tuple.tuple()
                        .addString(entry.callbackId())
                        .addString(entry.callId())
                        .addString(state(then).name())
                        .addString(then instanceof Aftermath.GivenUp(var reason) ? reason : null)
                        .addString(again == null ? entry.callId() : Ulids.next())
                        .addOffsetDateTime(again == null ? null : utc(again.dueAt()))
                        .addInteger(again == null || again.counts() ? 1 : 0)
                        .addOffsetDateTime(again == null ? utc(endedAt) : null)
                        .addOffsetDateTime(utc(endedAt))
                        .addString(outcome.name()));
    }

    static CallbackState state(Aftermath then) {
        return switch (then) {
            case Aftermath.Done _ -> CallbackState.DONE;
            case Aftermath.Again _ -> CallbackState.WAITING;
            case Aftermath.GivenUp _ -> CallbackState.GIVEN_UP;
        };
    }

    private Uni<Optional<CallbackEntry>> one(String where, Tuple arguments) {
        return all(CallbackRows.SELECT + where, arguments)
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<CallbackEntry>> all(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).map(CallbackRows::entries);
    }

    private Uni<Boolean> changed(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .map(SqlResult::rowCount)
                .map(rows -> rows > 0);
    }

    private static JsonObject json(Map<String, String> metadata) {
        return new JsonObject(Map.copyOf(metadata));
    }
}
