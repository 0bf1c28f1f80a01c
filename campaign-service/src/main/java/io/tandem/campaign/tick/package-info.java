/** Work that is kicked by events and by time, and never runs beside itself. */
@NullMarked
package io.tandem.campaign.tick;

import org.jspecify.annotations.NullMarked;
