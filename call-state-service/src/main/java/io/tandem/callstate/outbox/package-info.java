/** Messages that were stored with the state that caused them, published afterwards, and forgotten once Kafka has them. */
@NullMarked
package io.tandem.callstate.outbox;

import org.jspecify.annotations.NullMarked;
