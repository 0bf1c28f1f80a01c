/** Trunks over REST. */
@NullMarked
package io.tandem.campaign.trunk.api;

import org.jspecify.annotations.NullMarked;
