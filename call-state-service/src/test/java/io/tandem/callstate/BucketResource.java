package io.tandem.callstate;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.s3.S3Server;
import java.util.Map;

/** The store is a bucket; its files are seen where the store keeps them. */
public final class BucketResource implements QuarkusTestResourceLifecycleManager {

    /** The name of the setting that tells the store's process. */
    static final String PROCESS = "tests.store.process";

    private S3Server server;

    @Override
    public Map<String, String> start() {
        server = S3Server.start();
        return Map.of(
                "call-state-service.recordings.directory",
                server.data().toString(),
                "call-state-service.recordings.s3.endpoint",
                server.endpoint().toString(),
                "call-state-service.recordings.s3.bucket",
                S3Server.BUCKET,
                "call-state-service.recordings.s3.timeout",
                "PT2S",
                PROCESS,
                Long.toString(server.pid()),
                "call-state-service.recordings.s3.access-key",
                S3Server.ACCESS_KEY,
                "call-state-service.recordings.s3.secret-key",
                S3Server.SECRET_KEY);
    }

    @Override
    public void stop() {
        server.close();
    }
}
