package io.tandem.callstate.ledger.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.ledger.Chronicle;
import io.tandem.callstate.ledger.PbxLife;
import io.tandem.contracts.PbxFact;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code calls.pbx_boot}, {@code pbx_gap} and {@code pbx_snapshot}. */
@ApplicationScoped
public class ChronicleTables implements Chronicle {

    private static final String UP = """
            INSERT INTO calls.pbx_boot (pbx_id, source, boot, up_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING""";
    private static final String GAP = """
            INSERT INTO calls.pbx_gap (pbx_id, source, gap_from, gap_to, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING""";
    private static final String SNAPSHOT = """
            INSERT INTO calls.pbx_snapshot (pbx_id, begun_at, taken_at, channels) VALUES ($1, $2, $3, $4)
            ON CONFLICT (pbx_id) DO UPDATE
            SET begun_at = excluded.begun_at, taken_at = excluded.taken_at, channels = excluded.channels
            WHERE calls.pbx_snapshot.begun_at < excluded.begun_at""";
    private static final String HEARD = "SELECT gap_from FROM calls.pbx_gap WHERE pbx_id = $1 AND gap_to > $2";
    /** The gap of a start is the one that ended about when its link came up: the two are told in no fixed order. */
    private static final String BOOTS = """
            SELECT b.pbx_id, b.up_at, coalesce(
                (SELECT min(g.gap_from) FROM calls.pbx_gap g WHERE g.pbx_id = b.pbx_id
                 AND g.gap_to BETWEEN b.up_at - interval '1 minute' AND b.up_at + interval '1 minute'), b.up_at) AS heard
            FROM calls.pbx_boot b""";

    private static final String SNAPSHOTS = "SELECT pbx_id, begun_at, taken_at, channels FROM calls.pbx_snapshot";

    private final Pool pool;

    ChronicleTables(Pool pool) {
        this.pool = pool;
    }

    @Override
    public CompletionStage<Void> note(PbxFact.LinkUp up) {
        return run(UP, Tuple.of(up.pbxId(), up.source().name(), up.boot(), utc(up.at())));
    }

    @Override
    public CompletionStage<Void> note(PbxFact.Gap gap) {
        return run(GAP, Tuple.of(gap.pbxId(), gap.source().name(), utc(gap.from()), utc(gap.to()), gap.reason()));
    }

    @Override
    public CompletionStage<Void> note(PbxFact.SnapshotTaken snapshot) {
        var channels =
                snapshot.channels().stream().map(PbxFact.LiveChannel::channelId).toArray(String[]::new);
        return run(SNAPSHOT, Tuple.of(snapshot.pbxId(), utc(snapshot.begunAt()), utc(snapshot.at()), channels));
    }

    @Override
    public CompletionStage<List<Instant>> heardUntil(String pbxId, Instant since) {
        return pool.preparedQuery(HEARD)
                .execute(Tuple.of(pbxId, utc(since)))
                .map(rows -> stream(rows).map(row -> at(row, "gap_from")).toList())
                .subscribeAsCompletionStage();
    }

    /** Of every PBX that was ever heard of. */
    public Uni<List<PbxLife>> lives() {
        var boots = pool.query(BOOTS).execute().map(rows -> stream(rows)
                .collect(Collectors.groupingBy(
                        row -> row.getString("pbx_id"),
                        Collectors.mapping(
                                row -> new PbxLife.Boot(at(row, "heard"), at(row, "up_at")), Collectors.toList()))));
        var snapshots = pool.query(SNAPSHOTS).execute().map(rows -> stream(rows)
                .collect(Collectors.toMap(row -> row.getString("pbx_id"), ChronicleTables::snapshot)));
        return Uni.combine()
                .all()
                .unis(boots, snapshots)
                .asTuple()
                .map(both -> lives(both.getItem1(), both.getItem2()));
    }

    private static List<PbxLife> lives(Map<String, List<PbxLife.Boot>> boots, Map<String, PbxLife.Snapshot> snapshots) {
        var all = new HashSet<>(boots.keySet());
        all.addAll(snapshots.keySet());
        Function<String, PbxLife> life = id -> new PbxLife(id, boots.getOrDefault(id, List.of()), snapshots.get(id));
        return all.stream().map(life).toList();
    }

    private static PbxLife.Snapshot snapshot(Row row) {
        return new PbxLife.Snapshot(
                at(row, "begun_at"), at(row, "taken_at"), Set.copyOf(List.of(row.getArrayOfStrings("channels"))));
    }

    private CompletionStage<Void> run(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).replaceWithVoid().subscribeAsCompletionStage();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
