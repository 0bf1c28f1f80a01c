package io.tandem.callstate.erasure.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PseudonymsTest {

    private static final String KEY = "0dd4e8a1-0d5c-4f0e-8f0b-0a4ab4b6f0c1";
    private static final String NUMBER = "+442079460000";

    @Test
    void the_same_number_of_the_same_tenant_has_the_same_pseudonym() {
        assertThat(Pseudonyms.pseudonym(KEY, "acme", NUMBER))
                .isEqualTo(Pseudonyms.pseudonym(KEY, "acme", NUMBER))
                .matches("erased:[0-9a-f]{32}")
                .doesNotContain(NUMBER.substring(1));
    }

    @Test
    void tenants_cannot_compare_whom_they_erased() {
        assertThat(Pseudonyms.pseudonym(KEY, "acme", NUMBER)).isNotEqualTo(Pseudonyms.pseudonym(KEY, "globex", NUMBER));
    }

    @Test
    void nobody_finds_the_number_by_trying_without_the_key() {
        assertThat(Pseudonyms.pseudonym(KEY, "acme", NUMBER))
                .isNotEqualTo(Pseudonyms.pseudonym("another", "acme", NUMBER));
    }
}
