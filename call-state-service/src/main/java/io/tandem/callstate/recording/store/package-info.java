/** Recordings in PostgreSQL, and their files in a directory. */
@NullMarked
package io.tandem.callstate.recording.store;

import org.jspecify.annotations.NullMarked;
