/** Ids that we make: ULIDs. */
@NullMarked
package io.tandem.edge.id;

import org.jspecify.annotations.NullMarked;
