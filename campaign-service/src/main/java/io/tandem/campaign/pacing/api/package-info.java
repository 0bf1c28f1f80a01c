/** Attempts over REST. */
@NullMarked
package io.tandem.campaign.pacing.api;

import org.jspecify.annotations.NullMarked;
