package io.tandem.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotifierConfigTest {

    @Test
    void has_the_documented_defaults() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(NotifierConfig.class)
                .build()
                .getConfigMapping(NotifierConfig.class);

        assertThat(config.events().retention()).isEqualTo(Duration.ofHours(24));
        assertThat(config.events().batch()).isEqualTo(200);
        assertThat(config.live().queue()).isEqualTo(1000);
        assertThat(config.live().patience()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.telegram().token()).isEmpty();
        assertThat(config.telegram().apiUrl()).isEqualTo(URI.create("https://api.telegram.org"));
        assertThat(config.telegram().maskNumbers()).isTrue();
        assertThat(config.telegram().limits().perChat()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.telegram().limits().perMinuteInGroup()).isEqualTo(20);
        assertThat(config.telegram().limits().perSecondInAll()).isEqualTo(30);
    }
}
