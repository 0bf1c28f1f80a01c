/** Campaigns in PostgreSQL, and the events that tell of them. */
@NullMarked
package io.tandem.campaign.campaign.store;

import org.jspecify.annotations.NullMarked;
