package io.tandem.callstate.call.api;

import static io.restassured.RestAssured.given;
import static io.tandem.callstate.call.api.AskedCall.supervisor;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tandem.callstate.Bus;
import io.tandem.contracts.CallEvent;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class ContextApiTest {

    private final String agent = "context-" + Ulids.next();
    private String callId;

    @Inject
    Bus bus;

    @Inject
    RedisAPI redis;

    @BeforeEach
    void a_call_was_asked_for() {
        callId = AskedCall.of(bus, agent);
    }

    private String path() {
        return "/api/v1/calls/" + callId + "/context";
    }

    private List<CallEvent.ContextChanged> told() {
        return bus.events(callId).stream()
                .filter(CallEvent.ContextChanged.class::isInstance)
                .map(CallEvent.ContextChanged.class::cast)
                .toList();
    }

    private long millisLeft() {
        return redis.pttl("call:{" + callId + "}:context")
                .await()
                .indefinitely()
                .toLong();
    }

    private void end() {
        supervisor().post("/api/v1/calls/" + callId + "/hangup").then().statusCode(202);
        bus.facts(
                Facts.of(callId).ami().agent().created(),
                Facts.of(callId).ami().agent().hungUp(16));
        await().untilAsserted(() -> assertThat(bus.told(callId)).contains("Ended"));
    }

    @Test
    void what_was_put_is_got_as_it_was_and_told() {
        supervisor().get(path()).then().statusCode(404);

        supervisor()
                .body("{\"name\": \"Ada\",  \"crm\": [1, 2]}")
                .put(path())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");

        supervisor()
                .get(path())
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .contentType(ContentType.JSON)
                .body(equalTo("{\"name\": \"Ada\",  \"crm\": [1, 2]}"));
        assertThat(told()).singleElement().satisfies(e -> {
            assertThat(e.revision()).isEqualTo(1);
            assertThat(e.bytes()).isEqualTo(31);
            assertThat(e.call().agentId()).isEqualTo(agent);
        });
    }

    @Test
    void who_does_not_know_the_latest_changes_nothing() {
        supervisor().body("1").put(path()).then().header("ETag", "\"1\"");
        supervisor().header("If-Match", "\"1\"").body("2").put(path()).then().statusCode(200);

        supervisor()
                .header("If-Match", "\"1\"")
                .body("3")
                .put(path())
                .then()
                .statusCode(412)
                .contentType("application/problem+json");
        supervisor().header("If-None-Match", "*").body("4").put(path()).then().statusCode(412);

        supervisor().get(path()).then().header("ETag", "\"2\"").body(equalTo("2"));
        supervisor().header("If-None-Match", "\"2\"").get(path()).then().statusCode(304);
        assertThat(told()).hasSize(2);
    }

    @Test
    void of_many_who_write_at_once_on_one_revision_one_succeeds() {
        supervisor().body("{}").put(path()).then().statusCode(200);

        var answers = IntStream.range(0, 20)
                .parallel()
                .map(i -> supervisor()
                        .header("If-Match", "\"1\"")
                        .body(Integer.toString(i))
                        .put(path())
                        .statusCode())
                .boxed()
                .toList();

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 412).hasSize(19);
    }

    @Test
    void of_many_who_write_without_a_condition_none_is_lost() {
        IntStream.range(0, 20).parallel().forEach(i -> supervisor()
                .body(Integer.toString(i))
                .put(path())
                .then()
                .statusCode(200));

        supervisor().get(path()).then().header("ETag", "\"20\"");
        assertThat(told())
                .extracting(CallEvent.ContextChanged::revision)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void sixty_four_kilobytes_are_taken_and_one_byte_more_is_not() {
        supervisor().body("\"" + "x".repeat(65_534) + "\"").put(path()).then().statusCode(200);

        supervisor()
                .body("\"" + "x".repeat(65_535) + "\"")
                .put(path())
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        supervisor().body("\"" + "é".repeat(33_000) + "\"").put(path()).then().statusCode(413);
        supervisor().get(path()).then().header("ETag", "\"1\"");
    }

    @Test
    void what_is_no_json_is_refused() {
        for (var body : List.of("{nope", "{} {}", " ", "[".repeat(5_000))) {
            supervisor().body(body).put(path()).then().statusCode(400);
        }
        supervisor().body("{}".getBytes(UTF_16)).put(path()).then().statusCode(400);
        supervisor().body(new byte[] {'"', (byte) 0xff, '"'}).put(path()).then().statusCode(400);
        supervisor().get(path()).then().statusCode(404);
        assertThat(told()).isEmpty();
    }

    @Test
    void it_is_kept_for_an_hour_after_the_end_and_for_as_long_as_the_call_lives() {
        supervisor().body("{}").put(path()).then().statusCode(200);
        assertThat(millisLeft()).isEqualTo(-1);

        end();

        assertThat(millisLeft())
                .isBetween(
                        Duration.ofMinutes(59).toMillis(), Duration.ofHours(1).toMillis());
        supervisor().body("{\"late\":true}").put(path()).then().statusCode(200);
        assertThat(millisLeft())
                .isBetween(
                        Duration.ofMinutes(58).toMillis(), Duration.ofHours(1).toMillis());
        supervisor().get(path()).then().body(containsString("late"));
    }

    @Test
    void it_is_nobody_elses() {
        supervisor().body("{}").put(path()).then().statusCode(200);

        for (var token : List.of(Tokens.of("globex", "admin"), Tokens.ofAgent("acme", "agent-1"))) {
            given().auth().oauth2(token).get(path()).then().statusCode(404);
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .put(path())
                    .then()
                    .statusCode(404);
        }
        given().auth().oauth2(Tokens.ofAgent("acme", agent)).get(path()).then().statusCode(200);
    }
}
