package io.tandem.testkit.telegram;

import java.time.Instant;
import java.util.List;

/**
 * A message as its chat shows it.
 *
 * @param history every text that it had, the first one sent and the others edited in; the last one is shown now
 */
public record RecordedMessage(long chatId, int messageId, List<Text> history) {

    public record Text(String text, Instant at) {}

    public RecordedMessage {
        history = List.copyOf(history);
    }

    public String text() {
        return history.getLast().text();
    }

    public List<String> texts() {
        return history.stream().map(Text::text).toList();
    }

    RecordedMessage edited(String text, Instant at) {
        var longer = new java.util.ArrayList<>(history);
        longer.add(new Text(text, at));
        return new RecordedMessage(chatId, messageId, longer);
    }
}
