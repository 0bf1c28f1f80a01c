/** A client of the suite's public API, through the one origin like any other. */
@NullMarked
package io.tandem.local.api;

import org.jspecify.annotations.NullMarked;
