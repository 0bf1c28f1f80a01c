package io.tandem.campaign.campaign.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.AGENT;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.campaign.CampaignStats;
import io.tandem.campaign.campaign.store.Campaigns;
import io.tandem.campaign.campaign.store.Statistics;
import io.tandem.campaign.idempotency.Answer;
import io.tandem.campaign.idempotency.Fingerprint;
import io.tandem.campaign.idempotency.Idempotency;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Limit;
import io.tandem.edge.paging.Page;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/campaigns}: the campaigns of the caller's tenant, as things to make, change and look at. */
@Path("/api/v1/campaigns")
@Tag(name = "Campaigns")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
public class CampaignsResource {

    private final Campaigns campaigns;
    private final Statistics statistics;
    private final Idempotency idempotency;
    private final Caller caller;
    private final ObjectMapper json;

    CampaignsResource(
            Campaigns campaigns, Statistics statistics, Idempotency idempotency, Caller caller, ObjectMapper json) {
        this.campaigns = campaigns;
        this.statistics = statistics;
        this.idempotency = idempotency;
        this.caller = caller;
        this.json = json;
    }

    @POST
    public Uni<Response> create(
            @RestHeader("Idempotency-Key") @Nullable String key, @Valid @NotNull CampaignBody body) {
        var tenant = caller.tenant();
        var settings = body.settings();
        return idempotency
                .once(tenant, key, Fingerprint.of("POST /campaigns", write(settings)), () -> campaigns
                        .create(tenant, settings)
                        .map(campaign -> new Answer(
                                201, "/api/v1/campaigns/" + campaign.id(), write(CampaignView.of(campaign)))))
                .map(Answer::response);
    }

    @PUT
    @Path("{id}")
    public Uni<CampaignView> replace(@RestPath String id, @Valid @NotNull CampaignBody body) {
        return campaigns.replace(caller.tenant(), id, body.settings()).map(CampaignView::of);
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(@RestPath String id) {
        return campaigns.delete(caller.tenant(), id);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<CampaignView> get(@RestPath String id) {
        return campaigns.get(caller.tenant(), id).map(CampaignView::of);
    }

    @GET
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<Page<CampaignView>> list(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.of(limit);
        return campaigns
                .after(caller.tenant(), Cursor.decode(cursor).orElse(""), size + 1)
                .map(found -> Page.cut(found, size, campaign -> campaign.id()).map(CampaignView::of));
    }

    @GET
    @Path("{id}/stats")
    @RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION, AGENT})
    public Uni<CampaignStats> stats(@RestPath String id) {
        return statistics.of(caller.tenant(), id);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a campaign", e);
        }
    }
}
