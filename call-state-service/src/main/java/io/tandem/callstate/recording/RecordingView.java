package io.tandem.callstate.recording;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording as CONTRACT shows it.
 *
 * @param state requested, recording, stored or failed; one that failed may be stored later, where the PBX still has it
 * @param reason of a failure
 * @param stoppedAt where it was stopped before the call's end
 * @param bytes of the file, a WAV of two channels: the agent left, the customer right
 * @param sha256 of the file
 */
public record RecordingView(
        String recordingId,
        String callId,
        String tenant,
        @Nullable String agentId,
        String state,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable Double durationSeconds,
        @Nullable Long bytes,
        @Nullable String sha256) {

    public boolean hasAudio() {
        return state.equals("stored");
    }
}
