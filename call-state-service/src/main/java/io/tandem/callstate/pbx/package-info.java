/** Which PBXs there are, how they fare, and which one takes a new call. Pure. */
@NullMarked
package io.tandem.callstate.pbx;

import org.jspecify.annotations.NullMarked;
