package io.tandem.callstate.recording;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Instant;

/** What has to be brought from the PBX into the store, and the command that asks for it: each attempt has an id of its own. */
public record StoreCommand(String recordingId, String callId, String pbxId, String tenant, int attempt) {

    private static final String STORE = ":store:";

    /** Whether it answers such a command. */
    public static boolean isAnswered(PbxFact.CommandFact fact) {
        return fact.commandId().contains(STORE);
    }

    public static String recordingOf(PbxFact.CommandFact answer) {
        var id = answer.commandId();
        return id.substring(0, id.indexOf(STORE));
    }

    public AriCommand.StoreRecording until(Instant expiry) {
        return new AriCommand.StoreRecording(
                recordingId + STORE + attempt,
                callId,
                pbxId,
                expiry,
                recordingId,
                RecordingKey.of(tenant, recordingId).path());
    }
}
