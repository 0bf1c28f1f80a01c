/** Who is listening and to what: subscriptions, and the bounded queue between events and one client. Pure. */
@NullMarked
package io.tandem.notifier.live;

import org.jspecify.annotations.NullMarked;
