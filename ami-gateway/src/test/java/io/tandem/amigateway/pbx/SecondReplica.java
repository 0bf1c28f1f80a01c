package io.tandem.amigateway.pbx;

import io.tandem.contracts.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What another replica is to the group: a member that takes its share of the partitions, and leaves in order or not at all. */
final class SecondReplica {

    private final KafkaConsumer<String, String> consumer;
    private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean silently;

    /** {@code given} is called with each partition at the moment from which its links would be opened. */
    SecondReplica(String bootstrap, IntConsumer given) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "ami-gateway",
                        "enable.auto.commit",
                        false,
                        "session.timeout.ms",
                        6_000,
                        "heartbeat.interval.ms",
                        500,
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName()),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(Set.of(Topics.AMI_COMMANDS), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> more) {
                more.forEach(partition -> given.accept(partition.partition()));
                more.forEach(partition -> partitions.add(partition.partition()));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> fewer) {
                fewer.forEach(partition -> partitions.remove(partition.partition()));
            }
        });
        thread = Thread.ofPlatform().name("second-replica").start(this::poll);
    }

    Set<Integer> partitions() {
        return Set.copyOf(partitions);
    }

    void leaves() {
        end();
    }

    /** Without a word to the group, as a process that was killed: its partitions are free when its session has timed out. */
    void dies() {
        silently = true;
        end();
    }

    private void end() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        try {
            while (true) {
                consumer.poll(Duration.ofMillis(100));
            }
        } catch (WakeupException _) {
            consumer.close(CloseOptions.groupMembershipOperation(
                    silently
                            ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                            : CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }
}
