package io.tandem.callstate.erasure.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.erasure.ErasureReport;
import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code calls.erasure}. */
@ApplicationScoped
class ErasureTable {

    private static final String COLUMNS =
            "erasure_id, tenant, number, pseudonym, requested_by, requested_at, done_at, living, erased, kept";
    private static final String BEGIN = """
            INSERT INTO calls.erasure (erasure_id, tenant, number, pseudonym, requested_by, requested_at, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    /** Each by one replica only, and again where that one dies over it. */
    private static final String TAKE_DUE =
            "UPDATE calls.erasure SET due_at = $2 WHERE done_at IS NULL AND due_at <= $1 RETURNING " + COLUMNS;

    private static final String PASSED = """
            UPDATE calls.erasure SET living = $2, erased = $3, kept = $4, due_at = $5, done_at = $6,
                number = CASE WHEN $6::timestamptz IS NULL THEN number END
            WHERE erasure_id = $1""";
    private static final String FIND =
            "SELECT " + COLUMNS + " FROM calls.erasure WHERE tenant = $1 AND erasure_id = $2";

    private final Pool pool;

    ErasureTable(Pool pool) {
        this.pool = pool;
    }

    /** A request on which work is to be done. */
    record Open(String erasureId, Person person, Tally soFar) {}

    /** {@code again}: when somebody else looks at it, if this process does not come to an end with it. */
    Uni<Open> begin(String erasureId, Person person, String by, Instant now, Instant again) {
        var row = Tuple.tuple()
                .addString(erasureId)
                .addString(person.tenant())
                .addString(person.number())
                .addString(person.pseudonym())
                .addString(by)
                .addOffsetDateTime(utc(now))
                .addOffsetDateTime(utc(again));
        return pool.preparedQuery(BEGIN).execute(row).replaceWith(new Open(erasureId, person, Tally.NOTHING));
    }

    Uni<List<Open>> takeDue(Instant now, Instant again) {
        return pool.preparedQuery(TAKE_DUE)
                .execute(Tuple.of(utc(now), utc(again)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ErasureTable::open)
                        .toList());
    }

    /** The digits go with the last pass. */
    Uni<Void> passed(Open open, int living, Tally pass, Instant now, Instant again) {
        var tally = open.soFar().then(pass);
        var row = Tuple.tuple()
                .addString(open.erasureId())
                .addInteger(living)
                .addJsonObject(json(tally.erased()))
                .addJsonObject(json(tally.kept()))
                .addOffsetDateTime(utc(again))
                .addOffsetDateTime(living == 0 ? utc(now) : null);
        return pool.preparedQuery(PASSED).execute(row).replaceWithVoid();
    }

    Uni<Optional<ErasureReport>> find(String tenant, String erasureId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(tenant, erasureId)).map(ErasureTable::first);
    }

    private static Optional<ErasureReport> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst().map(ErasureTable::report);
    }

    private static Open open(Row row) {
        var person = new Person(row.getString("tenant"), row.getString("number"), row.getString("pseudonym"));
        return new Open(row.getString("erasure_id"), person, new Tally(counts(row, "erased"), counts(row, "kept")));
    }

    private static ErasureReport report(Row row) {
        var done = row.getOffsetDateTime("done_at");
        return new ErasureReport(
                row.getString("erasure_id"),
                row.getString("tenant"),
                row.getString("pseudonym"),
                row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                done == null ? null : done.toInstant(),
                row.getInteger("living"),
                counts(row, "erased"),
                counts(row, "kept"));
    }

    private static Map<String, Integer> counts(Row row, String column) {
        return row.getJsonObject(column).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> ((Number) e.getValue()).intValue()));
    }

    private static JsonObject json(Map<String, Integer> counts) {
        return new JsonObject(Map.copyOf(counts));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
