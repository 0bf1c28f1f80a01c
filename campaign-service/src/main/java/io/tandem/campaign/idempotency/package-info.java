/** Idempotency-Key: the same request gets the same answer, and has its effect once. */
@NullMarked
package io.tandem.campaign.idempotency;

import org.jspecify.annotations.NullMarked;
