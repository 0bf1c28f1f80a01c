/** The event log in PostgreSQL (schema {@code notifier}): one ordered writer, replay by sequence, pruning. */
@NullMarked
package io.tandem.notifier.event.store;

import org.jspecify.annotations.NullMarked;
