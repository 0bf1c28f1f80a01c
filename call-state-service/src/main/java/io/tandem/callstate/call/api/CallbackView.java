package io.tandem.callstate.call.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.callstate.call.callback.CallbackEntry;
import io.tandem.callstate.call.callback.CallbackEntry.Attempt;
import io.tandem.callstate.call.callback.CallbackState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As {@link CallbackEntry}. {@code nextAttemptAt} is there while it waits: not before then, and when it is their turn. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallbackView(
        String callbackId,
        String queueId,
        String number,
        @Nullable String from,
        int priority,
        Instant notBefore,
        Instant notAfter,
        @Nullable String note,
        Map<String, String> metadata,
        CallbackState state,
        @Nullable String reason,
        @Nullable String callbackOf,
        String createdBy,
        @Nullable String agentId,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant endedAt,
        int tries,
        List<Attempt> attempts) {

    public CallbackView {
        metadata = Map.copyOf(metadata);
        attempts = List.copyOf(attempts);
    }

    static CallbackView of(CallbackEntry entry) {
        var terms = entry.terms();
        var asker = entry.asker();
        return new CallbackView(
                entry.callbackId(),
                terms.queueId(),
                terms.number(),
                terms.ownNumber(),
                terms.priority(),
                terms.notBefore(),
                terms.notAfter(),
                terms.note(),
                terms.metadata(),
                entry.state(),
                entry.reason(),
                asker.callbackOf(),
                asker.createdBy(),
                asker.agentId(),
                asker.createdAt(),
                entry.state() == CallbackState.WAITING ? entry.dueAt() : null,
                entry.endedAt(),
                entry.tries(),
                entry.attempts());
    }
}
