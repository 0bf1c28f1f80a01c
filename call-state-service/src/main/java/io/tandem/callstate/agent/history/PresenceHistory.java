package io.tandem.callstate.agent.history;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.agent.PresencePeriod;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Changes of presences in the schema {@code calls}. A change is known by its version: writing one twice is writing it once. */
@ApplicationScoped
public class PresenceHistory {

    /** {@code [since, until)}. */
    public record Window(String tenant, String agentId, Instant since, Instant until) {}

    private static final String KEEP = """
            INSERT INTO calls.presence (tenant, agent_id, version, at, status, reason, call_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""";

    /** From the change that was in force when the window opened to the first after it closed, which ends the last period. */
    private static final String PERIODS = """
            WITH change AS (
              SELECT version, status, reason, call_id, at, lead(at) OVER (ORDER BY version) AS ended
              FROM calls.presence
              WHERE tenant = $1 AND agent_id = $2
                AND version >= coalesce((SELECT max(version) FROM calls.presence
                                         WHERE tenant = $1 AND agent_id = $2 AND at <= $3), 0)
                AND version <= coalesce((SELECT min(version) FROM calls.presence
                                         WHERE tenant = $1 AND agent_id = $2 AND at >= $4), 9223372036854775807)),
            period AS (
              SELECT *, greatest(0, extract(epoch FROM
                          least(coalesce(ended, $5), $4, $5) - greatest(at, $3)))::float8 AS seconds
              FROM change WHERE at < $4 AND (ended IS NULL OR ended > $3))
            """;

    private static final String PAGE = PERIODS + """
            SELECT * FROM period WHERE $6::bigint IS NULL OR version < $6 ORDER BY version DESC LIMIT $7""";

    private static final String TOTALS = PERIODS + "SELECT status, sum(seconds) AS seconds FROM period GROUP BY status";

    private static final String PRUNE = "DELETE FROM calls.presence WHERE at < $1";

    private final Pool pool;

    PresenceHistory(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> keep(AgentEvent.PresenceChanged change) {
        var row = Tuple.tuple()
                .addString(change.tenant())
                .addString(change.agentId())
                .addLong(change.version())
                .addOffsetDateTime(utc(change.at()))
                .addString(change.status().name())
                .addString(change.reason())
                .addString(change.callId());
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    /** Newest first, those before {@code version}. */
    public Uni<List<PresencePeriod>> periods(Window window, Instant now, @Nullable Long version, int count) {
        var args = arguments(window, now).addLong(version).addInteger(count);
        return pool.preparedQuery(PAGE).execute(args).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(PresenceHistory::period)
                .toList());
    }

    /** How many seconds of the window the agent was in each status; what was before the first change counts for none. */
    public Uni<Map<AgentStatus, Double>> totals(Window window, Instant now) {
        return pool.preparedQuery(TOTALS).execute(arguments(window, now)).map(rows -> {
            var totals = new EnumMap<AgentStatus, Double>(AgentStatus.class);
            rows.forEach(row -> totals.put(AgentStatus.valueOf(row.getString("status")), row.getDouble("seconds")));
            return totals;
        });
    }

    Uni<Integer> prune(Instant before) {
        return pool.preparedQuery(PRUNE).execute(Tuple.of(utc(before))).map(rows -> rows.rowCount());
    }

    private static Tuple arguments(Window window, Instant now) {
        return Tuple.tuple()
                .addString(window.tenant())
                .addString(window.agentId())
                .addOffsetDateTime(utc(window.since()))
                .addOffsetDateTime(utc(window.until()))
                .addOffsetDateTime(utc(now));
    }

    private static PresencePeriod period(Row row) {
        var ended = row.getOffsetDateTime("ended");
        return new PresencePeriod(
                row.getLong("version"),
                AgentStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("call_id"),
                row.getOffsetDateTime("at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getDouble("seconds"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
