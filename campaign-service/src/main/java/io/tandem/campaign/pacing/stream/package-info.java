/** Claims become requests to call-state-service; what it says of the calls comes back. */
@NullMarked
package io.tandem.campaign.pacing.stream;

import org.jspecify.annotations.NullMarked;
