package io.tandem.amigateway.fact.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.common.annotation.Identifier;
import io.tandem.amigateway.AmiGatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The producer of facts, with what {@code kafka.*} says of the brokers and how to be let in. Order and completeness come before
 * everything: it never gives a record up (2147483647 ms are 24 days), so that no later one can overtake it, and where metadata or
 * room in its buffer is missing it holds up the sending thread, never a reader's.
 */
@ApplicationScoped
class FactProducer {

    private static final int NEVER = Integer.MAX_VALUE;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private @Nullable KafkaClientMetrics figures;

    @Produces
    @Singleton
    Producer<String, byte[]> producer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            AmiGatewayConfig gateway,
            MeterRegistry meters) {
        var producer = new KafkaProducer<>(
                config(kafka, gateway.publish()), new StringSerializer(), new ByteArraySerializer());
        figures = new KafkaClientMetrics(producer);
        figures.bindTo(meters);
        return producer;
    }

    void close(@Disposes Producer<String, byte[]> producer) {
        producer.close(LAST_WORDS);
        if (figures != null) {
            figures.close();
        }
    }

    static Map<String, Object> config(Map<String, Object> kafka, AmiGatewayConfig.Publish publish) {
        var config = new HashMap<String, Object>();
        kafka.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                config.put(name, value);
            }
        });
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.RETRIES_CONFIG, NEVER);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, NEVER);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, NEVER);
        config.put(ProducerConfig.LINGER_MS_CONFIG, publish.linger().toMillis());
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, publish.batchBytes());
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, publish.bufferBytes());
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, publish.compression());
        return config;
    }
}
