package io.tandem.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTableTest {

    private static final Row TALKING = new Row("+442079460102", "talks", "CONNECTED", "", 1, "1001", "connected");
    private static final Row WAITING = new Row("+442079460200", "busy", "PENDING", "", 0, "", "");
    private static final Row DONE = new Row("+442079460200", "busy", "EXHAUSTED", "BUSY", 2, "1002", "");

    @Test
    void shows_a_line_for_each_contact_under_title_and_head() {
        assertThat(DemoTable.live(List.of(TALKING, WAITING), "Campaign"))
                .containsExactly(
                        "Campaign",
                        "NUMBER         WHAT IT DOES                 CONTACT    TRY  AGENT  CALL               OUTCOME",
                        "+442079460102  talks                        CONNECTED    1  1001   connected",
                        "+442079460200  busy                         PENDING");
    }

    @Test
    void counts_contacts_by_outcome() {
        assertThat(DemoTable.outcomes(List.of(DONE, DONE, WAITING))).isEqualTo("BUSY 2, PENDING 1");
    }

    @Test
    void says_beside_each_contact_whether_the_carrier_agrees() {
        var busy = new CarrierRecord(1, false, DONE.number(), 17, "busy");

        assertThat(DemoTable.compared(List.of(new Comparison(DONE, List.of(busy, busy))))
                        .getLast())
                .endsWith("2  BUSY            busy, cause 17           agree");
        assertThat(DemoTable.compared(List.of(new Comparison(DONE, List.of()))).getLast())
                .endsWith("DISAGREE: the carrier saw no call");
    }

    @Test
    void is_drawn_over_itself_on_a_terminal() {
        var bytes = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);

        screen.show(List.of("title", "head", "row"));
        screen.show(List.of("title", "head", "row"));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\u001b[3A").contains("\u001b[2Krow");
    }

    @Test
    void is_a_line_for_each_change_elsewhere() {
        var bytes = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

        screen.show(List.of("1 s", "head", "a", "b"));
        screen.show(List.of("2 s", "head", "a", "c"));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("head", "a", "b", "c");
    }
}
