package io.tandem.aricontroller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void defaults_serve_the_pbx_of_a_developer() {
        var config = config(Map.of("ari-controller.pbx.secret", "s"));

        assertThat(config.pbx().id()).isEqualTo("pbx-1");
        assertThat(config.pbx().baseUri()).isEqualTo(URI.create("http://127.0.0.1:8188/ari"));
        assertThat(config.pbx().user()).isEqualTo("tandem");
        assertThat(config.link().aliveEvery()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.link().probeLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.limits().unserved()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void callers_go_into_no_context_that_is_not_listed() {
        assertThat(config(Map.of("ari-controller.pbx.secret", "s")).dialplan().contexts())
                .isEmpty();
        assertThat(config(Map.of(
                                "ari-controller.pbx.secret", "s",
                                "ari-controller.dialplan.contexts", "ext-queues,ivr-1"))
                        .dialplan()
                        .contexts())
                .contains(Set.of("ext-queues", "ivr-1"));
    }

    @Test
    void calls_are_connected_to_no_program_that_is_not_listed() {
        assertThat(config(Map.of("ari-controller.pbx.secret", "s")).media().targets())
                .isEmpty();
        assertThat(config(Map.of(
                                "ari-controller.pbx.secret", "s",
                                "ari-controller.media.targets", "echo=127.0.0.1:9092,bot=bots:9093"))
                        .media()
                        .targets())
                .contains(Set.of("echo=127.0.0.1:9092", "bot=bots:9093"));
    }

    @Test
    void recordings_are_in_the_directory_until_a_bucket_is_named() {
        assertThat(config(Map.of("ari-controller.pbx.secret", "s"))
                        .recordings()
                        .s3()
                        .bucket())
                .isEmpty();
        var s3 = config(Map.of(
                        "ari-controller.pbx.secret", "s",
                        "ari-controller.recordings.s3.bucket", "calls",
                        "ari-controller.recordings.s3.endpoint", "http://127.0.0.1:9000",
                        "ari-controller.recordings.s3.encryption", "AES256"))
                .recordings()
                .s3();
        assertThat(s3.bucket()).contains("calls");
        assertThat(s3.endpoint()).contains(URI.create("http://127.0.0.1:9000"));
        assertThat(s3.encryption()).contains("AES256");
        assertThat(s3.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(s3.pathStyle()).isTrue();
    }

    @Test
    void the_secret_has_no_default() {
        assertThatThrownBy(() -> config(Map.of()))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("ari-controller.pbx.secret");
    }

    @Test
    void no_text_shows_the_secret() {
        assertThat(config(Map.of("ari-controller.pbx.secret", "sesame")).pbx().toString())
                .doesNotContain("sesame");
    }

    private static AriControllerConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(AriControllerConfig.class)
                .withConverter(Duration.class, 300, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AriControllerConfig.class);
    }
}
