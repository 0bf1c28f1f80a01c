package io.tandem.notifier.event.stream;

import static io.tandem.notifier.CallEvents.call;
import static io.tandem.notifier.CallEvents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CampaignEvent;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import io.tandem.notifier.event.NewEvent.About;
import io.tandem.notifier.event.stream.EventMapper.Headers;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventMapperTest {

    private static final Headers NONE = new Headers(null, null);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final EventMapper mapper = new EventMapper(new Wire());

    @Test
    void takes_a_calls_event_with_whom_it_concerns() {
        var event = mapper.call(json(call("c-1").inCampaign("spring").connected()), NONE)
                .orElseThrow();

        assertThat(event.id()).isEqualTo("c-1:4");
        assertThat(event.type()).isEqualTo("call.connected");
        assertThat(event.tenant()).isEqualTo("acme");
        assertThat(event.subject()).isEqualTo("c-1");
        assertThat(event.about()).isEqualTo(new About("c-1", "anna", "spring"));
        assertThat(event.time()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void takes_an_agents_and_a_campaigns_event() {
        var presence = new AgentEvent.PresenceChanged("anna", "acme", 3, NOON, AgentStatus.RINGING, null, "c-1");
        var started = new CampaignEvent.Started("spring", "acme", 1, NOON, "Spring");

        assertThat(mapper.agent(json(presence), NONE)).hasValueSatisfying(event -> {
            assertThat(event.id()).isEqualTo("acme/anna:3");
            assertThat(event.about()).isEqualTo(new About("c-1", "anna", null));
        });
        assertThat(mapper.campaign(json(started), NONE)).hasValueSatisfying(event -> {
            assertThat(event.id()).isEqualTo("spring:1");
            assertThat(event.about()).isEqualTo(new About(null, null, "spring"));
        });
    }

    @Test
    void keeps_the_id_and_source_of_the_headers_and_fields_that_it_does_not_know() {
        var body = json(call("c-1").requested()).replace("\"version\":1", "\"version\":1,\"mood\":\"fine\"");

        var event = mapper.call(body, new Headers("own-id", "/tandem/call-state-service"))
                .orElseThrow();

        assertThat(event.id()).isEqualTo("own-id");
        assertThat(event.source()).isEqualTo("/tandem/call-state-service");
        assertThat(event.data()).contains("\"mood\":\"fine\"");
    }

    @Test
    void lets_nothing_after_the_json_slip_into_a_frame() {
        var event = mapper.call(json(call("c-1").requested()) + "} ,\"type\":\"forged\"", NONE)
                .orElseThrow();

        assertThat(event.data()).isEqualTo(json(call("c-1").requested()));
    }

    @Test
    void skips_a_type_of_a_later_version() {
        assertThat(mapper.call("{\"type\":\"call.teleported.v1\",\"callId\":\"c-1\"}", NONE))
                .isEmpty();
        assertThat(mapper.agent("{\"type\":\"agent.cloned.v1\",\"agentId\":\"anna\"}", NONE))
                .isEmpty();
        assertThat(mapper.campaign("{\"type\":\"campaign.cloned.v1\"}", NONE)).isEmpty();
    }

    @Test
    void refuses_what_is_no_event() {
        for (var body : new String[] {
            "",
            "{",
            "no json",
            "{\"type\":\"call.requested.v1\"}",
            json(call("c-1").requested()).replace("\"tenant\"", "\"t\"")
        }) {
            assertThatThrownBy(() -> mapper.call(body, NONE)).isInstanceOf(PoisonRecordException.class);
        }
    }
}
