package io.tandem.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static final String NUMBER = "+442079460200";

    @ParameterizedTest
    @CsvSource({
        "person, ANSWERED", "answers, ANSWERED", "hangs-up, ANSWERED", "dtmf, ANSWERED", "machine, ANSWERED",
        "machine, MACHINE", "busy, BUSY", "rings-out, NO_ANSWER", "congested, CONGESTION",
                "unallocated, INVALID_NUMBER",
        "unknown-number, INVALID_NUMBER", "rejects, REJECTED"
    })
    void the_suite_and_the_carrier_agree(String behaviour, String outcome) {
        assertThat(new Comparison(row("COMPLETED", outcome, 1), List.of(record(behaviour))).disagreements())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "person, BUSY",
        "busy, ANSWERED",
        "rings-out, FAILED",
        "unallocated, CONGESTION",
        "phone-answers, ANSWERED"
    })
    void another_outcome_is_a_disagreement(String behaviour, String outcome) {
        assertThat(new Comparison(row("COMPLETED", outcome, 1), List.of(record(behaviour))).agrees())
                .isFalse();
    }

    @Test
    void the_last_of_several_attempts_decides_and_their_number_must_be_the_same() {
        var records = List.of(record("busy"), record("busy"));

        assertThat(new Comparison(row("EXHAUSTED", "BUSY", 2), records).agrees())
                .isTrue();
        assertThat(new Comparison(row("EXHAUSTED", "BUSY", 1), records).disagreements())
                .containsExactly("the carrier saw 2 calls, the suite made 1 attempts");
    }

    @Test
    void a_contact_without_a_final_state_does_not_agree() {
        assertThat(new Comparison(row("DIALING", "", 1), List.of(record("person"))).disagreements())
                .contains("has no final outcome, its state is DIALING");
    }

    @Test
    void a_contact_that_the_carrier_never_saw_does_not_agree() {
        assertThat(new Comparison(row("COMPLETED", "ANSWERED", 1), List.of()).disagreements())
                .containsExactly("the carrier saw no call");
    }

    @Test
    void records_are_read_from_the_time_on_and_a_line_that_is_being_written_is_left_out(@TempDir Path directory)
            throws Exception {
        var file = Files.writeString(directory.resolve("calls.csv"), """
                1795233490.493793,0.000000,1795233490.494401,anonymous,+442079460200,FAILED,17,busy,4d59,1795233490.13
                1795234571.307912,1795234571.308887,1795234571.460703,+44,1001,ANSWERED,16,phone-answers,54e9,1795234571.14
                1795234573.058171,0.0000""");

        assertThat(CarrierRecord.since(1795234000, file))
                .containsExactly(new CarrierRecord(1795234571.307912, true, "1001", 16, "phone-answers"));
        assertThat(CarrierRecord.since(0, directory.resolve("none"))).isEmpty();
    }

    @Test
    void the_demos_twenty_contacts_cover_every_behaviour_once_at_least() {
        var contacts = DemoContact.all();

        assertThat(contacts).hasSize(20).extracting(DemoContact::number).doesNotHaveDuplicates();
        assertThat(contacts)
                .extracting(contact -> contact.number().charAt("+442079460".length()))
                .contains('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        assertThat(DemoContact.csv(contacts).lines()).hasSize(21).first().isEqualTo("number,name");
    }

    private static Row row(String state, String outcome, int attempts) {
        return new Row(NUMBER, "somebody", state, outcome, attempts, "1001", "");
    }

    private static CarrierRecord record(String behaviour) {
        return new CarrierRecord(1, true, NUMBER, 16, behaviour);
    }
}
