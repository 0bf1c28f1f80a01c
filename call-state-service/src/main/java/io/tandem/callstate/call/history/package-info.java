/** Calls that ended and their timelines, in PostgreSQL. */
@NullMarked
package io.tandem.callstate.call.history;

import org.jspecify.annotations.NullMarked;
