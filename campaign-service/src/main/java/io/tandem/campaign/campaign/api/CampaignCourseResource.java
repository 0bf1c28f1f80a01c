package io.tandem.campaign.campaign.api;

import static io.tandem.edge.tenancy.Role.ADMIN;
import static io.tandem.edge.tenancy.Role.INTEGRATION;
import static io.tandem.edge.tenancy.Role.SUPERVISOR;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.campaign.Campaign;
import io.tandem.campaign.campaign.CampaignLifecycle.Action;
import io.tandem.campaign.campaign.store.CampaignCourse;
import io.tandem.campaign.idempotency.Answer;
import io.tandem.campaign.idempotency.Fingerprint;
import io.tandem.campaign.idempotency.Idempotency;
import io.tandem.campaign.outbox.Outbox;
import io.tandem.campaign.tick.PacingDue;
import io.tandem.edge.tenancy.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/campaigns/{id}/start|pause|resume|stop}: 409 with the reason where the state does not allow it. */
@Path("/api/v1/campaigns/{id}")
@Tag(name = "Campaigns")
@RolesAllowed({ADMIN, SUPERVISOR, INTEGRATION})
public class CampaignCourseResource {

    private final CampaignCourse course;
    private final Idempotency idempotency;
    private final Caller caller;
    private final Notices notices;
    private final ObjectMapper json;

    /** Whom a change of course concerns at once. */
    record Notices(Outbox outbox, Event<PacingDue> pacing) {

        void send() {
            outbox.kick();
            pacing.fire(new PacingDue());
        }
    }

    CampaignCourseResource(
            CampaignCourse course,
            Idempotency idempotency,
            Caller caller,
            Outbox outbox,
            Event<PacingDue> pacing,
            ObjectMapper json) {
        this.course = course;
        this.idempotency = idempotency;
        this.caller = caller;
        this.notices = new Notices(outbox, pacing);
        this.json = json;
    }

    @POST
    @Path("start")
    public Uni<Response> start(@RestPath String id, @RestHeader("Idempotency-Key") @Nullable String key) {
        return act(id, key, Action.START);
    }

    @POST
    @Path("pause")
    public Uni<Response> pause(@RestPath String id, @RestHeader("Idempotency-Key") @Nullable String key) {
        return act(id, key, Action.PAUSE);
    }

    @POST
    @Path("resume")
    public Uni<Response> resume(@RestPath String id, @RestHeader("Idempotency-Key") @Nullable String key) {
        return act(id, key, Action.RESUME);
    }

    @POST
    @Path("stop")
    public Uni<Response> stop(@RestPath String id, @RestHeader("Idempotency-Key") @Nullable String key) {
        return act(id, key, Action.STOP);
    }

    private Uni<Response> act(String id, @Nullable String key, Action action) {
        var tenant = caller.tenant();
        return idempotency
                .once(tenant, key, Fingerprint.of(action + " " + id, ""), () -> course.act(tenant, id, action)
                        .map(this::answer))
                .invoke(notices::send)
                .map(Answer::response);
    }

    private Answer answer(Campaign campaign) {
        try {
            return new Answer(200, null, json.writeValueAsString(CampaignView.of(campaign)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a campaign", e);
        }
    }
}
