/** Commands from Kafka. */
@NullMarked
package io.tandem.amigateway.action.stream;

import org.jspecify.annotations.NullMarked;
