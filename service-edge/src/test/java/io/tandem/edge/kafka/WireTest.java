package io.tandem.edge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.CallEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private final Wire wire = new Wire();

    @Test
    void a_record_comes_back_as_it_went_with_iso_times_and_no_nulls() {
        var command = new AmiCommand.OriginateToConference(
                "c:1", "c", "pbx-1", NOON, "c.agent", "PJSIP/1001@phones", null, Duration.ofSeconds(25));

        var text = wire.write(command);

        assertThat(text)
                .contains("\"ringTimeout\":\"PT25S\"", "\"expiresAt\":\"2026-11-21T12:00:00Z\"")
                .contains("\"type\":\"ami.originate-to-conference.v1\"")
                .doesNotContain("null");
        assertThat(wire.read(text, AmiCommand.class)).isEqualTo(command);
    }

    @Test
    void text_that_is_no_record_is_poison() {
        assertThatThrownBy(() -> wire.read("{\"type\":", AmiCommand.class)).isInstanceOf(PoisonRecordException.class);
    }

    @Test
    void a_type_of_the_future_is_not_poison() {
        assertThat(wire.read("{\"type\":\"call.teleported.v1\",\"callId\":\"c\",\"version\":3}", CallEvent.class))
                .isInstanceOf(CallEvent.Unrecognised.class);
    }

    @Test
    void an_event_is_named_without_and_typed_with_its_version() {
        assertThat(TypeName.unversioned(CallEvent.AgentInConference.class)).isEqualTo("call.agent-in-conference");
        assertThat(TypeName.versioned(CallEvent.AgentInConference.class)).isEqualTo("call.agent-in-conference.v1");
    }

    @Test
    void an_envelope_is_a_cloud_event_in_binary_mode() {
        var headers = new Envelope("c", "c:1", "call.requested", "/call-state-service", NOON, "acme").headers();

        assertThat(headers)
                .extracting(h -> h.key() + "=" + new String(h.value(), UTF_8))
                .containsExactlyInAnyOrder(
                        "ce_specversion=1.0",
                        "ce_id=c:1",
                        "ce_type=call.requested",
                        "ce_source=/call-state-service",
                        "ce_time=2026-11-21T12:00:00Z",
                        "content-type=application/json",
                        "tenant=acme");
    }
}
