package io.tandem.amigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmiGatewayConfigTest {

    @Test
    void needs_nothing_but_two_secrets_on_a_developers_machine() {
        var config = TestConfig.with(Map.of());

        assertThat(config.pbx().id()).isEqualTo("pbx-1");
        assertThat(config.pbx().host()).isEqualTo("127.0.0.1");
        assertThat(config.pbx().port()).isEqualTo(5138);
        assertThat(config.pbx().eventsUser()).isEqualTo("tandem-events");
        assertThat(config.pbx().actionsUser()).isEqualTo("tandem-actions");
        assertThat(config.link().pingInterval().plus(config.link().pingTimeout()))
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(config.pressure().high()).isEqualTo(2_000);
    }

    @Test
    void takes_everything_from_the_environment() {
        var config = TestConfig.from(new EnvConfigSource(
                Map.of(
                        "AMI_GATEWAY_PBX_ID", "pbx-7",
                        "AMI_GATEWAY_PBX_HOST", "pbx.example",
                        "AMI_GATEWAY_PBX_PORT", "5038",
                        "AMI_GATEWAY_PBX_EVENTS_USER", "e",
                        "AMI_GATEWAY_PBX_EVENTS_SECRET", "s1",
                        "AMI_GATEWAY_PBX_ACTIONS_USER", "a",
                        "AMI_GATEWAY_PBX_ACTIONS_SECRET", "s2",
                        "AMI_GATEWAY_LINK_PING_INTERVAL", "7s",
                        "AMI_GATEWAY_PRESSURE_HIGH", "10"),
                300));

        assertThat(config.pbx().id()).isEqualTo("pbx-7");
        assertThat(config.pbx().host()).isEqualTo("pbx.example");
        assertThat(config.pbx().port()).isEqualTo(5038);
        assertThat(config.pbx().eventsUser()).isEqualTo("e");
        assertThat(config.pbx().eventsSecret()).isEqualTo("s1");
        assertThat(config.pbx().actionsUser()).isEqualTo("a");
        assertThat(config.pbx().actionsSecret()).isEqualTo("s2");
        assertThat(config.link().pingInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.pressure().high()).isEqualTo(10);
    }

    @Test
    void does_not_start_without_secrets() {
        assertThatThrownBy(() -> TestConfig.from()).hasMessageContaining("events.secret");
    }

    @Test
    void never_shows_a_secret() {
        var config = TestConfig.with(Map.of());

        assertThat(config.toString() + config.pbx()).doesNotContain("first-secret", "second-secret");
    }
}
