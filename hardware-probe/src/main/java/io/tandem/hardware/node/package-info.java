/** What a node has, and what of it this process may use. Pure. */
@NullMarked
package io.tandem.hardware.node;

import org.jspecify.annotations.NullMarked;
