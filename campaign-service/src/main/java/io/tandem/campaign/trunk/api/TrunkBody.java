package io.tandem.campaign.trunk.api;

import io.tandem.campaign.directory.DirectoryBody;
import io.tandem.campaign.trunk.Trunk;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trunk as a caller writes it. Without an id one is made; without {@code enabled} it is; without {@code cost} it costs 0. */
record TrunkBody(
        @Nullable @Pattern(regexp = ID, message = "must be 1 to 64 of A-Z a-z 0-9 _ -")
        String id,

        @NotBlank @Size(max = 200) String name,

        @NotNull @Pattern(regexp = ENDPOINT, message = "must be the name of a PJSIP endpoint")
        String endpoint,

        @NotEmpty @Size(max = 500)
        List<@NotNull @Pattern(regexp = PREFIX, message = "must be a prefix of E.164 numbers, e.g. +44") String>
                prefixes,

        @Nullable Boolean premiumAllowed,
        @Nullable @Min(0) @Max(1_000_000) Integer cost,
        @Nullable Boolean enabled,
        @Nullable String callerId)
        implements DirectoryBody<Trunk> {

    static final String ID = "[A-Za-z0-9_-]{1,64}";
    static final String ENDPOINT = "[A-Za-z0-9_.-]{1,64}";
    static final String PREFIX = "\\+[0-9]{0,15}";

    @Override
    public Trunk as(String id) {
        return new Trunk(
                id,
                name,
                endpoint,
                prefixes,
                premiumAllowed != null && premiumAllowed,
                cost == null ? 0 : cost,
                enabled == null || enabled,
                callerId == null ? null : e164(callerId));
    }

    private static String e164(String callerId) {
        return PhoneNumber.parse(callerId)
                .map(PhoneNumber::e164)
                .orElseThrow(() -> ProblemException.invalid("callerId", "must be a telephone number in E.164"));
    }
}
