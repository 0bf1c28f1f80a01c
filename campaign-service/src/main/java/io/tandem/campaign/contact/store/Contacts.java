package io.tandem.campaign.contact.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.contact.Contact;
import io.tandem.campaign.contact.ContactState;
import io.tandem.campaign.sql.Sql;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The contacts of a campaign, for reading. */
@ApplicationScoped
public class Contacts {

    private final ContactRepository repository;

    Contacts(ContactRepository repository) {
        this.repository = repository;
    }

    /** A contact and where it stands in the list. */
    public record Listed(long position, Contact contact) {}

    public Uni<List<Listed>> after(
            String tenant, String campaignId, Optional<ContactState> state, long position, int limit) {
        return Panache.withSession(() -> mustExist(tenant, campaignId)
                .chain(() -> repository.after(tenant, campaignId, state, position, limit))
                .map(found -> found.stream()
                        .map(row -> new Listed(row.position, row.contact()))
                        .toList()));
    }

    private static Uni<Void> mustExist(String tenant, String campaignId) {
        return Sql.of("select id from campaign.campaign where tenant = :tenant and id = :id")
                .with("tenant", tenant)
                .with("id", campaignId)
                .row()
                .map(row -> row.orElseThrow(() -> ProblemException.notFound("campaign", campaignId)))
                .replaceWithVoid();
    }
}
