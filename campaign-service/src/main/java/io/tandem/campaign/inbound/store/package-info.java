/** DIDs, queues, menus and screening rules in PostgreSQL. */
@NullMarked
package io.tandem.campaign.inbound.store;

import org.jspecify.annotations.NullMarked;
