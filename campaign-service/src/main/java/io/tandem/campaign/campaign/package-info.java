/** What a campaign is, what may be done to it in which state, and which wishes are refused. */
@NullMarked
package io.tandem.campaign.campaign;

import org.jspecify.annotations.NullMarked;
