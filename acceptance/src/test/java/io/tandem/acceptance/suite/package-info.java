/**
 * The running suite as a stranger meets it: the command {@code ./tandem}, REST, and the WebSocket. Nothing here knows a service's
 * classes, so that it stays a second witness.
 */
@NullMarked
package io.tandem.acceptance.suite;

import org.jspecify.annotations.NullMarked;
