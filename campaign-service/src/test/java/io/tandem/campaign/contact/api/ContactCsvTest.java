package io.tandem.campaign.contact.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactCsvTest {

    @Test
    void plain_texts_and_numbers_stay_as_they_are() {
        assertThat(ContactCsv.field("Ada")).isEqualTo("Ada");
        assertThat(ContactCsv.field("+442079460001")).isEqualTo("+442079460001");
        assertThat(ContactCsv.field(null)).isEmpty();
        assertThat(ContactCsv.field(3)).isEqualTo("3");
    }

    @Test
    void separators_quotes_and_line_ends_are_quoted() {
        assertThat(ContactCsv.field("Lovelace, Ada")).isEqualTo("\"Lovelace, Ada\"");
        assertThat(ContactCsv.field("5\" pipe")).isEqualTo("\"5\"\" pipe\"");
        assertThat(ContactCsv.field("two\nlines")).isEqualTo("\"two\nlines\"");
    }

    @Test
    void what_a_spreadsheet_would_run_begins_with_an_apostrophe() {
        assertThat(ContactCsv.field("=1+1")).isEqualTo("'=1+1");
        assertThat(ContactCsv.field("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(ContactCsv.field("-2+3")).isEqualTo("'-2+3");
        assertThat(ContactCsv.field("+1+cmd|' /C calc'!A0")).isEqualTo("'+1+cmd|' /C calc'!A0");
        assertThat(ContactCsv.field("\t=1")).isEqualTo("\"'\t=1\"");
        assertThat(ContactCsv.field("=HYPERLINK(\"x\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\")\"");
    }
}
