package io.tandem.campaign.pacing.store;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.pacing.Assignment.Dial;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes attempts down before anything is asked for. The unique indexes keep a contact, and an agent, from two at once. */
@ApplicationScoped
class Claims {

    private final Wire wire;
    private final CampaignConfig.Pacing config;

    Claims(Wire wire, CampaignConfig.Pacing config) {
        this.wire = wire;
        this.config = config;
    }

    private record NewAttempt(
            String callId, String contactId, String agentId, String number, String trunkId, String request) {}

    /** Answers the requests of the attempts that were written; an agent whom another campaign just took is left out. */
    Uni<List<RequestCall>> write(PacedCampaign campaign, List<Dial> dials, Instant now) {
        if (dials.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var requests = dials.stream().map(dial -> request(campaign, dial, now)).toList();
        return Sql.of("""
                insert into campaign.attempt (call_id, tenant, campaign_id, contact_id, agent_id, number, trunk_id, state,
                  request, last_version, customer_dialed, lost, claimed_at, expires_at)
                select r."callId", :tenant, :campaign, r."contactId", r."agentId", r.number, nullif(r."trunkId", ''),
                  'CLAIMED', r.request, -1, false, false, :now, :expires
                from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r("callId" text, "contactId" text, "agentId" text,
                  number text, "trunkId" text, request text)
                on conflict do nothing returning call_id""")
                .with("tenant", campaign.tenant())
                .with("campaign", campaign.id())
                .with("now", now)
                .with("expires", now.plus(config.requestExpiry()))
                .with(
                        "rows",
                        JsonColumn.write(requests.stream().map(this::attempt).toList()))
                .rows()
                .map(rows -> rows.stream().map(row -> row.text("call_id")).toList())
                .call(callIds -> take(callIds, now))
                .map(callIds -> requests.stream()
                        .filter(request -> callIds.contains(request.callId()))
                        .toList());
    }

    private static Uni<Void> take(List<String> callIds, Instant now) {
        return Sql.of("""
                update campaign.contact c
                set state = 'DIALING', attempts = c.attempts + 1, last_attempt_at = :now, agent_id = t.agent_id
                from campaign.attempt t
                where t.contact_id = c.id and t.call_id = any(string_to_array(:calls, ','))""")
                .with("now", now)
                .with("calls", String.join(",", callIds))
                .run()
                .replaceWithVoid();
    }

    private NewAttempt attempt(RequestCall request) {
        return new NewAttempt(
                request.callId(),
                String.valueOf(request.contactId()),
                request.agentId(),
                request.to(),
                request.trunkId() == null ? "" : request.trunkId(),
                wire.write(request));
    }

    private RequestCall request(PacedCampaign campaign, Dial dial, Instant now) {
        return new RequestCall(
                Ulids.next(),
                campaign.tenant(),
                now.plus(config.requestExpiry()),
                dial.agentId(),
                dial.contact().number(),
                campaign.callerId().orElse(null),
                dial.trunkId().orElse(null),
                campaign.id(),
                dial.contact().id(),
                campaign.ringTimeout(),
                metadata(dial),
                campaign.record(),
                campaign.wrapUp(),
                campaign.amd().orElse(null),
                campaign.recordInsideOnly());
    }

    /** What the list says of the contact goes with the call; so does the name. */
    private static Map<String, String> metadata(Dial dial) {
        var metadata = new HashMap<>(dial.contact().metadata());
        dial.contact().name().ifPresent(name -> metadata.putIfAbsent("name", name));
        return metadata;
    }
}
