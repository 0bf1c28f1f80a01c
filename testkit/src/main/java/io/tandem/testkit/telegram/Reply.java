package io.tandem.testkit.telegram;

import java.util.Map;

/** What the Bot API answers: a status, and a body that is JSON unless the fake was told otherwise. */
record Reply(int status, Object body) {

    static Reply result(Object result) {
        return new Reply(200, Map.of("ok", true, "result", result));
    }

    static Reply of(RecordedMessage message) {
        return result(Map.of(
                "message_id",
                message.messageId(),
                "date",
                message.history().getFirst().at().getEpochSecond(),
                "chat",
                chat(message.chatId()),
                "text",
                message.text()));
    }

    static Reply refused(int status, String description) {
        return new Reply(status, Map.of("ok", false, "error_code", status, "description", description));
    }

    static Reply tooManyRequests(int retryAfterSeconds) {
        return new Reply(
                429,
                Map.of(
                        "ok",
                        false,
                        "error_code",
                        429,
                        "description",
                        "Too Many Requests: retry after " + retryAfterSeconds,
                        "parameters",
                        Map.of("retry_after", retryAfterSeconds)));
    }

    static Map<String, Object> chat(long chatId) {
        return Map.of("id", chatId, "type", chatId < 0 ? "group" : "private");
    }
}
