package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryBody;
import io.tandem.campaign.inbound.Menu;
import io.tandem.campaign.inbound.Target;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A menu as a caller writes it. Without a time-out a digit is waited for 5 s; without {@code retries} all is played twice. */
record MenuBody(
        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String id,

        @NotBlank @Size(max = 200) String name,

        @NotEmpty @Size(max = 20)
        List<@NotNull @Pattern(regexp = Named.SOUND, message = Named.IS_NO_SOUND) String> prompts,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = Named.SOUND, message = Named.IS_NO_SOUND) String> invalid,

        @Nullable @Min(1) @Max(30) Integer digitTimeoutSeconds,
        @Nullable @Min(0) @Max(5) Integer retries,

        @NotEmpty @Size(max = 50)
        Map<@Pattern(regexp = Named.KEYS, message = "must be 1 to 6 of 0-9 * #") String, @Valid @NotNull TargetBody>
                choices,

        @NotNull @Valid TargetBody otherwise,
        @Nullable @Valid HoursBody hours,
        @Nullable @Valid TargetBody closed)
        implements DirectoryBody<Menu> {

    @Override
    public Menu as(String id) {
        var leads = new LinkedHashMap<String, Target>();
        choices.forEach((keys, to) -> leads.put(keys, to.as("choices." + keys)));
        return new Menu(
                id,
                name,
                prompts,
                invalid == null ? List.of() : invalid,
                digitTimeoutSeconds == null ? 5 : digitTimeoutSeconds,
                retries == null ? 1 : retries,
                leads,
                otherwise.as("otherwise"),
                HoursBody.as("hours", hours),
                TargetBody.as("closed", closed));
    }
}
