/** Recordings of calls: what became of each, where it is kept, and until when (ADR-0015). Pure. */
@NullMarked
package io.tandem.callstate.recording;

import org.jspecify.annotations.NullMarked;
