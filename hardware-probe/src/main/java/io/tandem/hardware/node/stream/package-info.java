/** To Kafka: the node's capacity, at start and then regularly. */
@NullMarked
package io.tandem.hardware.node.stream;

import org.jspecify.annotations.NullMarked;
