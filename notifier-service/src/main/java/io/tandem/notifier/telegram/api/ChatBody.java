package io.tandem.notifier.telegram.api;

import io.tandem.edge.problem.ProblemException;
import io.tandem.notifier.event.EventTypes;
import io.tandem.notifier.telegram.Chat;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat as it is asked for. {@code chatId}: as Telegram numbers it, negative for groups; {@code types}: events that make a call
 * appear in it, all of a call's events where left out.
 */
record ChatBody(
        @NotNull Long chatId,
        @Size(max = 200) @Nullable String title,
        @Size(max = 40) @Nullable List<@NotNull String> types) {

    private static final List<String> ALL = List.of("call.*");

    long id() {
        return chatId;
    }

    Chat chat(String tenant, Instant createdAt) {
        var wanted = types == null || types.isEmpty() ? ALL : types;
        for (var type : wanted) {
            if (!type.startsWith("call.") || !EventTypes.isKnown(type)) {
                throw ProblemException.invalid("types", "'" + type + "' is not an event of calls, nor call.*");
            }
        }
        return new Chat(id(), tenant, title, wanted, createdAt);
    }
}
