package io.tandem.campaign.campaign.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Rows of campaigns; every query names the tenant. */
@ApplicationScoped
class CampaignRepository implements PanacheRepositoryBase<CampaignEntity, String> {

    Uni<CampaignEntity> of(String tenant, String id) {
        return one(tenant, id, LockModeType.NONE);
    }

    /** The lock under which everything about the campaign's course is decided. */
    Uni<CampaignEntity> locked(String tenant, String id) {
        return one(tenant, id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<List<CampaignEntity>> after(String tenant, String id, int limit) {
        return find("tenant = ?1 and id > ?2 order by id", tenant, id)
                .page(0, limit)
                .list();
    }

    private Uni<CampaignEntity> one(String tenant, String id, LockModeType lock) {
        return find("tenant = ?1 and id = ?2", tenant, id)
                .withLock(lock)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("campaign", id));
    }
}
