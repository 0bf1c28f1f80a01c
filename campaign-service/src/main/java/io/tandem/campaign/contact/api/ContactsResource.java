package io.tandem.campaign.contact.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.contact.Contact;
import io.tandem.campaign.contact.ContactState;
import io.tandem.campaign.contact.store.Contacts;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/campaigns/{id}/contacts} and {@code /export.csv}: the contacts of a campaign, to look at and to take away. */
@Path("/api/v1/campaigns/{id}")
@Tag(name = "Contacts")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
public class ContactsResource {

    private static final int EXPORT_PAGE = 500;

    private final Contacts contacts;
    private final Caller caller;

    ContactsResource(Contacts contacts, Caller caller) {
        this.contacts = contacts;
        this.caller = caller;
    }

    @GET
    @Path("contacts")
    public Uni<Page<Contact>> list(
            @RestPath String id,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return contacts.after(caller.tenant(), id, state(state), Positions.of(cursor), size + 1)
                .map(found -> Page.cut(found, size, listed -> String.valueOf(listed.position()))
                        .map(Contacts.Listed::contact));
    }

    /** Written page by page, so that its length costs no memory. */
    @GET
    @Path("export.csv")
    @Produces("text/csv;charset=UTF-8")
    public RestMulti<String> export(@RestPath String id) {
        var tenant = caller.tenant();
        return RestMulti.fromUniResponse(
                contacts.after(tenant, id, Optional.empty(), 0, EXPORT_PAGE),
                first -> pages(tenant, id, first),
                _ -> Map.of("Content-Disposition", List.of("attachment; filename=\"contacts.csv\"")));
    }

    private Multi<String> pages(String tenant, String id, List<Contacts.Listed> first) {
        var position = new AtomicLong(last(first));
        Multi<List<Contacts.Listed>> rest = Multi.createBy()
                .repeating()
                .uni(() -> contacts.after(tenant, id, Optional.empty(), position.get(), EXPORT_PAGE)
                        .invoke(page -> position.set(last(page))))
                .whilst(page -> page.size() == EXPORT_PAGE);
        var following = first.size() == EXPORT_PAGE ? rest : Multi.createFrom().<List<Contacts.Listed>>empty();
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(ContactCsv.HEADER + ContactCsv.lines(first)),
                        following.map(ContactCsv::lines));
    }

    private static long last(List<Contacts.Listed> page) {
        return page.isEmpty() ? 0 : page.getLast().position();
    }

    private static Optional<ContactState> state(@Nullable String asked) {
        if (asked == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(ContactState.values())
                .filter(state -> state.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("state", "is no state of a contact")));
    }
}
