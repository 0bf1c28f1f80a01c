/** Real calls through the whole suite, at a steady rate: how long each step takes. */
@NullMarked
package io.tandem.bench.hybrid;

import org.jspecify.annotations.NullMarked;
