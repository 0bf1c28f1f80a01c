package io.tandem.hardware.node.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.contracts.NodeCapacity;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.Tokens;
import jakarta.inject.Inject;
import java.net.URI;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HardwareTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @Test
    void tells_what_the_node_has() {
        given().auth()
                .oauth2(Tokens.of("supervisor"))
                .get("/api/v1/hardware")
                .then()
                .statusCode(200)
                .body("node", equalTo("node-7"))
                .body("cores", greaterThanOrEqualTo(1))
                .body("memoryBytes", greaterThan(64_000_000L));
    }

    @Test
    void tells_nobody_without_a_token_and_no_agent() {
        given().get("/api/v1/hardware").then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2(Tokens.ofAgent("acme", "anna"))
                .get("/api/v1/hardware")
                .then()
                .statusCode(403);
    }

    @Test
    void publishes_its_capacity_at_start_keyed_by_node() {
        var sink = kafka.<String>sink("capacity");
        Awaitility.await().until(() -> !sink.received().isEmpty());

        var message = sink.received().getFirst();
        var measured = (NodeCapacity.Measured) new Wire().read(message.getPayload(), NodeCapacity.class);
        assertThat(measured.node()).isEqualTo("node-7");
        assertThat(measured.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(message.getMetadata(OutgoingKafkaRecordMetadata.class)
                        .orElseThrow()
                        .getKey())
                .isEqualTo("node-7");
    }

    @Test
    void is_ready() {
        given().get(ready).then().statusCode(200);
    }
}
