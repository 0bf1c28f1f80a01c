/** The live view for supervisors, by REST. */
@NullMarked
package io.tandem.callstate.live.api;

import org.jspecify.annotations.NullMarked;
