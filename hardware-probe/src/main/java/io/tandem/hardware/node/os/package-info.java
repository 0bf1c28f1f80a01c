/** Reads the node from the files of Linux: {@code /proc} and the control groups, versions 1 and 2. */
@NullMarked
package io.tandem.hardware.node.os;

import org.jspecify.annotations.NullMarked;
