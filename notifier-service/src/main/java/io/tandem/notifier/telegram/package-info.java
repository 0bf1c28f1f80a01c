/** Calls told in Telegram chats: one message a call, edited in place; how it reads, how often a chat may be written to. Pure. */
@NullMarked
package io.tandem.notifier.telegram;

import org.jspecify.annotations.NullMarked;
