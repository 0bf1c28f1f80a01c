package io.tandem.campaign.inbound.api;

import io.tandem.campaign.inbound.Target;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a call goes, as a caller writes it: one of these. */
record TargetBody(
        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String queueId,

        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String agentId,

        @Nullable String number,

        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String menuId,

        @Nullable @Pattern(regexp = DIALPLAN, message = "must be <extension>@<context> of the PBX's dialplan")
        String dialplan,

        @Nullable @Pattern(regexp = Named.SOUND, message = Named.IS_NO_SOUND)
        String message,

        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String callbackQueueId,

        @Nullable @AssertTrue(message = "is true or absent") Boolean hangUp) {

    private static final String DIALPLAN = "[A-Za-z0-9+*#_-]{1,64}@[A-Za-z0-9_-]{1,64}";

    /** @throws ProblemException 422 of {@code field} */
    Target as(String field) {
        long given = Stream.of(queueId, agentId, number, menuId, dialplan, message, callbackQueueId, hangUp)
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw ProblemException.invalid(
                    field,
                    "must have one of queueId, agentId, number, menuId, dialplan, message, callbackQueueId, hangUp");
        }
        return new Target(
                queueId,
                agentId,
                number == null ? null : e164(field, number),
                menuId,
                dialplan,
                message,
                callbackQueueId,
                hangUp);
    }

    static @Nullable Target as(String field, @Nullable TargetBody body) {
        return body == null ? null : body.as(field);
    }

    private static String e164(String field, String number) {
        return PhoneNumber.parse(number)
                .map(PhoneNumber::e164)
                .orElseThrow(
                        () -> ProblemException.invalid(field + ".number", "is not an international telephone number"));
    }
}
