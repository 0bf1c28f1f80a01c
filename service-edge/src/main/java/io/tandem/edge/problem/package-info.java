/** Errors as RFC 9457 problem details: one exception to throw, and the mappers that turn everything else that can go wrong at a REST edge into the same shape. */
@NullMarked
package io.tandem.edge.problem;

import org.jspecify.annotations.NullMarked;
