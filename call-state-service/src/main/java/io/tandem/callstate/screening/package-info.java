/** Whether a call that came in is let in, and whether it is open. Pure. */
@NullMarked
package io.tandem.callstate.screening;

import org.jspecify.annotations.NullMarked;
