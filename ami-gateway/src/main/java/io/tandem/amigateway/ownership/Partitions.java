package io.tandem.amigateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions of {@code tandem.ami.commands} that are ours.
 *
 * @param count how many the topic has; 0: not known yet, and then nothing is ours
 */
public record Partitions(int count, Set<Integer> ours) {

    public static final Partitions NONE = new Partitions(0, Set.of());

    public Partitions {
        ours = Set.copyOf(ours);
    }

    /** Whether commands for the PBX come to us. */
    public boolean own(String pbxId) {
        return count > 0 && ours.contains(of(pbxId));
    }

    /** Where the default partitioner of Kafka's producers puts a record with this key. */
    public int of(String pbxId) {
        return Utils.toPositive(Utils.murmur2(pbxId.getBytes(UTF_8))) % count;
    }
}
