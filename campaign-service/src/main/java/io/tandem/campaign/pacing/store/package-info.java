/** Claims, and what becomes of them, in PostgreSQL: the only place that writes attempts. */
@NullMarked
package io.tandem.campaign.pacing.store;

import org.jspecify.annotations.NullMarked;
