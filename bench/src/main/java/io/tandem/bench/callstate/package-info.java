/** Whole calls, as synthetic facts, through the packaged call-state-service: how many facts it takes, how soon it tells, what it leaves in Redis. */
@NullMarked
package io.tandem.bench.callstate;

import org.jspecify.annotations.NullMarked;
