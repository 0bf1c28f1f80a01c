/** Who may be called: presence of agents and their reservation for a call. Pure. */
@NullMarked
package io.tandem.callstate.agent;

import org.jspecify.annotations.NullMarked;
