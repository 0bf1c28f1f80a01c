package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryBody;
import io.tandem.campaign.inbound.ScreeningRule;
import io.tandem.contracts.DirectoryEntry.ScreeningAction;
import io.tandem.contracts.DirectoryEntry.ScreeningMatch;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A screening rule as a caller writes it: what its {@code match} and its {@code action} need, and nothing that they do not look at. */
record ScreeningRuleBody(
        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String id,

        @NotBlank @Size(max = 200) String name,
        @NotNull @Min(0) @Max(100_000) Integer order,

        @Nullable @Size(max = 500)
        List<@NotNull @Pattern(regexp = E164, message = "must be a number in E.164") String> dids,

        @NotNull ScreeningMatch match,

        @Nullable @Size(max = 10_000)
        List<@NotNull @Pattern(regexp = NUMBER, message = "must be a number in E.164, or its beginning and *") String>
                numbers,

        @Nullable @Min(1) @Max(1000) Integer callsPerMinute,
        @Nullable @Valid HoursBody hours,
        @NotNull ScreeningAction action,
        @Nullable @Valid TargetBody to)
        implements DirectoryBody<ScreeningRule> {

    private static final String E164 = "\\+[1-9][0-9]{6,14}";
    private static final String NUMBER = "\\+[0-9]{1,15}\\*?";

    @Override
    public ScreeningRule as(String id) {
        belongs("numbers", numbers != null && !numbers.isEmpty(), match == ScreeningMatch.NUMBER, "match NUMBER");
        belongs("callsPerMinute", callsPerMinute != null, match == ScreeningMatch.RATE, "match RATE");
        belongs("hours", hours != null, match == ScreeningMatch.CLOSED, "match CLOSED");
        belongs("to", to != null, action == ScreeningAction.ROUTE, "action ROUTE");
        return new ScreeningRule(
                id,
                name,
                order,
                dids == null ? List.of() : dids,
                match,
                numbers == null ? List.of() : numbers,
                callsPerMinute,
                HoursBody.as("hours", hours),
                action,
                TargetBody.as("to", to));
    }

    private static void belongs(String field, boolean isThere, boolean isLookedAt, String by) {
        if (isThere != isLookedAt) {
            throw ProblemException.invalid(field, isThere ? "is for " + by + " only" : "is needed for " + by);
        }
    }
}
