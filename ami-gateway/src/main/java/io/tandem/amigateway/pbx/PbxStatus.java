package io.tandem.amigateway.pbx;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the PBX. {@code since}: of this state. {@code reason}: why it is not UP, as far as known. {@code boot}: the PBX's
 * start, in its own local time; with {@code asteriskVersion} absent until the PBX was reached once.
 */
public record PbxStatus(
        String id,
        String host,
        int port,
        PbxState state,
        Instant since,
        @Nullable String reason,
        @Nullable String asteriskVersion,
        @Nullable String boot,
        long factsPublished,
        @Nullable Instant lastEventAt) {}
