package io.tandem.campaign.contact.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.ReadRow;
import io.tandem.campaign.contact.ReadRow.Broken;
import io.tandem.campaign.contact.ReadRow.Good;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    private static final String ONE = "+442079460001";
    private static final String TWO = "+442079460002";

    @Test
    void rows_are_read_by_the_names_of_the_header() throws IOException {
        assertThat(read("name,number,city\nAda,+44 20 7946 0001,London\n"))
                .containsExactly(new Good(2, ONE, "Ada", Map.of("city", "London")));
    }

    @Test
    void a_byte_order_mark_crlf_and_empty_lines_do_no_harm() throws IOException {
        assertThat(read("\uFEFFnumber,name\r\n\r\n" + ONE + ",Ada\r\n\r\n" + TWO + ",Bob"))
                .containsExactly(good(3, ONE, "Ada"), good(5, TWO, "Bob"));
    }

    @Test
    void lines_may_end_with_cr_alone() throws IOException {
        assertThat(read("number,name\r" + ONE + ",Ada\r" + TWO + ",Bob"))
                .containsExactly(good(2, ONE, "Ada"), good(3, TWO, "Bob"));
    }

    @Test
    void quotes_hold_separators_quotes_and_line_ends() throws IOException {
        assertThat(read("number,name,note\n" + ONE + ",\"Lovelace, \"\"Ada\"\"\",\"two\nlines\"\n" + TWO + ",Bob,\n"))
                .containsExactly(
                        new Good(2, ONE, "Lovelace, \"Ada\"", Map.of("note", "two\nlines")), good(4, TWO, "Bob"));
    }

    @Test
    void a_quote_that_is_never_closed_costs_only_its_row() throws IOException {
        assertThat(read("number,name\n" + ONE + ",\"Ada\n" + TWO + ",Bob\n"))
                .containsExactly(new Broken(2, null, "has a quote that is not closed"), good(3, TWO, "Bob"));
    }

    @Test
    void a_quote_that_is_never_closed_is_given_up_after_some_lines_of_a_long_list() throws IOException {
        var list = new StringBuilder("number,name\n+442079460000,\"Ada\n");
        for (int i = 1; i <= 999; i++) {
            list.append("+442079460%03d,Bob%n".formatted(i));
        }

        var rows = read(list.toString());

        assertThat(rows).hasSize(1000);
        assertThat(rows.getFirst()).isEqualTo(new Broken(2, null, "has a quote that is not closed"));
        assertThat(rows.subList(1, 1000)).allMatch(Good.class::isInstance);
    }

    @Test
    void a_quote_within_a_field_is_a_character_like_another() throws IOException {
        assertThat(read("number,name\n" + ONE + ",5\" pipe\n" + TWO + ",Bob\n"))
                .containsExactly(good(2, ONE, "5\" pipe"), good(3, TWO, "Bob"));
    }

    @Test
    void text_behind_a_closed_quote_breaks_only_its_row() throws IOException {
        var rows = read("number,name\n" + ONE + ",\"Ada\"x\n" + TWO + ",Bob\n");

        assertThat(rows.getFirst()).isInstanceOf(Broken.class);
        assertThat(rows.get(1)).isEqualTo(good(3, TWO, "Bob"));
    }

    @Test
    void rows_that_are_too_long_are_broken_and_rows_that_are_too_short_are_filled() throws IOException {
        assertThat(read("number,name\n" + ONE + ",Ada,London\n" + TWO + "\n"))
                .containsExactly(new Broken(2, null, "has 3 columns, the header 2"), good(3, TWO, null));
    }

    @Test
    void broken_numbers_are_told_with_row_and_column() throws IOException {
        assertThat(read("number,name\nhello,Ada\n,Bob\n"))
                .containsExactly(
                        new Broken(2, "number", "is not a telephone number in E.164"),
                        new Broken(3, "number", "is missing"));
    }

    @Test
    void a_line_in_another_charset_breaks_only_its_row() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("number,name\n" + ONE + ",").getBytes(UTF_8));
        bytes.writeBytes("Zoë\n".getBytes(ISO_8859_1));
        bytes.writeBytes((TWO + ",Zoë\n").getBytes(UTF_8));

        assertThat(read(bytes.toByteArray(), UTF_8))
                .containsExactly(new Broken(2, null, "is not UTF-8"), good(3, TWO, "Zoë"));
    }

    @Test
    void a_list_may_say_that_it_is_in_latin_1() throws IOException {
        assertThat(read(("number,name\n" + ONE + ",Zoë\n").getBytes(ISO_8859_1), ISO_8859_1))
                .containsExactly(good(2, ONE, "Zoë"));
    }

    @Test
    void semicolons_and_tabs_separate_where_the_header_uses_them() throws IOException {
        assertThat(read("number;name\n" + ONE + ";Lovelace, Ada\n")).containsExactly(good(2, ONE, "Lovelace, Ada"));
        assertThat(read("number\tname\n" + ONE + "\tAda\n")).containsExactly(good(2, ONE, "Ada"));
    }

    @Test
    void an_endless_line_breaks_only_its_row() throws IOException {
        assertThat(read("number,name\n" + ONE + "," + "x".repeat(70_000) + "\n" + TWO + ",Bob\n"))
                .containsExactly(new Broken(2, null, "is longer than 65536 bytes"), good(3, TWO, "Bob"));
    }

    @Test
    void ten_thousand_rows_are_read() throws IOException {
        var list = new StringBuilder("number,name\n");
        for (int i = 0; i < 10_000; i++) {
            list.append("+4479460%05d,Name %d%n".formatted(i, i));
        }

        assertThat(read(list.toString())).hasSize(10_000).allMatch(Good.class::isInstance);
    }

    @Test
    void a_list_without_a_usable_header_is_refused() {
        assertUnreadable("", "the list is empty");
        assertUnreadable("phone,name\n", "no column 'number'");
        assertUnreadable("number,name,Name\n", "twice");
        assertUnreadable("number,,name\n", "needs a name");
        assertThatThrownBy(() -> read("number\n".getBytes(UTF_16), UTF_8))
                .isInstanceOf(UnreadableListException.class)
                .hasMessageContaining("is not UTF-8");
    }

    private static void assertUnreadable(String list, String why) {
        assertThatThrownBy(() -> read(list))
                .isInstanceOf(UnreadableListException.class)
                .hasMessageContaining(why);
    }

    private static Good good(int row, String number, @Nullable String name) {
        return new Good(row, number, name, Map.of());
    }

    private static List<ReadRow> read(String list) throws IOException {
        return read(list.getBytes(UTF_8), UTF_8);
    }

    private static List<ReadRow> read(byte[] list, Charset charset) throws IOException {
        var reader = new CsvRows(new ByteArrayInputStream(list), charset, new ContactCheck(null));
        var rows = new ArrayList<ReadRow>();
        for (var row = reader.next(); row.isPresent(); row = reader.next()) {
            rows.add(row.get());
        }
        return rows;
    }
}
