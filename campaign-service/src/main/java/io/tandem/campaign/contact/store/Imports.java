package io.tandem.campaign.contact.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.contact.ImportSummary;
import io.tandem.campaign.contact.ReadRow;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.Sql;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports, each of many short transactions: a list that breaks off leaves what it brought, and the same list again adds the rest. */
@ApplicationScoped
public class Imports {

    private final InstantSource clock;

    Imports(InstantSource clock) {
        this.clock = clock;
    }

    /** A row that was not taken. {@code column} absent: the row as a whole. */
    public record ImportError(
            long position, int row, @Nullable String column, String reason) {}

    private record NewRow(
            String id, String number, @Nullable String name, String metadata) {}

    private record BrokenRow(int row, @Nullable String column, String reason) {}

    public Uni<String> begin(String tenant, String campaignId) {
        var id = Ulids.next();
        return Panache.withTransaction(
                () -> mustTakeContacts(tenant, campaignId).chain(() -> Sql.of("""
                                insert into campaign.import
                                  (id, tenant, campaign_id, started_at, touched_at, imported, duplicate, rejected)
                                values (:id, :tenant, :campaign, :now, :now, 0, 0, 0)""")
                        .with("id", id)
                        .with("tenant", tenant)
                        .with("campaign", campaignId)
                        .with("now", clock.instant())
                        .run()
                        .replaceWith(id)));
    }

    /** Takes some rows in one transaction; answers how many contacts are new. */
    public Uni<Integer> add(
            String tenant, String campaignId, String importId, List<ReadRow.Good> good, List<ReadRow.Broken> broken) {
        return Panache.withTransaction(() -> mustTakeContacts(tenant, campaignId)
                .chain(() -> insert(tenant, campaignId, good))
                .call(imported -> insertErrors(tenant, importId, broken))
                .call(imported -> Sql.of("""
                                update campaign.import set touched_at = :now, imported = imported + :imported,
                                  duplicate = duplicate + :duplicate, rejected = rejected + :rejected where id = :id""")
                        .with("now", clock.instant())
                        .with("imported", imported)
                        .with("duplicate", good.size() - imported)
                        .with("rejected", broken.size())
                        .with("id", importId)
                        .run()));
    }

    public Uni<Void> end(ImportSummary summary) {
        return Panache.withTransaction(
                        () -> Sql.of("update campaign.import set finished_at = :now, touched_at = :now where id = :id")
                                .with("now", clock.instant())
                                .with("id", summary.importId())
                                .run())
                .replaceWithVoid();
    }

    public Uni<List<ImportError>> errors(String tenant, String importId, long position, int limit) {
        return Panache.withSession(() -> Sql.of("select id from campaign.import where tenant = :tenant and id = :id")
                .with("tenant", tenant)
                .with("id", importId)
                .row()
                .map(row -> row.orElseThrow(() -> ProblemException.notFound("import", importId)))
                .chain(() -> Sql.of("""
                                select position, row_number, column_name, reason from campaign.import_error
                                where import_id = :id and position > :position order by position limit :limit""")
                        .with("id", importId)
                        .with("position", position)
                        .with("limit", limit)
                        .rows())
                .map(rows -> rows.stream()
                        .map(row -> new ImportError(
                                row.number("position"),
                                row.whole("row_number"),
                                row.maybeText("column_name").orElse(null),
                                row.text("reason")))
                        .toList()));
    }

    /** Shares the campaign's row, so that it cannot complete between this look and the insert. */
    private static Uni<Void> mustTakeContacts(String tenant, String campaignId) {
        return Sql.of("select state from campaign.campaign where tenant = :tenant and id = :id for share")
                .with("tenant", tenant)
                .with("id", campaignId)
                .row()
                .invoke(row -> {
                    var state = row.orElseThrow(() -> ProblemException.notFound("campaign", campaignId))
                            .text("state");
                    if (state.equals("STOPPED") || state.equals("COMPLETED")) {
                        throw ProblemException.conflict("campaign " + campaignId + " is " + state);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Integer> insert(String tenant, String campaignId, List<ReadRow.Good> good) {
        if (good.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var rows = good.stream()
                .map(row -> new NewRow(Ulids.next(), row.number(), row.name(), JsonColumn.write(row.metadata())))
                .toList();
        return Sql.of("""
                insert into campaign.contact
                  (id, tenant, campaign_id, number, name, metadata, state, attempts, faults, next_attempt_at)
                select r.id, :tenant, :campaign, r.number, r.name, r.metadata, 'PENDING', 0, 0, :now
                from rows from (jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                  as (id text, number text, name text, metadata text)) with ordinality as r(id, number, name, metadata, n)
                order by r.n
                on conflict (campaign_id, number) do nothing""")
                .with("tenant", tenant)
                .with("campaign", campaignId)
                .with("now", clock.instant())
                .with("rows", JsonColumn.write(rows))
                .run();
    }

    private static Uni<Void> insertErrors(String tenant, String importId, List<ReadRow.Broken> broken) {
        if (broken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = broken.stream()
                .map(row -> new BrokenRow(row.row(), row.column(), row.reason()))
                .toList();
        return Sql.of("""
                insert into campaign.import_error (import_id, tenant, row_number, column_name, reason)
                select :import, :tenant, r."row", r."column", r.reason
                from rows from (jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                  as ("row" int, "column" text, reason text)) with ordinality as r("row", "column", reason, n)
                order by r.n""")
                .with("import", importId)
                .with("tenant", tenant)
                .with("rows", JsonColumn.write(rows))
                .run()
                .replaceWithVoid();
    }
}
