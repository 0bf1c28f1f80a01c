/** What becomes of calls that come in: the numbers that are called, menus, queues and screening rules. Pure. */
@NullMarked
package io.tandem.campaign.inbound;

import org.jspecify.annotations.NullMarked;
