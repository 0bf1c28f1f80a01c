/** A network between two parts that can be broken at will. */
@NullMarked
package io.tandem.acceptance.network;

import org.jspecify.annotations.NullMarked;
