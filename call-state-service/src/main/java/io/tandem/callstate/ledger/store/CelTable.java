package io.tandem.callstate.ledger.store;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.ledger.CallLog;
import io.tandem.callstate.ledger.CelEvent;
import io.tandem.callstate.ledger.CelRow;
import io.tandem.callstate.ledger.ChannelName;
import io.tandem.callstate.ledger.Ledger;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code pbx.cel}, which Asterisk writes: its times are UTC without a zone. */
@ApplicationScoped
public class CelTable implements Ledger {

    private static final String OF_CALLS = """
            SELECT id, pbx_id, eventtype, eventtime, uniqueid, appname, extra FROM pbx.cel
            WHERE split_part(uniqueid, '.', 1) = ANY($1)""";
    /**
     * Channels that Tandem made for calls, whose ids begin with a ULID and are not that of a desk; and callers who came in, whose ids Asterisk made and who were answered in our
     * application: of one who was not, no row tells where they were (seen on 22.10.1). A number that is nobody's is refused with cause 1,
     * and nothing is kept of such a call.
     */
    private static final String CALLS_WITHIN = """
            SELECT DISTINCT split_part(uniqueid, '.', 1) AS call_id FROM pbx.cel
                WHERE eventtime >= $1 AND eventtime < $2 AND uniqueid ~ '^[0-9A-HJKMNP-TV-Z]{26}[.]'
                    AND uniqueid NOT LIKE '%.desk'
            UNION
            SELECT pbx_id || ':' || uniqueid FROM pbx.cel
                WHERE eventtime >= $1 AND eventtime < $2 AND uniqueid ~ '^([A-Za-z0-9_-]*-)?[0-9]{1,20}[.][0-9]{1,10}$'
                GROUP BY pbx_id, uniqueid
                HAVING bool_or(appname IN ('Stasis', 'StasisBroadcast'))
                    AND NOT bool_or(eventtype = 'HANGUP' AND extra LIKE '%"hangupcause":1,%')
            LIMIT $3""";

    private static final String FORGET = "DELETE FROM pbx.cel WHERE eventtime < $1";

    private final Pool pool;
    private final CallStateConfig.Ledger config;
    private final InstantSource clock;

    CelTable(Pool pool, CallStateConfig config, InstantSource clock) {
        this.pool = pool;
        this.config = config.ledger();
        this.clock = clock;
    }

    @Override
    public boolean isKept() {
        return config.kept();
    }

    @Override
    public CompletionStage<Map<String, CallLog>> of(Collection<String> callIds) {
        return pool.preparedQuery(OF_CALLS)
                .execute(Tuple.of(callIds.stream()
                        .flatMap(ChannelName::headsOf)
                        .distinct()
                        .toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CelTable::row)
                        .collect(Collectors.groupingBy(CelRow::callId)))
                .map(byCall -> callIds.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(), id -> new CallLog(id, byCall.getOrDefault(id, List.of())))))
                .subscribeAsCompletionStage();
    }

    /** Calls of ours, and that came in to us, that the PBX wrote of between the two times; at most {@code most} of them. */
    public Uni<Set<String>> callsWithin(Instant since, Instant until, int most) {
        return pool.preparedQuery(CALLS_WITHIN)
                .execute(Tuple.of(utc(since), utc(until), most))
                .map(rows -> {
                    var ids = new LinkedHashSet<String>();
                    rows.forEach(row -> ids.add(row.getString("call_id")));
                    return ids;
                });
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(utc(clock.instant().minus(config.retention()))))
                .replaceWithVoid();
    }

    private static CelRow row(Row row) {
        var event = CelEvent.of(row.getString("eventtype"));
        var extra = row.getString("extra");
        var detail = extra.isEmpty() ? new JsonObject() : new JsonObject(extra);
        return new CelRow(
                row.getLong("id"),
                row.getString("pbx_id"),
                event,
                row.getLocalDateTime("eventtime").toInstant(ZoneOffset.UTC),
                row.getString("uniqueid"),
                row.getString("appname"),
                detail.getString("bridge_id", ""),
                detail.getInteger("hangupcause", 0));
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
