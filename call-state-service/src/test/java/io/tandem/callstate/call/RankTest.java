package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankTest {

    // 2025-11-21T09:30:00Z
    private static final String OURS = "01KAJVZHE0ABCDEFGHJKMNPQRS";
    private static final String THEIRS = "pbx-1:1763717400.12";

    @Test
    void an_id_that_we_made_is_its_own_rank() {
        assertThat(Rank.of(OURS)).isEqualTo(OURS);
        assertThat(Rank.callIdOf(OURS)).isEqualTo(OURS);
    }

    @Test
    void a_rank_leads_back_to_its_call() {
        for (var callId : List.of(THEIRS, "a:b:1763717400.1", "pbx-1:site-2-1763717400.123")) {
            assertThat(Rank.callIdOf(Rank.of(callId))).isEqualTo(callId);
        }
    }

    @Test
    void calls_stand_in_the_order_of_their_beginning_whoever_made_their_ids() {
        var ranks = List.of(
                Rank.of("pbx-1:1763717399.99"),
                Rank.of("01KAJVZHE0"), // what every ULID of this very millisecond begins with
                Rank.of("pbx-1:site-1763717401.2"),
                Rank.of("01KAJVZKCGABCDEFGHJKMNPQRS"));

        assertThat(ranks).isSorted();
    }

    @Test
    void an_id_without_a_time_still_has_a_rank_of_its_own() {
        assertThat(Rank.of("odd")).isEqualTo("odd");
    }
}
