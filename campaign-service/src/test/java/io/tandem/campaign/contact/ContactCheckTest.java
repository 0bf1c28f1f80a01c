package io.tandem.campaign.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactCheckTest {

    private final ContactCheck check = new ContactCheck(null);

    @Test
    void a_number_becomes_e164_and_other_columns_metadata() {
        assertThat(check.judge(2, Map.of("Number", " +44 20 7946 0001 ", "NAME", "Ada", "city", "London", "zip", " ")))
                .isEqualTo(new ReadRow.Good(2, "+442079460001", "Ada", Map.of("city", "London")));
    }

    @Test
    void a_national_number_needs_a_region() {
        assertThat(check.judge(2, Map.of("number", "020 7946 0001")))
                .isEqualTo(new ReadRow.Broken(2, "number", "is not a telephone number in E.164"));
        assertThat(new ContactCheck("GB").judge(2, Map.of("number", "020 7946 0001")))
                .isEqualTo(new ReadRow.Good(2, "+442079460001", null, Map.of()));
    }

    @Test
    void premium_rate_numbers_are_refused() {
        assertThat(check.judge(2, Map.of("number", "+449098790000")))
                .isEqualTo(new ReadRow.Broken(2, "number", "is a premium-rate number"));
    }

    @Test
    void a_row_without_a_number_is_broken() {
        assertThat(check.judge(3, Map.of("name", "Ada"))).isEqualTo(new ReadRow.Broken(3, "number", "is missing"));
    }

    @Test
    void control_characters_and_endless_texts_are_refused_with_their_column() {
        assertThat(check.judge(2, Map.of("number", "+442079460001", "note", "a\u0000b")))
                .isEqualTo(new ReadRow.Broken(2, "note", "has control characters"));
        assertThat(check.judge(2, Map.of("number", "+442079460001", "name", "x".repeat(201))))
                .isEqualTo(new ReadRow.Broken(2, "name", "is too long"));
    }
}
