/**
 * The suite's processes on this machine: which there are, on which ports, in which order they start, how they end. Nobody supervises
 * them: each command finds them by their run files.
 */
@NullMarked
package io.tandem.local.suite;

import org.jspecify.annotations.NullMarked;
