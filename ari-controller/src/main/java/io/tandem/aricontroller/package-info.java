/**
 * ari-controller: live calls over ARI. {@code fact}, {@code link} and {@code call} are the pure cores: what Asterisk said, what a
 * connection does next, what a call needs next. {@code ari} speaks HTTP and WebSocket, {@code stream} Kafka.
 */
@NullMarked
package io.tandem.aricontroller;

import org.jspecify.annotations.NullMarked;
