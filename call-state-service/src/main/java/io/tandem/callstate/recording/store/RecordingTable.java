package io.tandem.callstate.recording.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.recording.RecordingView;
import io.tandem.callstate.recording.Recordings;
import io.tandem.callstate.recording.StoreCommand;
import io.tandem.contracts.PbxFact;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** {@code calls.recording}. */
@ApplicationScoped
public class RecordingTable implements Recordings {

    private static final String REQUESTED = """
            INSERT INTO calls.recording (recording_id, call_id, tenant, agent_id, number, pbx_id, requested_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""";
    /** Something of it may be on the PBX all the same, where the call ended while it began: that is asked. */
    private static final String REFUSED = """
            UPDATE calls.recording SET state = 'failed', reason = $2, due_at = requested_at
            WHERE recording_id = $1 AND state = 'requested'""";
    /** Also one of which the PBX was asked, and had nothing yet. */
    private static final String STARTED = """
            UPDATE calls.recording SET state = 'recording', reason = NULL, started_at = $2
            WHERE recording_id = $1 AND started_at IS NULL AND state IN ('requested', 'failed')""";
    /** What is stopped can be fetched. */
    private static final String STOPPED = """
            UPDATE calls.recording SET stopped_at = $2, due_at = least(due_at, $2)
            WHERE recording_id = $1 AND stopped_at IS NULL""";

    private static final String STORED = """
            UPDATE calls.recording SET state = 'stored', reason = NULL, duration_ms = $2, bytes = $3, sha256 = $4, stored_at = $5
            WHERE recording_id = $1 AND state <> 'stored'""";
    /** Of one that never began the first reason is the cause. */
    private static final String FAILED = """
            UPDATE calls.recording SET state = 'failed',
                reason = CASE WHEN started_at IS NULL THEN coalesce(reason, $2) ELSE $2 END
            WHERE recording_id = $1 AND state <> 'stored'""";

    private static final String SETTLED = "UPDATE calls.recording SET settled = true WHERE recording_id = $1";
    /** One that may still begin, requested after {@code $3}, is asked for again. */
    private static final String GIVEN_UP = """
            UPDATE calls.recording SET settled = started_at IS NOT NULL OR requested_at < $3,
                reason = CASE WHEN state = 'stored' THEN NULL ELSE coalesce(reason, $2) END,
                state = CASE WHEN state = 'stored' THEN state ELSE 'failed' END
            WHERE recording_id = $1""";

    private static final String COLUMNS = """
            recording_id, call_id, tenant, agent_id, state, reason, requested_at, started_at, stopped_at, duration_ms, bytes, sha256""";
    private static final String FIND =
            "SELECT " + COLUMNS + " FROM calls.recording WHERE tenant = $1 AND recording_id = $2 AND erased_at IS NULL";
    private static final String OF_CALL = "SELECT " + COLUMNS
            + " FROM calls.recording WHERE tenant = $1 AND call_id = $2 AND erased_at IS NULL ORDER BY requested_at";

    /** Stopped, or with a call that has ended; each asked for again after a time that doubles, by one replica only. */
    private static final String TAKE_DUE = """
            UPDATE calls.recording r SET attempts = attempts + 1,
                due_at = $1::timestamptz + least(interval '5 minutes', interval '5 seconds' * power(2, least(attempts, 10)))
            WHERE NOT settled AND (due_at <= $1 OR (due_at IS NULL
                AND EXISTS (SELECT FROM calls.call c WHERE c.call_id = r.call_id)))
            RETURNING recording_id, call_id, pbx_id, tenant, attempts""";

    private static final String GIVE_UP = """
            UPDATE calls.recording SET settled = true,
                reason = CASE WHEN state = 'stored' THEN NULL ELSE coalesce(reason, 'the PBX did not give it') END,
                state = CASE WHEN state = 'stored' THEN state ELSE 'failed' END
            WHERE NOT settled AND attempts > 0 AND requested_at < $1""";
    private static final String EXPIRE =
            "UPDATE calls.recording SET erased_at = $2 WHERE stored_at < $1 AND erased_at IS NULL";
    private static final String ERASE = """
            UPDATE calls.recording SET erased_at = $1
            WHERE tenant = $2 AND erased_at IS NULL AND (recording_id = $3 OR call_id = $4 OR number = $5)""";
    /** Their voice is in every recording of their calls; those that were erased before lose the number. */
    private static final String ERASE_PERSON = """
            UPDATE calls.recording SET erased_at = coalesce(erased_at, $1), number = CASE WHEN number = $3 THEN $4 ELSE number END
            WHERE tenant = $2 AND (number = $3 OR (erased_at IS NULL AND call_id = ANY($5)))""";

    private static final String ERASED = """
            SELECT tenant, recording_id FROM calls.recording WHERE erased_at IS NOT NULL AND settled LIMIT 500""";
    private static final String FORGET =
            "DELETE FROM calls.recording WHERE recording_id = $1 AND erased_at IS NOT NULL";

    /** Well beyond the life of a command, and of what it began: a PBX that has nothing of a recording by then never will. */
    private static final Duration MAY_BEGIN = Duration.ofMinutes(1);

    private final Pool pool;

    RecordingTable(Pool pool) {
        this.pool = pool;
    }

