package io.tandem.campaign.pacing.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.pacing.AttemptState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Rows of attempts, the oldest first. */
@ApplicationScoped
class AttemptRepository implements PanacheRepositoryBase<AttemptEntity, String> {

    Uni<List<AttemptEntity>> after(
            String tenant, String campaignId, Optional<AttemptState> state, String callId, int limit) {
        var rows = state.isPresent()
                ? find(
                        "tenant = ?1 and campaignId = ?2 and callId > ?3 and state = ?4 order by callId",
                        tenant,
                        campaignId,
                        callId,
                        state.get())
                : find("tenant = ?1 and campaignId = ?2 and callId > ?3 order by callId", tenant, campaignId, callId);
        return rows.page(0, limit).list();
    }
}
