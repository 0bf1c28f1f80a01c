/** REST: the node as it was measured last. */
@NullMarked
package io.tandem.hardware.node.api;

import org.jspecify.annotations.NullMarked;
