/** DIDs, queues, menus and screening rules over REST. */
@NullMarked
package io.tandem.campaign.inbound.api;

import org.jspecify.annotations.NullMarked;
