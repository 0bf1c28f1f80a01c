/** The WebSocket {@code /api/v1/events}: handshake, replay, live feed. */
@NullMarked
package io.tandem.notifier.live.socket;

import org.jspecify.annotations.NullMarked;
