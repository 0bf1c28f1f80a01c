package io.tandem.campaign.contact.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.reading.UnreadableListException;
import io.tandem.campaign.idempotency.Answer;
import io.tandem.campaign.idempotency.Fingerprint;
import io.tandem.campaign.idempotency.Idempotency;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/campaigns/{id}/contacts}: a list of contacts as CSV, NDJSON or a JSON array, taken as it arrives. */
@Path("/api/v1/campaigns/{id}/contacts")
@Tag(name = "Contacts")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
public class ContactImportResource {

    private final ContactImport contactImport;
    private final Idempotency idempotency;
    private final Caller caller;
    private final CampaignConfig.Imports config;
    private final ObjectMapper json;

    ContactImportResource(
            ContactImport contactImport,
            Idempotency idempotency,
            Caller caller,
            CampaignConfig.Imports config,
            ObjectMapper json) {
        this.contactImport = contactImport;
        this.idempotency = idempotency;
        this.caller = caller;
        this.config = config;
        this.json = json;
    }

    @POST
    @Blocking
    @Consumes({"text/csv", "application/x-ndjson", "application/json"})
    public Response add(
            @RestPath String id,
            @RestQuery @Nullable String region,
            @RestHeader("Idempotency-Key") @Nullable String key,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        if (headers.getLength() > config.maxBytes()) {
            throw BoundedBody.tooLarge(config.maxBytes());
        }
        var tenant = caller.tenant();
        var check = new ContactCheck(region(region));
        var digest = Fingerprint.begin("POST /campaigns/" + id + "/contacts?region=" + region);
        var bounded = new BoundedBody(body, config.maxBytes(), digest);
        var list = new ContactList(headers.getMediaType(), bounded, check);
        if (key == null) {
            return bring(tenant, id, list).response();
        }
        if (!ContactImport.await(() -> idempotency.open(tenant, key))) {
            bounded.transferTo(OutputStream.nullOutputStream());
            return ContactImport.await(() -> idempotency.answer(tenant, key, Fingerprint.end(digest)))
                    .response();
        }
        return once(tenant, key, () -> {
            var answer = bring(tenant, id, list);
            bounded.transferTo(OutputStream.nullOutputStream());
            ContactImport.await(() -> idempotency.close(tenant, key, Fingerprint.end(digest), answer));
            return answer;
        });
    }

    private interface Work {
        Answer run() throws IOException;
    }

    /** A request that failed leaves its key free. */
    private Response once(String tenant, String key, Work work) throws IOException {
        boolean done = false;
        try {
            var answer = work.run();
            done = true;
            return answer.response();
        } finally {
            if (!done) {
                ContactImport.await(() -> idempotency.forget(tenant, key));
            }
        }
    }

    private Answer bring(String tenant, String campaignId, ContactList list) throws IOException {
        try {
            var summary = contactImport.run(tenant, campaignId, list.rows());
            return new Answer(
                    201, "/api/v1/imports/" + summary.importId() + "/errors", json.writeValueAsString(summary));
        } catch (UnreadableListException e) {
            throw ProblemException.invalid("body", e.getMessage());
        }
    }

    private static @Nullable String region(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        var region = asked.toUpperCase(Locale.ROOT);
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(region)) {
            throw ProblemException.invalid("region", "must be an ISO 3166 country code of two letters");
        }
        return region;
    }
}
