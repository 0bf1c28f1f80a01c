/** The calls API of CONTRACT. */
@NullMarked
package io.tandem.callstate.call.api;

import org.jspecify.annotations.NullMarked;
