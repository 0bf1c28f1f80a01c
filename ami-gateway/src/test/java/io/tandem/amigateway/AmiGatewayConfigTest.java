package io.tandem.amigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.tandem.amigateway.entry.PbxEntry;
import io.tandem.amigateway.entry.config.ConfiguredPbxs;
import java.time.Duration;
import java.util.List;
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
        assertThat(config.pressure().high()).isEqualTo(8_000);
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
        assertThat(config.pbx().eventsSecret()).contains("s1");
        assertThat(config.pbx().actionsUser()).isEqualTo("a");
        assertThat(config.pbx().actionsSecret()).contains("s2");
        assertThat(config.link().pingInterval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.pressure().high()).isEqualTo(10);
    }

    @Test
    void does_not_start_with_half_of_the_secrets() {
        var half =
                TestConfig.from(new PropertiesConfigSource(Map.of("ami-gateway.pbx.events.secret", "x"), "test", 100));

        assertThatThrownBy(() -> ConfiguredPbxs.of(half))
                .hasMessage("ami-gateway.pbx.actions.secret is missing")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knows_no_pbx_where_none_is_named() {
        assertThat(ConfiguredPbxs.of(TestConfig.from()).entries()).isEmpty();
    }

    @Test
    void takes_several_pbxs_and_credentials_by_name() {
        var config = TestConfig.with(Map.ofEntries(
                Map.entry("ami-gateway.pbxs.london.host", "10.0.0.5"),
                Map.entry("ami-gateway.pbxs.london.port", "5039"),
                Map.entry("ami-gateway.pbxs.london.tls", "true"),
                Map.entry("ami-gateway.pbxs.london.tls.trust-file", "/etc/ca.pem"),
                Map.entry("ami-gateway.pbxs.london.events.secret", "a"),
                Map.entry("ami-gateway.pbxs.london.actions.secret", "b"),
                Map.entry("ami-gateway.pbxs.london.weight", "7"),
                Map.entry("ami-gateway.pbxs.london.tags", "uk,spare"),
                Map.entry("ami-gateway.pbxs.london.maintenance", "true"),
                Map.entry("ami-gateway.credentials.common.events.secret", "c"),
                Map.entry("ami-gateway.credentials.common.actions.secret", "d")));

        var read = ConfiguredPbxs.of(config);

        assertThat(read.entries()).containsOnlyKeys("pbx-1", "london");
        assertThat(read.entries().get("london"))
                .isEqualTo(new PbxEntry(
                        "london",
                        new PbxEntry.Address("10.0.0.5", 5039, new PbxEntry.Tls("/etc/ca.pem", true)),
                        new PbxEntry.Login("tandem-events", "a"),
                        new PbxEntry.Login("tandem-actions", "b"),
                        PbxEntry.Contexts.USUAL,
                        new PbxEntry.Share(7, List.of("uk", "spare"), true)));
        assertThat(read.credentials().get("common").actions().secret()).isEqualTo("d");
    }

    @Test
    void never_shows_a_secret() {
        var config = TestConfig.with(Map.of());

        assertThat(config.toString() + config.pbx() + ConfiguredPbxs.of(config))
                .doesNotContain("first-secret", "second-secret");
    }
}
