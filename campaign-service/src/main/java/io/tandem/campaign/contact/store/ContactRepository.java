package io.tandem.campaign.contact.store;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.contact.ContactState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Rows of contacts, in the order in which they were imported. */
@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<ContactEntity, String> {

    Uni<List<ContactEntity>> after(
            String tenant, String campaignId, Optional<ContactState> state, long position, int limit) {
        var rows = state.isPresent()
                ? find(
                        "tenant = ?1 and campaignId = ?2 and position > ?3 and state = ?4 order by position",
                        tenant,
                        campaignId,
                        position,
                        state.get())
                : find(
                        "tenant = ?1 and campaignId = ?2 and position > ?3 order by position",
                        tenant,
                        campaignId,
                        position);
        return rows.page(0, limit).list();
    }
}
