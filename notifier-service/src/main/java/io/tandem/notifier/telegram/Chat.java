package io.tandem.notifier.telegram;

import io.tandem.notifier.event.EventTypes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat on the list. {@code types}: events, by name or family, that make a call appear in it; from then on its message follows the
 * call.
 */
public record Chat(long chatId, String tenant, @Nullable String title, List<String> types, Instant createdAt) {

    public Chat {
        types = List.copyOf(types);
    }

    public boolean announces(String type) {
        return types.stream().anyMatch(pattern -> EventTypes.matches(pattern, type));
    }
}
