package io.tandem.callstate.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PbxChoiceTest {

    private static PbxView pbx(String id, int weight, int liveCalls) {
        return new PbxView(id, weight, false, liveCalls, true, true);
    }

    @Test
    void takes_the_least_busy_of_equals() {
        assertThat(PbxChoice.of(List.of(pbx("pbx-1", 100, 7), pbx("pbx-2", 100, 3))))
                .contains("pbx-2");
    }

    @Test
    void shares_calls_out_by_weight() {
        Map<String, Integer> calls = new HashMap<>(Map.of("pbx-1", 0, "pbx-2", 0));
        for (int n = 0; n < 400; n++) {
            var chosen = PbxChoice.of(
                            List.of(pbx("pbx-1", 300, calls.get("pbx-1")), pbx("pbx-2", 100, calls.get("pbx-2"))))
                    .orElseThrow();
            calls.merge(chosen, 1, Integer::sum);
        }

        assertThat(calls).containsEntry("pbx-1", 300).containsEntry("pbx-2", 100);
    }

    @Test
    void takes_one_with_both_links_before_an_idle_one_with_a_single_link() {
        var half = new PbxView("pbx-1", 100, false, 0, true, false);

        assertThat(PbxChoice.of(List.of(half, pbx("pbx-2", 1, 90)))).contains("pbx-2");
        assertThat(PbxChoice.of(List.of(half))).contains("pbx-1");
    }

    @Test
    void passes_over_what_drains_weighs_nothing_or_is_away() {
        assertThat(PbxChoice.of(List.of(
                        new PbxView("pbx-1", 100, true, 0, true, true),
                        new PbxView("pbx-2", 0, false, 0, true, true),
                        new PbxView("pbx-3", 100, false, 0, false, false),
                        pbx("pbx-4", 1, 500))))
                .contains("pbx-4");
    }

    @Test
    void knows_none_where_there_is_none() {
        assertThat(PbxChoice.of(List.of())).isEmpty();
        assertThat(PbxChoice.of(List.of(new PbxView("pbx-1", 100, true, 0, true, true))))
                .isEmpty();
    }

    @Test
    void is_the_same_for_the_same_view() {
        assertThat(PbxChoice.of(List.of(pbx("pbx-2", 100, 1), pbx("pbx-1", 100, 1))))
                .contains("pbx-1");
    }
}
