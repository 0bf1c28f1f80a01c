/** Kafka: commands in, facts out, and the partitions that say which shards are ours. */
@NullMarked
package io.tandem.aricontroller.stream;

import org.jspecify.annotations.NullMarked;
