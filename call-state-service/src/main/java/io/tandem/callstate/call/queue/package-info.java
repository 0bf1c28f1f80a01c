/** Agents for callers who wait: who is offered which call, when an agent is free, a call is queued, and every second. */
@NullMarked
package io.tandem.callstate.call.queue;

import org.jspecify.annotations.NullMarked;
