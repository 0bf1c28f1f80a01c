/** Calls in Redis: one load and one script a transition, guarded by the version. */
@NullMarked
package io.tandem.callstate.call.store;

import org.jspecify.annotations.NullMarked;
