/** Presences in Redis, each change guarded by its version. */
@NullMarked
package io.tandem.callstate.agent.store;

import org.jspecify.annotations.NullMarked;
