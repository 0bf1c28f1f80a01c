package io.tandem.edge.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @Test
    void an_international_number_is_read_in_any_common_spelling() {
        assertThat(PhoneNumber.parse("+44 (0)20 7946 0103").map(PhoneNumber::e164))
                .contains("+442079460103");
    }

    @Test
    void a_national_number_needs_its_region() {
        assertThat(PhoneNumber.parse("020 7946 0103")).isEmpty();
        assertThat(PhoneNumber.parse("020 7946 0103", "GB").map(PhoneNumber::e164))
                .contains("+442079460103");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "abc",
                "+44",
                "+442079460103\r\nAction: Originate",
                "+4420794601030000000000000000000000000000000000000",
                "+442079460103 ext. 7"
            })
    void what_is_no_plain_number_is_refused(String text) {
        assertThat(PhoneNumber.parse(text)).isEmpty();
    }

    @Test
    void nothing_is_no_number() {
        assertThat(PhoneNumber.parse(null)).isEmpty();
    }

    @Test
    void a_premium_rate_number_is_known_as_such() {
        assertThat(PhoneNumber.parse("+449098790879"))
                .hasValueSatisfying(n -> assertThat(n.premium()).isTrue());
        assertThat(PhoneNumber.parse("+442079460103"))
                .hasValueSatisfying(n -> assertThat(n.premium()).isFalse());
    }

    @Test
    void a_number_shows_its_last_two_digits_only() {
        assertThat(PhoneNumber.parse("+442079460103")).hasToString("Optional[***********03]");
        assertThat(PhoneNumber.mask("7")).isEqualTo("**");
        assertThat(PhoneNumber.mask(null)).isEqualTo("**");
    }
}
