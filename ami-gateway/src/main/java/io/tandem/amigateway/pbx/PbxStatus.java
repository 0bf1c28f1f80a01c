package io.tandem.amigateway.pbx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tandem.amigateway.entry.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the PBX. {@code state} {@code ELSEWHERE} and {@code UNUSABLE} come without {@link Link}.
 *
 * @param origin absent: it was removed, and is there only until its last call has ended
 * @param reason why it is not UP, as far as known
 * @param draining no new call is sent there: by its entry's maintenance, by a drain, or because it was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PbxStatus(
        String id,
        String host,
        int port,
        boolean tls,
        @Nullable Origin origin,
        int weight,
        List<String> tags,
        boolean draining,
        PbxState state,
        @Nullable String reason,
        @JsonUnwrapped @Nullable Link link) {

    /**
     * What only whoever holds the link knows.
     *
     * @param since of this state
     * @param boot the PBX's start, in its own local time; with {@code asteriskVersion} absent until it was reached once
     * @param outdated the version has known holes (below 22.10.1, below 20.20.1 of 20)
     * @param missing what the AMI users may not do and should, as {@code actions: Redirect}
     * @param liveCalls channels, as the PBX counts them; absent while it is not known
     * @param drained draining, and no call is left
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(
            Instant since,
            @Nullable String asteriskVersion,
            @Nullable String boot,
            boolean outdated,
            List<String> missing,
            @Nullable Integer liveCalls,
            boolean drained,
            long factsPublished,
            @Nullable Instant lastEventAt) {}
}
