/**
 * People who are to be called back: kept in PostgreSQL with each attempt, whoever asked for it. Their place in the queue is in Redis
 * and made again from here; {@code call.queue} calls them when it is their turn.
 */
@NullMarked
package io.tandem.callstate.call.callback;

import org.jspecify.annotations.NullMarked;
