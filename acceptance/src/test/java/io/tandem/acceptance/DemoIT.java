package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Command;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README shows. */
class DemoIT {

    @BeforeEach
    void the_suite_is_up() {
        Suite.running();
    }

    @Test
    void the_demo_brings_twenty_contacts_to_an_outcome_that_agrees_with_the_network() {
        var result = Command.run(Duration.ofMinutes(5), "demo", "--keep");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("+44207946");
    }

    @Test
    void a_call_from_the_command_line_prints_its_timeline() {
        var result = Command.run(Duration.ofMinutes(2), "call", "1001", "+442079460102");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("AMI", "ARI", "call.handed-off", "call.connected", "call.ended");
    }
}
