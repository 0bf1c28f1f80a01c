package io.tandem.amigateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    @Test
    void a_pbx_is_where_the_producer_puts_its_commands() {
        var partitions = new Partitions(7, Set.of());

        IntStream.range(0, 1_000).mapToObj(n -> "pbx-ü-" + n).forEach(id -> assertThat(partitions.of(id))
                .isEqualTo(BuiltInPartitioner.partitionForKey(id.getBytes(UTF_8), 7)));
    }

    @Test
    void every_pbx_is_exactly_one_replicas_however_the_partitions_are_shared() {
        var one = new Partitions(3, Set.of(0, 2));
        var other = new Partitions(3, Set.of(1));

        IntStream.range(0, 100).mapToObj(n -> "pbx-" + n).forEach(id -> assertThat(one.own(id))
                .isNotEqualTo(other.own(id)));
    }

    @Test
    void nothing_is_ours_before_anything_was_given() {
        assertThat(Partitions.NONE.own("pbx-1")).isFalse();
    }
}
