package io.tandem.local.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.plan.Service;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    @ParameterizedTest
    @CsvSource({
        "/api/v1/calls, CALL_STATE_SERVICE",
        "/api/v1/calls/01K/timeline, CALL_STATE_SERVICE",
        "/api/v1/presence/1001/login, CALL_STATE_SERVICE",
        "/api/v1/audit, CALL_STATE_SERVICE",
        "/api/v1/callbacks/1, CALL_STATE_SERVICE",
        "/api/v1/recordings/1/audio, CALL_STATE_SERVICE",
        "/api/v1/campaigns/1/contacts, CAMPAIGN_SERVICE",
        "/api/v1/imports/1/errors, CAMPAIGN_SERVICE",
        "/api/v1/agents/1001, CAMPAIGN_SERVICE",
        "/api/v1/screening-rules, CAMPAIGN_SERVICE",
        "/api/v1/events, NOTIFIER_SERVICE",
        "/api/v1/telegram/chats, NOTIFIER_SERVICE",
        "/api/v1/pbx/pbx-1/reload, AMI_GATEWAY",
        "/api/v1/hardware/capacity, HARDWARE_PROBE"
    })
    void the_first_segment_has_one_owner(String path, Service owner) {
        assertThat(Route.of(path)).isEqualTo(new Route.ToService(owner));
    }

    @Test
    void no_segment_has_two_owners() {
        assertThat(Arrays.stream(Service.values()).flatMap(service -> service.segments().stream()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/",
                "/api/v1/callsx",
                "/api/v1/CALLS",
                "/api/v2/calls",
                "/q/health",
                "/api/v1//calls",
                "/api/v1/%63alls",
                "/api/v1/../q/metrics",
                "/api/v1/docs/x",
                "calls",
                "/api/v1"
            })
    void everything_else_leads_nowhere(String path) {
        assertThat(Route.of(path)).isEqualTo(new Route.Nowhere());
    }

    @Test
    void the_specification_and_its_page_are_the_fronts_own() {
        assertThat(Route.of("/api/v1/openapi.json")).isEqualTo(new Route.Specification());
        assertThat(Route.of("/api/v1/docs")).isEqualTo(new Route.Documents());
        assertThat(Route.of("/")).isEqualTo(new Route.Home());
    }
}
