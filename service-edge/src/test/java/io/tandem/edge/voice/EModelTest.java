package io.tandem.edge.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

    /** G.107 annex B's own points: R 80 is 4.03, R 70 is 3.60, R 60 is 3.10, R 50 is 2.58; these delays make that R. */
    @ParameterizedTest
    @CsvSource({"0, 4.41", "244.05, 4.03", "318.7, 3.60", "393.3, 3.10", "467.9, 2.58"})
    void a_delay_lowers_the_opinion_as_the_recommendation_has_it(double delay, double mos) {
        assertThat(EModel.mos(delay, 0)).isCloseTo(mos, within(0.01));
    }

    /** By hand from the formula: 1 % takes 3.64 off R, 5 % 15.78, 10 % 27.07, 20 % 42.13. */
    @ParameterizedTest
    @CsvSource({"1, 4.33", "5, 3.92", "10, 3.41", "20, 2.63"})
    void lost_packets_lower_it_less_and_less(double loss, double mos) {
        assertThat(EModel.mos(0, loss)).isCloseTo(mos, within(0.01));
    }

    @Test
    void nothing_is_worse_than_1_and_nothing_better_than_4_and_a_half() {
        assertThat(EModel.mos(10_000, 100)).isEqualTo(1);
        assertThat(EModel.mos(0, 100)).isBetween(1.0, 1.2);
        for (double delay = 0; delay < 2_000; delay += 50) {
            for (double loss = 0; loss <= 100; loss += 5) {
                assertThat(EModel.mos(delay, loss)).isBetween(1.0, 4.5);
                assertThat(EModel.mos(delay + 50, loss)).isLessThanOrEqualTo(EModel.mos(delay, loss));
            }
        }
    }
}
