/** The live view put together from calls, agents and the directory, and measured. */
@NullMarked
package io.tandem.callstate.live.board;

import org.jspecify.annotations.NullMarked;
