package io.tandem.callstate;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;

/** In a directory, with real Redis and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class RecordingApiTest extends RecordingApiContract {}
