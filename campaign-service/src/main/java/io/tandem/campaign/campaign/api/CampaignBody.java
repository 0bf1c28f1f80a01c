package io.tandem.campaign.campaign.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.campaign.campaign.CampaignSettings;
import io.tandem.campaign.contact.RetryRule;
import io.tandem.contracts.CallOutcome;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.Problem.Violation;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.screening.AmdBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign as a caller writes it. What this landing cannot do yet is refused, never left undone in silence. */
record CampaignBody(
        @NotBlank @Size(max = 200) String name,
        @Nullable String mode,
        @Nullable @Min(1) @Max(1000) Integer maxConcurrent,
        @Nullable @Size(max = 1000) List<@NotNull @Pattern(regexp = ID, message = "must be an id") String> agents,
        @Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = ID, message = "must be an id") String> trunks,

        @Nullable @Size(max = 1, message = "more than one is not supported yet")
        List<@NotNull String> callerIds,

        @Nullable @Min(5) @Max(120) Integer ringTimeoutSeconds,
        @Nullable @Size(max = 20) List<@Valid @NotNull RetryBody> retry,
        @Nullable @Min(0) @Max(3600) Integer wrapUpSeconds,
        @Nullable JsonNode skills,
        @Nullable JsonNode routing,
        @Nullable @Valid AmdBody amd,
        @Nullable Boolean record,
        @Nullable Boolean recordInsideOnly,
        @Nullable JsonNode windows,
        @Nullable JsonNode policy) {

    static final String ID = "[A-Za-z0-9_-]{1,64}";
    private static final String NOT_YET = "is not supported yet";

    record RetryBody(
            @NotNull CallOutcome outcome,
            @NotNull @Min(0) @Max(604_800) Integer afterSeconds,
            @NotNull @Min(1) @Max(20) Integer times) {

        RetryRule rule() {
            return new RetryRule(outcome, Duration.ofSeconds(afterSeconds), times);
        }
    }

    CampaignSettings settings() {
        var violations = new ArrayList<Violation>();
        mustBeProgressive(violations);
        mustBeAbsent("skills", skills, violations);
        mustBeAbsent("routing", routing, violations);
        mustBeAbsent("windows", windows, violations);
        mustBeAbsent("policy", policy, violations);
        mustBeRetryable(violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new CampaignSettings(
                name,
                or(maxConcurrent, CampaignSettings.DEFAULT_MAX_CONCURRENT),
                agents == null ? List.of() : agents.stream().distinct().toList(),
                trunks == null ? List.of() : trunks.stream().distinct().toList(),
                callerIds == null
                        ? List.of()
                        : callerIds.stream().map(CampaignBody::e164).toList(),
                Duration.ofSeconds(or(ringTimeoutSeconds, CampaignSettings.DEFAULT_RING_TIMEOUT_SECONDS)),
                retry == null
                        ? RetryRule.DEFAULT
                        : retry.stream().map(RetryBody::rule).toList(),
                Duration.ofSeconds(or(wrapUpSeconds, 0)),
                amd == null ? null : amd.screening(),
                Boolean.TRUE.equals(record),
                Boolean.TRUE.equals(recordInsideOnly));
    }

    private void mustBeProgressive(List<Violation> violations) {
        if (mode != null && !mode.equals(CampaignSettings.PROGRESSIVE)) {
            violations.add(
                    switch (mode) {
                        case "preview", "power", "predictive", "agentless" ->
                            new Violation("mode", mode + " " + NOT_YET + ": only progressive is");
                        default -> new Violation("mode", "is no mode of a campaign");
                    });
        }
    }

    /** Nothing, null, false and an empty list ask for nothing. */
    private static void mustBeAbsent(String field, @Nullable JsonNode value, List<Violation> violations) {
        boolean asksForNothing = value == null
                || value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isContainerNode() && value.isEmpty());
        if (!asksForNothing) {
            violations.add(new Violation(field, NOT_YET));
        }
    }

    private void mustBeRetryable(List<Violation> violations) {
        if (retry == null) {
            return;
        }
        for (int i = 0; i < retry.size(); i++) {
            var outcome = retry.get(i).outcome();
            if (!RetryRule.RETRYABLE.contains(outcome)) {
                violations.add(new Violation("retry[" + i + "].outcome", outcome + " is never retried by a rule"));
            }
        }
        if (retry.stream().map(RetryBody::outcome).distinct().count() < retry.size()) {
            violations.add(new Violation("retry", "each outcome may have one rule"));
        }
    }

    private static String e164(String callerId) {
        return PhoneNumber.parse(callerId)
                .map(PhoneNumber::e164)
                .orElseThrow(() -> ProblemException.invalid("callerIds", "must be telephone numbers in E.164"));
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
