package io.tandem.callstate.call.api;

import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Directions;
import io.tandem.callstate.call.callback.CallbackEntry.Terms;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. Times are ISO-8601 with their zone ({@code Z} or an offset); one without is refused.
 *
 * @param from our number that they see; without it the trunk's
 * @param notBefore without it at once; within a year
 * @param notAfter without it as long after {@code notBefore} as callers who asked for it wait
 * @param priority 1 to 10, the highest first; without it 5
 */
public record CallbackBody(
        @NotBlank String number,
        @NotBlank String queueId,
        @Nullable String from,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter,
        @Nullable @Min(1) @Max(10) Integer priority,
        @Nullable @Size(max = 1000) String note,
        @Nullable @Size(max = 50) Map<String, String> metadata) {

    private static final int USUAL_PRIORITY = 5;
    private static final Duration FARTHEST = Duration.ofDays(366);

    /** Refuses with 422 what can never be called: nobody would hear of it later. */
    Terms terms(String tenant, Directions directions, CallStateConfig.Inbound config, Instant now) {
        var e164 = e164("number", number);
        if (queueId.startsWith("@") || directions.queue(tenant, queueId).isEmpty()) {
            throw ProblemException.invalid("queueId", "no such queue");
        }
        if (!directions.reaches(tenant, e164)) {
            throw ProblemException.invalid("number", "no trunk leads there");
        }
        var earliest = Objects.requireNonNullElse(notBefore, now);
        var latest = Objects.requireNonNullElseGet(
                notAfter, () -> later(earliest, now).plus(config.callbackPatience()));
        if (earliest.isAfter(now.plus(FARTHEST))) {
            throw ProblemException.invalid("notBefore", "is within a year");
        }
        if (!latest.isAfter(later(earliest, now))) {
            throw ProblemException.invalid("notAfter", "is in the future, and after notBefore");
        }
        return new Terms(
                queueId,
                e164,
                from == null ? null : e164("from", from),
                priority == null ? USUAL_PRIORITY : priority,
                earliest,
                latest,
                note,
                metadata == null ? Map.of() : metadata);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static String e164(String field, String number) {
        return PhoneNumber.parse(number)
                .orElseThrow(() -> ProblemException.invalid(field, "is not an international telephone number"))
                .e164();
    }
}
