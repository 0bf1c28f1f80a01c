/** Decides which agents get a contact now. */
@NullMarked
package io.tandem.campaign.pacing;

import org.jspecify.annotations.NullMarked;
