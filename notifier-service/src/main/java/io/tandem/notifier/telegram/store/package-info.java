/** Chats and their messages in PostgreSQL (schema {@code notifier}), by JDBC on virtual threads. */
@NullMarked
package io.tandem.notifier.telegram.store;

import org.jspecify.annotations.NullMarked;