    /** Of whom a recording is to be erased; exactly one is given. */
    public record Whose(
            @Nullable String recordingId,
            @Nullable String callId,
            @Nullable String number) {}

    /** One that is to be erased from the store. */
    public record Erased(String tenant, String recordingId) {}

    @Override
    public CompletionStage<Void> requested(Request r) {
        return run(
                REQUESTED,
                Tuple.tuple()
                        .addString(r.recordingId())
                        .addString(r.callId())
                        .addString(r.tenant())
                        .addString(r.agentId())
                        .addString(r.number())
                        .addString(r.pbxId())
                        .addOffsetDateTime(utc(r.at())));
    }

    @Override
    public CompletionStage<Void> refused(String recordingId, String reason) {
        return run(REFUSED, Tuple.of(recordingId, reason));
    }

    @Override
    public CompletionStage<Void> seen(PbxFact.RecordingFact fact) {
        var id = fact.recordingId();
        return switch (fact) {
            case PbxFact.RecordingStarted f -> run(STARTED, Tuple.of(id, utc(f.at())));
            case PbxFact.RecordingStopped f -> run(STOPPED, Tuple.of(id, utc(f.at())));
            case PbxFact.RecordingPaused _, PbxFact.RecordingResumed _ ->
                Uni.createFrom().voidItem().subscribeAsCompletionStage();
            case PbxFact.RecordingStored f ->
                run(STORED, Tuple.of(id, f.length().toMillis(), f.bytes(), f.sha256(), utc(f.at())));
            case PbxFact.RecordingFailed f -> run(FAILED, Tuple.of(id, f.reason()));
        };
    }

    /** Done: nothing of it is on the PBX any more. Refused: nothing of it is there. */
    @Override
    public CompletionStage<Void> answered(PbxFact.CommandFact answer) {
        var id = StoreCommand.recordingOf(answer);
        return switch (answer) {
            case PbxFact.CommandDone _ -> run(SETTLED, Tuple.of(id));
            case PbxFact.CommandRefused r -> run(GIVEN_UP, Tuple.of(id, r.reason(), utc(r.at().minus(MAY_BEGIN))));
            case PbxFact.CommandFateUnknown _ -> Uni.createFrom().voidItem().subscribeAsCompletionStage();
        };
    }

    public Uni<Optional<RecordingView>> find(String tenant, String recordingId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(tenant, recordingId)).map(rows -> views(rows).stream()
                .findFirst());
    }

    public Uni<List<RecordingView>> ofCall(String tenant, String callId) {
        return pool.preparedQuery(OF_CALL).execute(Tuple.of(tenant, callId)).map(RecordingTable::views);
    }

    public Uni<List<StoreCommand>> takeDue(Instant now) {
        return pool.preparedQuery(TAKE_DUE).execute(Tuple.of(utc(now))).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new StoreCommand(
                        row.getString("recording_id"),
                        row.getString("call_id"),
                        row.getString("pbx_id"),
                        row.getString("tenant"),
                        row.getInteger("attempts")))
                .toList());
    }

    /** Those requested before {@code requestedBefore} that the PBX never gave. */
    public Uni<Void> giveUp(Instant requestedBefore) {
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.of(utc(requestedBefore)))
                .replaceWithVoid();
    }

    public Uni<Void> expire(Instant storedBefore, Instant now) {
        return pool.preparedQuery(EXPIRE)
                .execute(Tuple.of(utc(storedBefore), utc(now)))
                .replaceWithVoid();
    }

    /** From now on nobody sees them; gives how many there were. */
    public Uni<Integer> erase(String tenant, Whose whose, Instant now) {
        return pool.preparedQuery(ERASE)
                .execute(Tuple.of(utc(now), tenant, whose.recordingId(), whose.callId(), whose.number()))
                .map(RowSet::rowCount);
    }

    /** All with that person; gives how many there were. */
    Uni<Integer> erase(Person person, Set<String> callIds, Instant now) {
        return pool.preparedQuery(ERASE_PERSON)
                .execute(Tuple.tuple()
                        .addOffsetDateTime(utc(now))
                        .addString(person.tenant())
                        .addString(person.number())
                        .addString(person.pseudonym())
                        .addArrayOfString(callIds.toArray(String[]::new)))
                .map(RowSet::rowCount);
    }

    /** Those whose files may be deleted: what is still on the PBX comes into the store first. */
    public Uni<List<Erased>> erased() {
        return pool.query(ERASED).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Erased(row.getString("tenant"), row.getString("recording_id")))
                .toList());
    }

    public Uni<Void> forget(Erased erased) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(erased.recordingId()))
                .replaceWithVoid();
    }

    private static List<RecordingView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RecordingTable::view)
                .toList();
    }

    private static RecordingView view(Row row) {
        var millis = row.getLong("duration_ms");
        return new RecordingView(
                row.getString("recording_id"),
                row.getString("call_id"),
                row.getString("tenant"),
                row.getString("agent_id"),
                row.getString("state"),
                row.getString("reason"),
                row.getOffsetDateTime("requested_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("stopped_at")),
                millis == null ? null : millis / (double) Duration.ofSeconds(1).toMillis(),
                row.getLong("bytes"),
                row.getString("sha256"));
    }

    private CompletionStage<Void> run(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).replaceWithVoid().subscribeAsCompletionStage();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
