package io.tandem.campaign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.campaign.campaign.CampaignLifecycle.Action;
import io.tandem.campaign.campaign.CampaignLifecycle.Means;
import io.tandem.campaign.campaign.CampaignLifecycle.Transition;
import io.tandem.campaign.campaign.CampaignLifecycle.Transition.Moved;
import io.tandem.campaign.campaign.CampaignLifecycle.Transition.Refused;
import org.junit.jupiter.api.Test;

class CampaignLifecycleTest {

    @Test
    void a_draft_starts_pauses_resumes_and_stops() {
        assertThat(on(CampaignState.DRAFT, Action.START)).isEqualTo(new Moved(CampaignState.RUNNING));
        assertThat(on(CampaignState.RUNNING, Action.PAUSE)).isEqualTo(new Moved(CampaignState.PAUSED));
        assertThat(on(CampaignState.PAUSED, Action.RESUME)).isEqualTo(new Moved(CampaignState.RUNNING));
        assertThat(on(CampaignState.RUNNING, Action.STOP)).isEqualTo(new Moved(CampaignState.STOPPED));
        assertThat(on(CampaignState.PAUSED, Action.STOP)).isEqualTo(new Moved(CampaignState.STOPPED));
    }

    @Test
    void it_needs_an_agent_and_a_contact_to_run() {
        assertThat(CampaignLifecycle.on(CampaignState.DRAFT, Action.START, new Means(0, true)))
                .isEqualTo(new Refused("it has no agents"));
        assertThat(CampaignLifecycle.on(CampaignState.DRAFT, Action.START, new Means(1, false)))
                .isEqualTo(new Refused("it has no contacts"));
        assertThat(CampaignLifecycle.on(CampaignState.PAUSED, Action.RESUME, new Means(0, true)))
                .isEqualTo(new Refused("it has no agents"));
    }

    @Test
    void nothing_brings_back_what_was_stopped_or_completed() {
        for (var action : Action.values()) {
            assertThat(on(CampaignState.STOPPED, action)).isInstanceOf(Refused.class);
            assertThat(on(CampaignState.COMPLETED, action)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void a_paused_campaign_is_resumed_not_started() {
        assertThat(on(CampaignState.PAUSED, Action.START)).isEqualTo(new Refused("it is paused: resume it"));
        assertThat(on(CampaignState.RUNNING, Action.START)).isEqualTo(new Refused("it is already running"));
        assertThat(on(CampaignState.DRAFT, Action.PAUSE)).isEqualTo(new Refused("it was not started"));
        assertThat(on(CampaignState.DRAFT, Action.STOP)).isEqualTo(new Refused("it was not started"));
    }

    private static Transition on(CampaignState state, Action action) {
        return CampaignLifecycle.on(state, action, new Means(1, true));
    }
}
