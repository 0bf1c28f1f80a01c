package io.tandem.callstate.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.DirectoryEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrunkChoiceTest {

    private static DirectoryEntry.Trunk trunk(String id, String prefix, boolean premium) {
        return new DirectoryEntry.Trunk("acme", id, 1, id, id, List.of(prefix), premium, 1, true, null);
    }

    private static final List<DirectoryEntry.Trunk> TRUNKS =
            List.of(trunk("cheap", "+44", false), trunk("dear", "+44", true), trunk("french", "+33", false));

    @Test
    void the_cheapest_that_reaches_the_number_is_taken() {
        assertThat(TrunkChoice.of(TRUNKS, "+442079460000", false, null))
                .isEqualTo(new TrunkChoice.Chosen(TRUNKS.getFirst()));
    }

    @Test
    void a_premium_number_takes_only_a_trunk_that_allows_it() {
        assertThat(TrunkChoice.of(TRUNKS, "+449098790000", true, null))
                .isEqualTo(new TrunkChoice.Chosen(TRUNKS.get(1)));
        assertThat(TrunkChoice.of(TRUNKS.subList(0, 1), "+449098790000", true, null))
                .isInstanceOf(TrunkChoice.Refused.class);
    }

    @Test
    void the_trunk_that_was_asked_for_is_taken_or_none() {
        assertThat(TrunkChoice.of(TRUNKS, "+442079460000", false, "dear"))
                .isEqualTo(new TrunkChoice.Chosen(TRUNKS.get(1)));
        assertThat(TrunkChoice.of(TRUNKS, "+442079460000", false, "french"))
                .isEqualTo(new TrunkChoice.Refused("to", "no trunk allows this prefix"));
        assertThat(TrunkChoice.of(TRUNKS, "+442079460000", false, "none"))
                .isEqualTo(new TrunkChoice.Refused("trunkId", "no such trunk in service"));
    }
}
