package io.tandem.campaign.directory;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Sql;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.edge.problem.ProblemException;
import java.util.List;

/** That entries name no others that are not there: asked when one is written, and when one is deleted. In the transaction at hand. */
final class References {

    static Uni<Void> mustExist(Kind kind, TenantKey of, List<Reference> references) {
        return Multi.createFrom()
                .iterable(references)
                .filter(reference -> !isItself(kind, of, reference))
                .onItem()
                .transformToUniAndConcatenate(reference -> mustExist(of.tenant(), reference))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static boolean isItself(Kind kind, TenantKey of, Reference reference) {
        return reference.kind().equals(kind.name()) && reference.id().equals(of.id());
    }

    /** The row is held until the end of the transaction, so that nobody deletes it meanwhile. */
    private static Uni<Void> mustExist(String tenant, Reference reference) {
        return Sql.of(
                        switch (reference.kind()) {
                            case "agent" ->
                                "select id from campaign.agent where tenant = :tenant and id = :id for share";
                            case "queue" ->
                                "select id from campaign.queue where tenant = :tenant and id = :id for share";
                            case "menu" -> "select id from campaign.menu where tenant = :tenant and id = :id for share";
                            default -> throw new IllegalArgumentException("nothing names a " + reference.kind());
                        })
                .with("tenant", tenant)
                .with("id", reference.id())
                .row()
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw ProblemException.invalid(reference.field(), "no such " + reference.kind());
                    }
                })
                .replaceWithVoid();
    }

    /** Refused while a campaign under way works with it, or another entry leads to it. */
    static Uni<Void> mustNotBeUsed(Kind kind, TenantKey key) {
        return Sql.of("""
                select 'campaign ''' || name || '''' as used_by from campaign.campaign
                where tenant = :tenant and state in ('RUNNING', 'PAUSED')
                  and (:kind = 'agent' and :id = any(agents) or :kind = 'trunk' and :id = any(trunks))
                union all
                select kind || ' ' || id from campaign.leads
                where tenant = :tenant and not (kind = :kind and id = :id)
                  and jsonb_path_exists(cast(body as jsonb), cast(:path as jsonpath), jsonb_build_object('id', cast(:id as text)))
                limit 1""")
                .with("tenant", key.tenant())
                .with("kind", kind.name())
                .with("id", key.id())
                .with("path", names(kind))
                .row()
                .invoke(users -> users.ifPresent(row -> {
                    throw ProblemException.conflict(
                            kind.name() + " " + key.id() + " is used by " + row.text("used_by"));
                }))
                .replaceWithVoid();
    }

    /** A JSON path to whatever names {@code $id}, an entry of that kind. */
    private static String names(Kind kind) {
        return kind.name().equals("queue")
                ? "$.** ? (@.queueId == $id || @.callbackQueueId == $id)"
                : "$.** ? (@.\"" + kind.name() + "Id\" == $id)";
    }

    private References() {}
}
