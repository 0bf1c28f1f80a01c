package io.tandem.callstate.call.callback;

import io.tandem.callstate.call.callback.CallbackEntry.Asker;
import io.tandem.callstate.call.callback.CallbackEntry.Attempt;
import io.tandem.callstate.call.callback.CallbackEntry.Terms;
import io.tandem.contracts.CallOutcome;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of {@code calls.callback} with their attempts. */
final class CallbackRows {

    static final String SELECT = """
            SELECT c.*, (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'callId', a.call_id, 'agentId', a.agent_id, 'at', a.at, 'endedAt', a.ended_at, 'outcome', a.outcome)
                    ORDER BY a.at), '[]')
                FROM calls.callback_attempt a WHERE a.callback_id = c.callback_id) AS attempts
            FROM calls.callback c
            """;

    static List<CallbackEntry> entries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(CallbackRows::entry)
                .toList();
    }

    private static CallbackEntry entry(Row row) {
        return new CallbackEntry(
                row.getString("callback_id"),
                row.getString("tenant"),
                terms(row),
                new Asker(
                        row.getString("callback_of"),
                        row.getString("created_by"),
                        row.getString("agent_id"),
                        row.getOffsetDateTime("created_at").toInstant()),
                row.getOffsetDateTime("since").toInstant(),
                CallbackState.valueOf(row.getString("state")),
                row.getString("reason"),
                instant(row.getOffsetDateTime("ended_at")),
                row.getString("call_id"),
                row.getOffsetDateTime("due_at").toInstant(),
                row.getInteger("tries"),
                row.getInteger("revision"),
                row.getJsonArray("attempts").stream()
                        .map(JsonObject.class::cast)
                        .map(CallbackRows::attempt)
                        .toList());
    }

    private static Terms terms(Row row) {
        return new Terms(
                row.getString("queue_id"),
                row.getString("number"),
                row.getString("own_number"),
                row.getInteger("priority"),
                row.getOffsetDateTime("not_before").toInstant(),
                row.getOffsetDateTime("not_after").toInstant(),
                row.getString("note"),
                row.getJsonObject("metadata").stream()
                        .collect(Collectors.toMap(e -> e.getKey(), e -> String.valueOf(e.getValue()))));
    }

    private static Attempt attempt(JsonObject json) {
        var endedAt = json.getString("endedAt");
        var outcome = json.getString("outcome");
        return new Attempt(
                json.getString("callId"),
                json.getString("agentId"),
                OffsetDateTime.parse(json.getString("at")).toInstant(),
                endedAt == null ? null : OffsetDateTime.parse(endedAt).toInstant(),
                outcome == null ? null : CallOutcome.valueOf(outcome));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private CallbackRows() {}
}
