/** A scripted peer that speaks ARI as Asterisk 22.10 was seen to: HTTP and WebSocket, with faults on demand. */
@NullMarked
package io.tandem.aricontroller.peer;

import org.jspecify.annotations.NullMarked;
