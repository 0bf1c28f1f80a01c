/** How well a leg could be heard, from what RTCP says of it: pure functions of the PBX's reports. */
@NullMarked
package io.tandem.amigateway.quality;

import org.jspecify.annotations.NullMarked;
