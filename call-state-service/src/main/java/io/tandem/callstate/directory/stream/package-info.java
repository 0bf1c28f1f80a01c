/** Reads the whole compacted topic at each start and keeps it in memory. */
@NullMarked
package io.tandem.callstate.directory.stream;

import org.jspecify.annotations.NullMarked;
