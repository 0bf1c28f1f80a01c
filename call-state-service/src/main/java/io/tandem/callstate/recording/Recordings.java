package io.tandem.callstate.recording;

import io.tandem.contracts.PbxFact;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What is known of each recording. Noting anything twice, or late, is noting it once: a state never goes back. */
public interface Recordings {

    /** A recording that was commanded. {@code number}: E.164, of the customer. */
    record Request(
            String recordingId,
            String callId,
            String tenant,
            String agentId,
            String number,
            String pbxId,
            Instant at) {}

    CompletionStage<Void> requested(Request request);

    /** It never began. */
    CompletionStage<Void> refused(String recordingId, String reason);

    CompletionStage<Void> seen(PbxFact.RecordingFact fact);

    /** The answer to a {@link StoreCommand}. */
    CompletionStage<Void> answered(PbxFact.CommandFact answer);
}
