package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of the two interfaces is gone; the call goes on with the other. */
class DegradedIT {

    private static final Duration CALL = Duration.ofSeconds(60);

    private final Suite suite = Suite.running();

    @BeforeEach
    void agents_have_phones() {
        suite.agents(1051, 4);
    }

    @AfterEach
    void both_interfaces_are_back() {
        suite.restart("ari-controller");
        suite.restart("ami-gateway");
    }

    @Test
    void without_ari_the_call_is_made_over_ami_alone() {
        try (var events = suite.events()) {
            suite.kill("ari-controller");
            var callId = suite.call(1051, "+442079460103");
            events.awaitEvent(CALL, callId, "call.connected");
            var ended = events.awaitEvent(CALL, callId, "call.ended");

            assertThat(events.typesOf(callId)).contains("call.degraded").doesNotHaveDuplicates();
            assertThat(ended.path("data").path("call").path("mode").asText()).isEqualTo("ami-only");
            assertThat(ended.path("data").path("call").path("outcome").asText()).isEqualTo("ANSWERED");
        }
    }

    @Test
    void without_ami_the_call_is_made_over_ari_alone() {
        try (var events = suite.events()) {
            suite.kill("ami-gateway");
            var callId = suite.call(1052, "+442079460103");
            events.awaitEvent(CALL, callId, "call.connected");
            var ended = events.awaitEvent(CALL, callId, "call.ended");

            assertThat(events.typesOf(callId)).contains("call.degraded").doesNotHaveDuplicates();
            assertThat(ended.path("data").path("call").path("mode").asText()).isEqualTo("ari-only");
            assertThat(ended.path("data").path("call").path("outcome").asText()).isEqualTo("ANSWERED");
        }
    }

    @Test
    void a_talk_goes_on_when_ari_dies_in_the_middle_and_its_end_is_told() {
        try (var events = suite.events()) {
            var callId = suite.call(1053, "+442079460108");
            events.awaitEvent(CALL, callId, "call.connected");

            suite.kill("ari-controller");

            var ended = events.awaitEvent(CALL, callId, "call.ended");
            assertThat(ended.path("data").path("call").path("outcome").asText()).isEqualTo("ANSWERED");
            assertThat(events.typesOf(callId)).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_talk_goes_on_when_ami_dies_in_the_middle_and_its_end_is_told() {
        try (var events = suite.events()) {
            var callId = suite.call(1054, "+442079460108");
            events.awaitEvent(CALL, callId, "call.connected");

            suite.kill("ami-gateway");

            var ended = events.awaitEvent(CALL, callId, "call.ended");
            assertThat(ended.path("data").path("call").path("outcome").asText()).isEqualTo("ANSWERED");
            assertThat(events.typesOf(callId)).doesNotHaveDuplicates();
        }
    }
}
