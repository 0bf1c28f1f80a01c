/** A Telegram of our own: a local server that speaks the part of the Bot API that Tandem uses, and remembers what it was told. */
@NullMarked
package io.tandem.testkit.telegram;

import org.jspecify.annotations.NullMarked;
