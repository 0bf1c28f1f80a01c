/** Releases reservations whose call is no more. */
@NullMarked
package io.tandem.callstate.agent.stream;

import org.jspecify.annotations.NullMarked;
