package io.tandem.local.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsteriskVersionTest {

    @Test
    void is_read_without_the_packagers_suffix() {
        assertThat(AsteriskVersion.parse("Asterisk 22.10.1+dfsg+~cs6.17.60671434-1\n"))
                .contains(new AsteriskVersion(22, 10, 1));
    }

    @Test
    void is_read_of_a_release_candidate_and_of_a_certified_build() {
        assertThat(AsteriskVersion.parse("Asterisk 23.0-rc1")).contains(new AsteriskVersion(23, 0, 0));
        assertThat(AsteriskVersion.parse("Asterisk certified/22.8-cert1")).contains(new AsteriskVersion(22, 8, 0));
    }

    @Test
    void is_not_found_in_anything_else() {
        assertThat(AsteriskVersion.parse("sh: asterisk: not found")).isEmpty();
    }

    @Test
    void compares_by_number_and_not_by_letter() {
        assertThat(new AsteriskVersion(22, 10, 1).isAtLeast(new AsteriskVersion(22, 9, 9)))
                .isTrue();
        assertThat(new AsteriskVersion(20, 20, 1).isAtLeast(AsteriskVersion.OLDEST))
                .isFalse();
        assertThat(AsteriskVersion.OLDEST.isAtLeast(AsteriskVersion.OLDEST)).isTrue();
    }
}
