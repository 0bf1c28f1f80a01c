package io.tandem.campaign.pacing.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tandem.campaign.contact.ContactProgress.Rules;
import io.tandem.campaign.contact.ContactProgress.Underway;
import io.tandem.campaign.contact.ContactState;
import io.tandem.campaign.contact.RetryRule;
import io.tandem.campaign.sql.JsonColumn;
import io.tandem.campaign.sql.Row;
import java.util.List;

/** An attempt with its contact, both locked. */
record AttemptRow(
        String callId,
        String tenant,
        String campaignId,
        String contactId,
        String agentId,
        String state,
        long lastVersion,
        boolean isLost,
        boolean isCampaignCompleted,
        Underway contact,
        List<RetryRule> retry,
        int sameOutcome) {

    private static final TypeReference<List<RetryRule>> RULES = new TypeReference<>() {};

    static AttemptRow of(Row row) {
        return new AttemptRow(
                row.text("call_id"),
                row.text("tenant"),
                row.text("campaign_id"),
                row.text("contact_id"),
                row.text("agent_id"),
                row.text("state"),
                row.number("last_version"),
                row.is("lost"),
                row.text("campaign_state").equals("COMPLETED"),
                new Underway(
                        ContactState.valueOf(row.text("contact_state")),
                        row.is("customer_dialed"),
                        row.whole("faults")),
                JsonColumn.read(row.text("retry"), RULES),
                row.whole("same_outcome"));
    }

    boolean isEnded() {
        return state.equals("ENDED");
    }

    Rules rules(int maxFaults) {
        return new Rules(retry, maxFaults, sameOutcome);
    }
}
