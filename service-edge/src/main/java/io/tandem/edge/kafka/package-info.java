/** Records on Kafka: plain JSON bodies, CloudEvents 1.0 metadata in binary headers, and the tenant beside it. */
@NullMarked
package io.tandem.edge.kafka;

import org.jspecify.annotations.NullMarked;
