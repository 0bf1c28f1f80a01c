/** Campaigns over REST. */
@NullMarked
package io.tandem.campaign.campaign.api;

import org.jspecify.annotations.NullMarked;
