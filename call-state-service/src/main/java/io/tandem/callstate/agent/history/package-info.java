/** Presences as they were, in PostgreSQL, for reports. */
@NullMarked
package io.tandem.callstate.agent.history;

import org.jspecify.annotations.NullMarked;
