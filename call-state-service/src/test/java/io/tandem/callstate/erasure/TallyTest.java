package io.tandem.callstate.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void what_the_parts_erased_is_told_together() {
        assertThat(Tally.erased("calls", 2).and(Tally.erased("recordings", 1)).and(Tally.erased("calls", 1)))
                .isEqualTo(new Tally(Map.of("calls", 3, "recordings", 1), Map.of()));
    }

    @Test
    void passes_add_up_what_they_erased_and_the_last_says_what_is_kept() {
        var first = new Tally(Map.of("calls", 2), Map.of("dispositionNotes", 1));
        var second = new Tally(Map.of("calls", 1), Map.of("dispositionNotes", 3));

        assertThat(first.then(second)).isEqualTo(new Tally(Map.of("calls", 3), Map.of("dispositionNotes", 3)));
    }
}
