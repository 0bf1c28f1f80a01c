package io.tandem.amigateway.fact.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.amigateway.TestConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactProducerTest {

    @Test
    void takes_brokers_and_credentials_from_the_common_settings_and_nothing_that_would_lose_a_fact() {
        var config = FactProducer.config(
                Map.of(
                        "bootstrap.servers", "kafka:9092",
                        "security.protocol", "SASL_SSL",
                        "group.id", "of consumers",
                        "acks", "1",
                        "enable.idempotence", "false",
                        "delivery.timeout.ms", "1000",
                        "max.block.ms", "1000"),
                TestConfig.with(Map.of("ami-gateway.publish.linger", "7ms", "ami-gateway.publish.compression", "none"))
                        .publish());

        assertThat(config)
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE)
                .containsEntry("max.block.ms", Integer.MAX_VALUE)
                .containsEntry("linger.ms", 7L)
                .containsEntry("compression.type", "none")
                .doesNotContainKey("group.id");
    }
}
