/** Facts and requests in, transitions applied one at a time a call, effects out. */
@NullMarked
package io.tandem.callstate.call.stream;

import org.jspecify.annotations.NullMarked;
