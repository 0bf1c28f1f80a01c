package io.tandem.campaign.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.campaign.pacing.Assignment.Ways;
import io.tandem.campaign.trunk.Trunk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final DueContact BRITISH = contact("gb", "+442079460001");
    private static final DueContact FRENCH = contact("fr", "+33140000000");

    @Test
    void without_trunks_of_its_own_a_campaign_leaves_the_choice_open() {
        assertThat(Assignment.of(List.of("a"), List.of(BRITISH), new Ways(false, List.of())))
                .containsExactly(new Assignment.Dial(BRITISH, "a", Optional.empty()));
    }

    @Test
    void the_cheapest_enabled_trunk_that_carries_the_number_takes_it() {
        var ways = new Ways(true, List.of(trunk("dear", 9, true), trunk("cheap", 1, true), trunk("off", 0, false)));

        assertThat(Assignment.of(List.of("a"), List.of(BRITISH), ways))
                .containsExactly(new Assignment.Dial(BRITISH, "a", Optional.of("cheap")));
    }

    @Test
    void an_agent_whose_contact_no_trunk_carries_gets_the_next_contact() {
        var ways = new Ways(true, List.of(trunk("gb", 1, true)));

        assertThat(Assignment.of(List.of("a"), List.of(FRENCH, BRITISH), ways))
                .containsExactly(new Assignment.Skip(FRENCH), new Assignment.Dial(BRITISH, "a", Optional.of("gb")));
    }

    @Test
    void a_contact_waits_while_its_trunk_is_disabled() {
        var ways = new Ways(true, List.of(trunk("gb", 1, false)));

        assertThat(Assignment.of(List.of("a"), List.of(BRITISH), ways)).containsExactly(new Assignment.Defer(BRITISH));
    }

    @Test
    void a_campaign_whose_trunks_are_gone_does_not_take_another() {
        assertThat(Assignment.of(List.of("a"), List.of(BRITISH), new Ways(true, List.of())))
                .containsExactly(new Assignment.Skip(BRITISH));
    }

    @Test
    void each_agent_gets_one_contact() {
        assertThat(Assignment.of(List.of("a"), List.of(BRITISH, FRENCH), new Ways(false, List.of())))
                .hasSize(1);
    }

    private static DueContact contact(String id, String number) {
        return new DueContact(id, number, Optional.empty(), Map.of());
    }

    private static Trunk trunk(String id, int cost, boolean enabled) {
        return new Trunk(id, id, "carrier", List.of("+44"), false, cost, enabled, null);
    }
}
