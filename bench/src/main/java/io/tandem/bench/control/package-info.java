/** How soon a call that talks does what it is told. */
@NullMarked
package io.tandem.bench.control;

import org.jspecify.annotations.NullMarked;
