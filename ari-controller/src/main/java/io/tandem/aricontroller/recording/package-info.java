/**
 * From the PBX into the store (ADR-0015): what the two sides of a recording said is fetched, made one stereo file, and only then taken off
 * the PBX. Every step may be begun again. Blocks; for virtual threads only.
 */
@NullMarked
package io.tandem.aricontroller.recording;

import org.jspecify.annotations.NullMarked;
