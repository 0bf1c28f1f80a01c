package io.tandem.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignConfigTest {

    @Test
    void defaults_are_as_documented() {
        var config = config(Map.of());

        assertThat(config.pacing().tick()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.pacing().requestExpiry()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.pacing().unconfirmedAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.pacing().republishAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.pacing().agentBackOff()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.pacing().agentBusyBackOff()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.pacing().maxFaults()).isEqualTo(5);
        assertThat(config.pacing().progressEvery()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.imports().maxBytes()).isEqualTo(32 * 1024 * 1024);
        assertThat(config.imports().batch()).isEqualTo(500);
        assertThat(config.imports().abandonedAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.outbox().tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.outbox().batch()).isEqualTo(100);
    }

    @Test
    void an_operator_may_set_them() {
        var config = config(Map.of("campaign.pacing.request-expiry", "PT7S", "campaign.imports.max-bytes", "5"));

        assertThat(config.pacing().requestExpiry()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.imports().maxBytes()).isEqualTo(5);
    }

    private static CampaignConfig config(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withMapping(CampaignConfig.class)
                .withDefaultValues(set)
                .build()
                .getConfigMapping(CampaignConfig.class);
    }
}
