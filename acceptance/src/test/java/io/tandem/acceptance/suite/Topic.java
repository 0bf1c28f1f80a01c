package io.tandem.acceptance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its present end on and keeps every record, whatever becomes of Kafka meanwhile. */
public final class Topic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> records = new ArrayList<>();
    private final KafkaConsumer<String, String> consumer;
    private final Thread reader;
    private volatile boolean closed;
    private @Nullable Throwable broken;

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
        lock.lock();
        try {
            return List.copyOf(records);
        } finally {
            lock.unlock();
        }
    }

    public List<JsonNode> ofType(String type) {
        return records().stream()
                .filter(r -> type.equals(r.path("type").asText()))
                .toList();
    }

    /** Waits until the records so far fit. */
    public void await(Duration limit, String what, Predicate<List<JsonNode>> wanted) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!wanted.test(records)) {
                if (broken != null || left <= 0) {
                    throw new AssertionError(
                            "no " + what + " within " + limit + "; " + records.size() + " records seen", broken);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                for (var entry : consumer.poll(POLL)) {
                    keep(Api.JSON.readTree(entry.value()));
                }
            }
        } catch (JsonProcessingException | RuntimeException e) {
            fail(e);
        }
    }

    private void keep(JsonNode value) {
        lock.lock();
        try {
            records.add(value);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable why) {
        lock.lock();
        try {
            broken = why;
            changed.signalAll();
        } finally {
            lock.unlock();
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
