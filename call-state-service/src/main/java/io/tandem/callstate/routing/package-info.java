/** Which agent is offered a call that waits, and why; and how long a caller may expect to wait. Pure. */
@NullMarked
package io.tandem.callstate.routing;

import org.jspecify.annotations.NullMarked;
