/** Who looks, and at whose calls they may. */
@NullMarked
package io.tandem.callstate.viewer;

import org.jspecify.annotations.NullMarked;
