package io.tandem.notifier.telegram.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.notifier.telegram.Chat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat as it is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatView(long chatId, @Nullable String title, List<String> types, Instant createdAt) {

    static ChatView of(Chat chat) {
        return new ChatView(chat.chatId(), chat.title(), chat.types(), chat.createdAt());
    }
}
