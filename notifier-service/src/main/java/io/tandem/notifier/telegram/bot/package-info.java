/** The Bot API, by telegrambots: messages out, commands in. */
@NullMarked
package io.tandem.notifier.telegram.bot;

import org.jspecify.annotations.NullMarked;
