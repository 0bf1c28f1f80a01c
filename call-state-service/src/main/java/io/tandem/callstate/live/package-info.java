/** What goes on now in a tenant: calls by state, agents by presence. REST and metrics show the same numbers. Pure. */
@NullMarked
package io.tandem.callstate.live;

import org.jspecify.annotations.NullMarked;
