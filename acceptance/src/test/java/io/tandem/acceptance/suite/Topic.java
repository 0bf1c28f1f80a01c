package io.tandem.acceptance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its present end on and keeps every record, whatever becomes of Kafka meanwhile. */
public final class Topic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Kept kept = new Kept();
    private final KafkaConsumer<String, String> consumer;
    private final Thread reader;
    private volatile boolean closed;

    /** Returns when its place in each partition is fixed: what is written from now on is read. */
    Topic(int kafkaPort, String name) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + kafkaPort),
                new StringDeserializer(),
                new StringDeserializer());
        var partitions = consumer.partitionsFor(name).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().daemon().name("topic-" + name).start(this::read);
    }

    /** The values so far, in the order of each partition. */
    public List<JsonNode> records() {
        return kept.soFar();
    }

    public List<JsonNode> ofType(String type) {
        return records().stream()
                .filter(r -> type.equals(r.path("type").asText()))
                .toList();
    }

    /** Waits until the records so far fit. */
    public void await(Duration limit, String what, Predicate<List<JsonNode>> wanted) {
        kept.await(limit, what, wanted, all -> all.size() + " records");
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                for (var entry : consumer.poll(POLL)) {
                    kept.add(Api.JSON.readTree(entry.value()));
                }
            }
        } catch (JsonProcessingException | RuntimeException e) {
            kept.end(e.toString());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
