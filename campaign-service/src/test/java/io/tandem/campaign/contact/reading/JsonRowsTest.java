package io.tandem.campaign.contact.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.campaign.contact.ContactCheck;
import io.tandem.campaign.contact.ReadRow;
import io.tandem.campaign.contact.ReadRow.Broken;
import io.tandem.campaign.contact.ReadRow.Good;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonRowsTest {

    private static final String ONE = "+442079460001";
    private static final String TWO = "+442079460002";

    @Test
    void each_line_of_ndjson_is_a_contact_and_a_broken_one_costs_no_other() throws IOException {
        assertThat(ndjson("""
                {"number": "+442079460001", "name": "Ada", "age": 36}
                {"number":
                [1]

                {"number": "+442079460002", "tags": ["x"]}
                {"number": "+442079460002", "metadata": {"city": "Bath"}}
                """))
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo(new Good(1, ONE, "Ada", Map.of("age", "36"))),
                        row -> assertThat(row).isInstanceOf(Broken.class),
                        row -> assertThat(row).isEqualTo(new Broken(3, null, "is not a JSON object")),
                        row -> assertThat(row).isEqualTo(new Broken(5, "tags", "must be text")),
                        row -> assertThat(row).isEqualTo(new Good(6, TWO, null, Map.of("city", "Bath"))));
    }

    @Test
    void an_array_is_read_object_by_object() throws IOException {
        assertThat(array("""
                [{"number": "+442079460001"}, 7, {"number": "none"}, {"number": "+442079460002"}]"""))
                .containsExactly(
                        new Good(1, ONE, null, Map.of()),
                        new Broken(2, null, "is not a JSON object"),
                        new Broken(3, "number", "is not a telephone number in E.164"),
                        new Good(4, TWO, null, Map.of()));
    }

    @Test
    void an_array_that_breaks_off_keeps_what_came_before() throws IOException {
        var rows = array("""
                [{"number": "+442079460001"}, {"numb""");

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).isEqualTo(new Good(1, ONE, null, Map.of()));
        assertThat(((Broken) rows.get(1)).reason()).startsWith("the JSON breaks here");
    }

    @Test
    void what_is_no_array_is_refused() {
        assertThatThrownBy(() -> array("{}")).isInstanceOf(UnreadableListException.class);
        assertThatThrownBy(() -> array("hello")).isInstanceOf(UnreadableListException.class);
        assertThatThrownBy(() -> array("")).isInstanceOf(UnreadableListException.class);
    }

    private static List<ReadRow> ndjson(String text) throws IOException {
        return all(new NdjsonRows(bytes(text), new ContactCheck(null)));
    }

    private static List<ReadRow> array(String text) throws IOException {
        return all(new JsonArrayRows(bytes(text), new ContactCheck(null)));
    }

    private static List<ReadRow> all(ContactRows reader) throws IOException {
        var rows = new ArrayList<ReadRow>();
        for (var row = reader.next(); row.isPresent(); row = reader.next()) {
            rows.add(row.get());
        }
        return rows;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
