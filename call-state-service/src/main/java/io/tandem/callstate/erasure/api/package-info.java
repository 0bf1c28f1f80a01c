/** REST: {@code /erasures}. */
@NullMarked
package io.tandem.callstate.erasure.api;

import org.jspecify.annotations.NullMarked;
