/** Has recordings brought from the PBX into the store, and forgets those whose time is over. */
@NullMarked
package io.tandem.callstate.recording.stream;

import org.jspecify.annotations.NullMarked;
