package io.tandem.callstate.call.history;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
import io.tandem.callstate.erasure.Traces;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Ended calls and their timelines. The PBX's detail records name no number; a disposition's note may, and is left to be read. */
@ApplicationScoped
class HistoryTraces implements Traces {

    /** One from which the number is gone already is found by what stands in its place: its timeline may be still to be done. */
    private static final String FIND =
            "SELECT call_id FROM calls.call WHERE tenant = $1 AND parties && ARRAY[$2::text, $3::text]";
    /** Wherever it stands, in a leg or in what the caller put in. */
    private static final String CALLS = """
            UPDATE calls.call SET
                number = CASE WHEN number = $2 THEN $3 ELSE number END,
                parties = array_replace(parties, $2, $3),
                body = regexp_replace(body::text, $4, $3, 'g')::jsonb
            WHERE tenant = $1 AND call_id = ANY($5)
                AND (number = $2 OR parties @> ARRAY[$2::text] OR body::text ~ $4)""";

    private static final String TIMELINES = """
            UPDATE calls.timeline SET entries = regexp_replace(entries::text, $4, $3, 'g')::jsonb
            WHERE tenant = $1 AND call_id = ANY($5) AND strpos(entries::text, substr($2::text, 2)) > 0 AND entries::text ~ $4""";
    private static final String NOTES =
            "SELECT count(*) FROM calls.disposition WHERE tenant = $1 AND call_id = ANY($2) AND note IS NOT NULL";

    private final Pool pool;

    HistoryTraces(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Found> find(Person person) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(person.tenant(), person.number(), person.pseudonym()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("call_id"))
                        .collect(Collectors.toSet()))
                .map(callIds -> new Found(callIds, Set.of()))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Tally> erase(Person person, Set<String> callIds) {
        return changed(TIMELINES, person, callIds)
                .chain(timelines -> changed(CALLS, person, callIds).chain(calls -> notes(person, callIds)
                        .map(notes -> new Tally(
                                Map.of("calls", calls, "timelines", timelines), Map.of("dispositionNotes", notes)))))
                .subscribeAsCompletionStage();
    }

    private Uni<Integer> changed(String sql, Person person, Set<String> callIds) {
        var arguments = Tuple.tuple()
                .addString(person.tenant())
                .addString(person.number())
                .addString(person.pseudonym())
                .addString(person.pattern())
                .addArrayOfString(callIds.toArray(String[]::new));
        return pool.preparedQuery(sql).execute(arguments).map(SqlResult::rowCount);
    }

    private Uni<Integer> notes(Person person, Set<String> callIds) {
        return pool.preparedQuery(NOTES)
                .execute(Tuple.of(person.tenant(), callIds.toArray(String[]::new)))
                .map(rows -> rows.iterator().next())
                .map((Row row) -> row.getInteger(0));
    }
}
