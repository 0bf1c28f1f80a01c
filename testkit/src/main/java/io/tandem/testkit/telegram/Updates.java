package io.tandem.testkit.telegram;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people wrote to the bot and the bot did not confirm yet. Guarded by itself. */
final class Updates {

    private final TreeMap<Integer, Map<String, Object>> pending = new TreeMap<>();
    private int lastId = 1000;

    synchronized void wrote(long chatId, String text) {
        int id = ++lastId;
        var message = new LinkedHashMap<String, Object>();
        message.put("message_id", id);
        message.put("date", Instant.now().getEpochSecond());
        message.put("chat", Reply.chat(chatId));
        message.put("from", Map.of("id", 7, "is_bot", false, "first_name", "Somebody"));
        message.put("text", text);
        pending.put(id, Map.of("update_id", id, "message", message));
        notifyAll();
    }

    /** Long polling: what is at {@code offset} or above, waiting for it; what is below is confirmed and forgotten. */
    synchronized List<Map<String, Object>> from(int offset, Duration timeout) throws InterruptedException {
        pending.headMap(offset).clear();
        long end = System.nanoTime() + timeout.toNanos();
        while (pending.isEmpty()) {
            long rest = (end - System.nanoTime()) / 1_000_000;
            if (rest <= 0) {
                return List.of();
            }
            wait(rest);
        }
        return List.copyOf(pending.values());
    }
}
