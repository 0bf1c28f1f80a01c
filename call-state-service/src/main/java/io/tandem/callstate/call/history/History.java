package io.tandem.callstate.call.history;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallFilter;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Rank;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Ended calls in the schema {@code calls}. Writing one twice is writing it once. */
@ApplicationScoped
public class History {

    private static final String KEEP = """
            INSERT INTO calls.call (call_id, tenant, agent_id, campaign_id, number, outcome, requested_at, ended_at, body, parties, rank)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (call_id, requested_at) DO NOTHING""";
    private static final String KEEP_TIMELINE = """
            INSERT INTO calls.timeline (call_id, tenant, entries, requested_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (call_id, requested_at) DO UPDATE SET entries = excluded.entries""";
    private static final String KEEP_DETAIL = """
            INSERT INTO calls.cdr (call_id, tenant, channel_id, started_at, answered_at, ended_at, disposition, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (call_id, channel_id, started_at) DO NOTHING""";
    private static final String FIND = "SELECT body FROM calls.call WHERE tenant = $1 AND call_id = $2";
    private static final String KNOWS = "SELECT 1 FROM calls.call WHERE call_id = $1";
    private static final String TIMELINE = "SELECT entries FROM calls.timeline WHERE tenant = $1 AND call_id = $2";
    private final Pool pool;
    private final Wire wire;

    History(Pool pool, Wire wire) {
        this.pool = pool;
        this.wire = wire;
    }

    public Uni<Void> keep(Call call) {
        var plan = call.plan();
        var view = CallView.of(call);
        var row = Tuple.tuple()
                .addString(call.callId())
                .addString(call.tenant())
                .addString(call.agentId())
                .addString(plan.campaignId())
                .addString(plan.customerNumber())
                .addString(view.outcome())
                .addOffsetDateTime(utc(plan.requestedAt()))
                .addOffsetDateTime(utc(call.times().endedAt()))
                .addJsonObject(new JsonObject(wire.write(view)))
                .addArrayOfString(Numbers.of(view).toArray(String[]::new))
                .addString(Rank.of(call.callId()));
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    public Uni<Void> keepTimeline(Call call, List<TimelineEntry> timeline) {
        var row = Tuple.of(
                call.callId(),
                call.tenant(),
                new JsonArray(wire.write(timeline)),
                utc(call.plan().requestedAt()));
        return pool.preparedQuery(KEEP_TIMELINE).execute(row).replaceWithVoid();
    }

    /** The PBX's own account of a channel; it may come before the call's end. */
    public Uni<Void> keep(String tenant, PbxFact.CallDetail detail) {
        var row = Tuple.tuple()
                .addString(detail.callId())
                .addString(tenant)
                .addString(detail.channelId())
                .addOffsetDateTime(utc(detail.startedAt()))
                .addOffsetDateTime(utc(detail.answeredAt()))
                .addOffsetDateTime(utc(detail.endedAt()))
                .addString(detail.disposition())
                .addJsonObject(new JsonObject(wire.write(detail)));
        return pool.preparedQuery(KEEP_DETAIL).execute(row).replaceWithVoid();
    }

    public Uni<Boolean> knows(String callId) {
        return pool.preparedQuery(KNOWS).execute(Tuple.of(callId)).map(rows -> rows.size() > 0);
    }

    public Uni<Optional<CallView>> find(String tenant, String callId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(tenant, callId)).map(rows -> views(rows).stream()
                .findFirst());
    }

    public Uni<Optional<List<TimelineEntry>>> timeline(String tenant, String callId) {
        return pool.preparedQuery(TIMELINE).execute(Tuple.of(tenant, callId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .findFirst()
                .map(row -> row.getJsonArray("entries").stream()
                        .map(e -> wire.read(((JsonObject) e).encode(), TimelineEntry.class))
                        .toList()));
    }

    /** Newest first, those before {@code callId}. */
    public Uni<List<CallView>> list(String tenant, CallFilter filter, @Nullable String callId, int count) {
        var query = HistoryQuery.of(tenant, filter, callId, count);
        return pool.preparedQuery(query.sql())
                .execute(Tuple.tuple(query.arguments()))
                .map(this::views);
    }

    private List<CallView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> wire.read(row.getJsonObject("body").encode(), CallView.class))
                .toList();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
