package io.tandem.callstate.recording.store;

import io.tandem.callstate.CallStateConfig;
import io.tandem.s3.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** The store that the settings name, for as long as this service runs. */
@ApplicationScoped
class ConfiguredStore {

    @Produces
    @ApplicationScoped
    RecordingFiles files(CallStateConfig config) {
        var recordings = config.recordings();
        return recordings.s3().bucket().isEmpty()
                ? new DirectoryFiles(recordings.directory())
                : new BucketFiles(new Bucket(recordings.s3()));
    }
}
