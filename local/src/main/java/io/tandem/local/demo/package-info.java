/**
 * {@code ./tandem demo}: a campaign against every behaviour that the carrier has, watched live, and held against the carrier's own
 * account of each call.
 */
@NullMarked
package io.tandem.local.demo;

import org.jspecify.annotations.NullMarked;
