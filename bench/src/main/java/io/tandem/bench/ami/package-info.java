/** The AMI reader beside others on the same bytes: how fast, how much garbage, what happens when its consumer is slow. */
@NullMarked
package io.tandem.bench.ami;

import org.jspecify.annotations.NullMarked;
