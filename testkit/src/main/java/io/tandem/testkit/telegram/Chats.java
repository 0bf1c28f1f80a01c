package io.tandem.testkit.telegram;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The chats of the fake: messages with their history, and who blocked the bot. Guarded by itself. */
final class Chats {

    private final Map<Long, Map<Integer, RecordedMessage>> chats = new LinkedHashMap<>();
    private final Set<Long> blocked = new HashSet<>();
    private int lastMessageId = 100;

    synchronized Reply send(long chatId, String text) {
        if (blocked.contains(chatId)) {
            return Reply.refused(403, "Forbidden: bot was blocked by the user");
        }
        var message =
                new RecordedMessage(chatId, ++lastMessageId, List.of(new RecordedMessage.Text(text, Instant.now())));
        chats.computeIfAbsent(chatId, _ -> new LinkedHashMap<>()).put(message.messageId(), message);
        return Reply.of(message);
    }

    /** Refuses the same text again, and a message that is not there, as the Bot API does. */
    synchronized Reply edit(long chatId, int messageId, String text) {
        var messages = chats.getOrDefault(chatId, Map.of());
        var message = messages.get(messageId);
        if (blocked.contains(chatId)) {
            return Reply.refused(403, "Forbidden: bot was blocked by the user");
        }
        if (message == null) {
            return Reply.refused(400, "Bad Request: message to edit not found");
        }
        if (message.text().equals(text)) {
            return Reply.refused(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same");
        }
        var edited = message.edited(text, Instant.now());
        messages.put(messageId, edited);
        return Reply.of(edited);
    }

    synchronized void block(long chatId) {
        blocked.add(chatId);
    }

    synchronized void delete(long chatId, int messageId) {
        chats.getOrDefault(chatId, new LinkedHashMap<>()).remove(messageId);
    }

    synchronized List<RecordedMessage> messages(long chatId) {
        return List.copyOf(chats.getOrDefault(chatId, Map.of()).values());
    }

    synchronized List<RecordedMessage> all() {
        var all = new ArrayList<RecordedMessage>();
        chats.values().forEach(messages -> all.addAll(messages.values()));
        return all;
    }
}
