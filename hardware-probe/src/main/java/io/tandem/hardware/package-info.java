/** The hardware probe: what this node can carry. This package holds its configuration only. */
@NullMarked
package io.tandem.hardware;

import org.jspecify.annotations.NullMarked;
