package io.tandem.notifier.telegram;

import java.time.Duration;

/** Writes to chats. Blocks until the answer is there; one attempt each, repeating is the caller's. */
public interface Messenger {

    sealed interface Outcome {
        record Shown(int messageId) implements Outcome {}

        /** Too much was written; nothing more in this chat before that. */
        record MustWait(Duration retryAfter) implements Outcome {}

        /** May succeed another time: the network, a server in trouble. */
        record Failed(String why) implements Outcome {}

        /** Will never succeed: the message was deleted, the bot was blocked. */
        record Refused(String why) implements Outcome {}
    }

    Outcome send(long chatId, String text);

    Outcome edit(long chatId, int messageId, String text);
}
