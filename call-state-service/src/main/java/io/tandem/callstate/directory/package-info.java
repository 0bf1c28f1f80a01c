/** Agents and trunks, as campaign-service last told them: reference data at call time, and the choice of a trunk. Pure. */
@NullMarked
package io.tandem.callstate.directory;

import org.jspecify.annotations.NullMarked;
