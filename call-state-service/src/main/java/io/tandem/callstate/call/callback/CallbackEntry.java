package io.tandem.callstate.call.callback;

import io.tandem.callstate.call.Callback;
import io.tandem.contracts.CallOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One person who is to be called back, as it is kept.
 *
 * @param terms what was asked for
 * @param since their place in the queue is that of one who came then
 * @param callId of the next attempt, or of the one under way
 * @param dueAt not before this in its queue
 * @param tries attempts that count; one that an agent did not take does not
 * @param revision rises with every change
 */
public record CallbackEntry(
        String callbackId,
        String tenant,
        Terms terms,
        Asker asker,
        Instant since,
        CallbackState state,
        @Nullable String reason,
        @Nullable Instant endedAt,
        String callId,
        Instant dueAt,
        int tries,
        int revision,
        List<Attempt> attempts) {

    public CallbackEntry {
        attempts = List.copyOf(attempts);
    }

    /**
     * @param number in E.164
     * @param ownNumber that they see; null: the trunk's
     * @param priority 1 to 10, the highest first
     */
    public record Terms(
            String queueId,
            String number,
            @Nullable String ownNumber,
            int priority,
            Instant notBefore,
            Instant notAfter,
            @Nullable String note,
            Map<String, String> metadata) {
        public Terms {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * @param callbackOf the call in which it was asked for; null where it was asked for by REST
     * @param agentId the agent who asked for it, if one did
     */
    public record Asker(
            @Nullable String callbackOf,
            String createdBy,
            @Nullable String agentId,
            Instant createdAt) {}

    /** @param outcome null while it is under way */
    public record Attempt(
            String callId,
            String agentId,
            Instant at,
            @Nullable Instant endedAt,
            @Nullable CallOutcome outcome) {}

    /** The place that it has, or would have, in its queue; Redis knows it to the millisecond. */
    public Callback place() {
        return new Callback(
                callId,
                Objects.requireNonNullElse(asker.callbackOf(), ""),
                terms.queueId(),
                Objects.requireNonNullElse(terms.ownNumber(), ""),
                terms.number(),
                terms.priority(),
                since.truncatedTo(ChronoUnit.MILLIS));
    }

    public boolean isDue(Instant now) {
        return state == CallbackState.WAITING && !dueAt.isAfter(now);
    }
}
