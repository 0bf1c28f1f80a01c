/** Facts to Kafka, in order, with bounded memory. */
@NullMarked
package io.tandem.amigateway.fact.stream;

import org.jspecify.annotations.NullMarked;
