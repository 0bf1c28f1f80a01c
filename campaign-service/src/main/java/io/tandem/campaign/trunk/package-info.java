/** Trunks, the ways out to the telephone network, and which of them may carry a number. */
@NullMarked
package io.tandem.campaign.trunk;

import org.jspecify.annotations.NullMarked;
