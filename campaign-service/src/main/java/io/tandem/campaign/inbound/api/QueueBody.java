package io.tandem.campaign.inbound.api;

import io.tandem.campaign.directory.DirectoryBody;
import io.tandem.campaign.inbound.Queue;
import io.tandem.contracts.DirectoryEntry.RoutingStrategy;
import io.tandem.edge.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue as a caller writes it. What is not said is usual: any agent, the longest idle, an offer of 20 s, at most 100 calls that wait at
 * most 15 min, an announcement each 30 s (0: none), answered within 20 s.
 */
record QueueBody(
        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String id,

        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 20) List<@Valid @NotNull NeedBody> needs,
        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> teams,
        @Nullable RoutingStrategy strategy,
        @Nullable @Min(5) @Max(120) Integer offerSeconds,
        @Nullable @Min(1) @Max(1000) Integer maxLength,
        @Nullable @Min(5) @Max(14_400) Integer maxWaitSeconds,
        @Nullable @Valid TargetBody overflow,
        @Nullable @Min(0) @Max(600) Integer announceEverySeconds,

        @Nullable @Pattern(regexp = Named.KEY, message = "must be one of 0-9 * #")
        String callbackKey,

        @Nullable @Min(1) @Max(600) Integer answeredWithinSeconds,
        @Nullable @Min(0) @Max(3600) Integer wrapUpSeconds,

        @Nullable @Pattern(regexp = Named.ID, message = Named.IS_NO_ID)
        String music)
        implements DirectoryBody<Queue> {

    record NeedBody(
            @NotBlank @Size(max = 100) String skill,
            @NotEmpty @Size(max = 20) List<@Valid @NotNull LevelBody> levels) {}

    record LevelBody(
            @NotNull @Min(0) @Max(14_400) Integer afterSeconds,
            @NotNull @Min(1) @Max(100) Integer level) {}

    @Override
    public Queue as(String id) {
        return new Queue(
                id,
                name,
                needs == null ? List.of() : needs.stream().map(QueueBody::need).toList(),
                teams == null ? List.of() : teams,
                strategy == null ? RoutingStrategy.LONGEST_IDLE : strategy,
                or(offerSeconds, 20),
                or(maxLength, 100),
                or(maxWaitSeconds, 900),
                TargetBody.as("overflow", overflow),
                announceEvery(),
                callbackKey,
                or(answeredWithinSeconds, 20),
                wrapUpSeconds,
                music);
    }

    private int announceEvery() {
        int every = or(announceEverySeconds, 30);
        if (every != 0 && every < 10) {
            throw ProblemException.invalid("announceEverySeconds", "must be 0 (never) or 10 to 600");
        }
        return every;
    }

    private static Queue.Need need(NeedBody need) {
        var levels = need.levels().stream()
                .map(level -> new Queue.LeastLevel(level.afterSeconds(), level.level()))
                .toList();
        if (levels.getFirst().afterSeconds() != 0) {
            throw ProblemException.invalid("needs.levels", "the first must be afterSeconds 0");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i).afterSeconds() <= levels.get(i - 1).afterSeconds()
                    || levels.get(i).level() >= levels.get(i - 1).level()) {
                throw ProblemException.invalid(
                        "needs.levels", "must fall with the wait: afterSeconds rising, level falling");
            }
        }
        return new Queue.Need(need.skill(), levels);
    }

    private static int or(@Nullable Integer said, int usual) {
        return said == null ? usual : said;
    }
}
