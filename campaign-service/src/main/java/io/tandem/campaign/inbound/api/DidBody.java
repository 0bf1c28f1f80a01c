package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryBody;
import io.tandem.campaign.inbound.Did;
import io.tandem.edge.phone.PhoneNumber;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A number of ours as a caller writes it; its id is the number itself, which the path of a PUT has already. Without a priority it has 5; without {@code record}, none is. */
record DidBody(
        @Nullable @Size(max = 40) String id,
        @NotBlank @Size(max = 200) String name,
        @NotNull @Valid TargetBody to,
        @Nullable @Min(1) @Max(10) Integer priority,
        @Nullable Boolean record)
        implements DirectoryBody<Did> {

    private static final int USUAL = 5;

    @Override
    public Did as(String number) {
        var e164 = PhoneNumber.parse(number)
                .map(PhoneNumber::e164)
                .orElseThrow(() -> ProblemException.invalid("id", "is not an international telephone number"));
        return new Did(e164, name, to.as("to"), priority == null ? USUAL : priority, record != null && record);
    }
}
