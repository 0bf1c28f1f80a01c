package io.tandem.campaign.agent.api;

import io.tandem.campaign.agent.AgentProfile;
import io.tandem.campaign.directory.DirectoryBody;
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

/** An agent as a caller writes it. Without an id one is made. */
record AgentBody(
        @Nullable @Pattern(regexp = ID, message = "must be 1 to 64 of A-Z a-z 0-9 _ -")
        String id,

        @NotBlank @Size(max = 200) String name,

        @NotNull
        @Size(max = 128)
        @Pattern(regexp = ENDPOINT, message = "must be PJSIP/<endpoint> or PJSIP/<user>@<endpoint>")
        String endpoint,

        @Nullable @Size(max = 100) List<@Valid @NotNull SkillBody> skills,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> teams)
        implements DirectoryBody<AgentProfile> {

    static final String ID = "[A-Za-z0-9_-]{1,64}";
    static final String ENDPOINT = "PJSIP/[A-Za-z0-9_.-]+(@[A-Za-z0-9_.-]+)?";

    record SkillBody(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Min(1) @Max(100) Integer level) {}

    @Override
    public AgentProfile as(String id) {
        var known = skills == null ? List.<SkillBody>of() : skills;
        if (known.stream().map(SkillBody::name).distinct().count() < known.size()) {
            throw ProblemException.invalid("skills", "each skill may be named once");
        }
        return new AgentProfile(
                id,
                name,
                endpoint,
                known.stream()
                        .map(skill -> new AgentProfile.Skill(skill.name(), skill.level()))
                        .toList(),
                teams == null ? List.of() : teams);
    }
}
