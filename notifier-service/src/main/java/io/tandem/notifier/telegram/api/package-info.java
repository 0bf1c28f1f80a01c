/** REST: the list of chats. */
@NullMarked
package io.tandem.notifier.telegram.api;

import org.jspecify.annotations.NullMarked;
