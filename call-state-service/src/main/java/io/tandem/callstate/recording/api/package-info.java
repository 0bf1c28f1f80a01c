/** {@code /recordings}. */
@NullMarked
package io.tandem.callstate.recording.api;

import org.jspecify.annotations.NullMarked;
