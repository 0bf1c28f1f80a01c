package io.tandem.notifier.event.store;

import io.smallrye.mutiny.Uni;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.event.NewEvent;
import io.tandem.notifier.event.NewEvent.About;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** SQL of the event log; no decisions. */
@ApplicationScoped
class EventTable {

    private static final String COLUMNS =
            "sequence, event_id, tenant, type, source, time, subject, call_id, agent_id, campaign_id, data::text as data";

    private static final String INSERT = """
            insert into notifier.events
                (event_id, tenant, type, source, time, subject, call_id, agent_id, campaign_id, data)
            select event_id, tenant, type, source, time, subject, call_id, agent_id, campaign_id, data::json
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[],
                        $8::text[], $9::text[], $10::text[]) with ordinality
                as e (event_id, tenant, type, source, time, subject, call_id, agent_id, campaign_id, data, place)
            order by place
            on conflict (tenant, event_id) do nothing
            returning\s""" + COLUMNS;

    private final Pool pool;

    EventTable(Pool pool) {
        this.pool = pool;
    }

    /** Whether no retry helps: PostgreSQL's class 22 (data exception), e.g. a NUL character in a text. */
    static boolean isUnacceptable(Throwable failure) {
        return failure instanceof PgException e
                && e.getSqlState() != null
                && e.getSqlState().startsWith("22");
    }

    /** The highest sequence that was ever told, 0 for none. */
    Uni<Long> head() {
        return pool.query("""
                        select greatest(coalesce((select max(sequence) from notifier.events), 0),
                                        coalesce((select max(through) from notifier.pruned), 0)) as head
                        """).execute().map(rows -> rows.iterator().next().getLong("head"));
    }

    /** Answers what was new, in order of sequence; events that the log has already are left out. */
    Uni<List<LoggedEvent>> insert(List<NewEvent> events) {
        return pool.preparedQuery(INSERT).execute(arrays(events)).map(EventTable::logged);
    }

    Uni<List<LoggedEvent>> above(long sequence) {
        return pool.preparedQuery("select " + COLUMNS + " from notifier.events where sequence > $1 order by sequence")
                .execute(Tuple.of(sequence))
                .map(EventTable::logged);
    }

    Uni<List<LoggedEvent>> page(String tenant, long after, long through, int limit) {
        return pool.preparedQuery("select " + COLUMNS
                        + " from notifier.events where tenant = $1 and sequence > $2 and sequence <= $3"
                        + " order by sequence limit $4")
                .execute(Tuple.of(tenant, after, through, limit))
                .map(EventTable::logged);
    }

    /** The highest sequence of the tenant that is no more, 0 for none. */
    Uni<Long> prunedThrough(String tenant) {
        return pool.preparedQuery("select coalesce(max(through), 0) as through from notifier.pruned where tenant = $1")
                .execute(Tuple.of(tenant))
                .map(rows -> rows.iterator().next().getLong("through"));
    }

    private static Tuple arrays(List<NewEvent> events) {
        return Tuple.tuple()
                .addArrayOfString(strings(events, NewEvent::id))
                .addArrayOfString(strings(events, NewEvent::tenant))
                .addArrayOfString(strings(events, NewEvent::type))
                .addArrayOfString(strings(events, NewEvent::source))
                .addArrayOfOffsetDateTime(events.stream()
                        .map(e -> e.time().atOffset(ZoneOffset.UTC))
                        .toArray(java.time.OffsetDateTime[]::new))
                .addArrayOfString(strings(events, NewEvent::subject))
                .addArrayOfString(strings(events, e -> e.about().callId()))
                .addArrayOfString(strings(events, e -> e.about().agentId()))
                .addArrayOfString(strings(events, e -> e.about().campaignId()))
                .addArrayOfString(strings(events, NewEvent::data));
    }

    private static String[] strings(List<NewEvent> events, Function<NewEvent, String> field) {
        return events.stream().map(field).toArray(String[]::new);
    }

    private static List<LoggedEvent> logged(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(EventTable::logged)
                .sorted(java.util.Comparator.comparingLong(LoggedEvent::sequence))
                .toList();
    }

    private static LoggedEvent logged(Row row) {
        var about = new About(row.getString("call_id"), row.getString("agent_id"), row.getString("campaign_id"));
        return new LoggedEvent(
                row.getLong("sequence"),
                new NewEvent(
                        row.getString("event_id"),
                        row.getString("tenant"),
                        row.getString("type"),
                        row.getString("source"),
                        row.getOffsetDateTime("time").toInstant(),
                        row.getString("subject"),
                        about,
                        row.getString("data")));
    }
}
