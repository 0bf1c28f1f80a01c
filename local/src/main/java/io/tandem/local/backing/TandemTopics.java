package io.tandem.local.backing;

import io.tandem.local.process.Child;
import io.tandem.local.process.ChildFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the suite with their partitions; {@code contracts.Topics} has the names, this module knows no service. */
final class TandemTopics {

    private static final Map<String, Integer> PARTITIONS = Map.of(
            "tandem.pbx.facts", 6,
            "tandem.ami.commands", 3,
            "tandem.ari.commands", 2,
            "tandem.calls.requests", 6,
            "tandem.calls", 6,
            "tandem.agents", 3,
            "tandem.campaigns", 3);

    private static final List<String> COMPACTED = List.of("tandem.directory", "tandem.capacity");

    /** Nobody reads what is older than some seconds; ten minutes are for who looks for a fault. */
    private static final String OF_THE_MOMENT = "tandem.pbx.links";

    static List<NewTopic> all() {
        var topics = new ArrayList<NewTopic>();
        PARTITIONS.forEach((name, partitions) -> {
            topics.add(new NewTopic(name, partitions, (short) 1));
            topics.add(new NewTopic(name + ".dead", 1, (short) 1));
        });
        for (var name : COMPACTED) {
            topics.add(new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact")));
            topics.add(new NewTopic(name + ".dead", 1, (short) 1));
        }
        topics.add(new NewTopic(OF_THE_MOMENT, 1, (short) 1).configs(Map.of("retention.ms", "600000")));
        return topics;
    }

    /** Those that exist already are left as they are. */
    static void create(Child broker, String bootstrapServers) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 20_000, "default.api.timeout.ms", 60_000);
        try (var admin = Admin.create(config)) {
            for (var created : admin.createTopics(all()).values().values()) {
                settle(created, broker);
            }
        }
    }

    private static void settle(KafkaFuture<Void> created, Child broker) {
        try {
            created.get();
        } catch (ExecutionException e) {
            if (!broker.isAlive()) {
                throw ChildFailedException.died(broker);
            }
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topics", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topics", e);
        }
    }

    private TandemTopics() {}
}
