package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who are to be called back, with real Redis and PostgreSQL; the test is the PBX and the phones. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class CallbackApiTest {

    private static final AtomicLong QUEUES = new AtomicLong();
    private static final String TENANT = "callbacks";
    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    Bus bus;

    @Inject
    RedisAPI redis;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private final List<String> agents = new ArrayList<>();
    private String queueId = "";
    private String number = "";

    @BeforeEach
    void a_queue_and_a_number_of_its_own_for_each_test() {
        var n = QUEUES.incrementAndGet();
        queueId = "q" + n;
        number = "+4420794605%02d".formatted(n);
        bus.directory("queue:" + TENANT + ":" + queueId, queue(queueId));
        bus.directory(
                "trunk:" + TENANT + ":carrier",
                new DirectoryEntry.Trunk(
                        TENANT, "carrier", 1, "Carrier", "carrier", List.of("+44"), false, 1, true, null));
        bus.bothLinksAlive();
    }

    @AfterEach
    void everybody_goes() {
        agents.forEach(agent -> as("supervisor").post("/api/v1/presence/" + agent + "/logout"));
    }

    private static DirectoryEntry.Queue queue(String id) {
        return new DirectoryEntry.Queue(
                TENANT,
                id,
                1,
                "Sales",
                List.of(),
                List.of(id),
                DirectoryEntry.RoutingStrategy.LONGEST_IDLE,
                Duration.ofSeconds(20),
                10,
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                "1",
                Duration.ofSeconds(20),
                Duration.ZERO,
                null);
    }

    private String agent(String name) {
        var id = name + "-" + queueId;
        agents.add(id);
        bus.directory(
                "agent:" + TENANT + ":" + id,
                new DirectoryEntry.Agent(TENANT, id, 1, name, "PJSIP/1001@phones", List.of(), List.of(queueId)));
        await().untilAsserted(() -> as("supervisor")
                .body(Map.of("mode", "on-demand"))
                .post("/api/v1/presence/" + id + "/login")
                .then()
                .statusCode(200));
        return id;
    }

    private RequestSpecification as(String role) {
        return with(Tokens.of(TENANT, role));
    }

    private RequestSpecification with(String token) {
        bus.bothLinksAlive();
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private Map<String, Object> body(Object... more) {
        var body = new HashMap<String, Object>(Map.of("number", number, "queueId", queueId));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    /** Until the directory is read, it is refused. */
    private String asked(Object... more) {
        return await().until(
                        () -> as("integration").body(body(more)).post("/api/v1/callbacks"),
                        answer -> answer.statusCode() == 201)
                .path("callbackId");
    }

    private ValidatableResponse read(String id) {
        return as("supervisor").get("/api/v1/callbacks/" + id).then();
    }

    private void is(String id, String state) {
        await().atMost(LONG).untilAsserted(() -> read(id).body("state", equalTo(state)));
    }

    /** The call of the attempt that is under way. */
    private String attempt(String id, int nth) {
        await().atMost(LONG).untilAsserted(() -> read(id).body("attempts.size()", equalTo(nth)));
        String callId = read(id).extract().path("attempts[" + (nth - 1) + "].callId");
        await().atMost(LONG).until(() -> {
            bus.bothLinksAlive(); // their word holds for three seconds
            return !bus.ami(callId).isEmpty();
        });
        return callId;
    }

    /** The agent comes, and the customer's phone is not answered. */
    private void isBusy(String callId) {
        var ami = Facts.of(callId).ami().agent();
        var ari = Facts.of(callId).ari();
        bus.facts(
                ami.created(),
                ami.answered(),
                ami.joinedTheRoom(),
                ari.agent().controlled("tandem-0-1"),
                ari.agent().enteredTheBridge(),
                ari.customer().created(),
                ari.customer().hungUp(17),
                ari.agent().hungUp(16),
                ami.hungUp(16));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
    }

    private void talks(String callId) {
        bus.connect(callId);
        bus.facts(
                Facts.of(callId).ari().customer().hungUp(16),
                Facts.of(callId).ari().agent().hungUp(16),
                Facts.of(callId).ami().agent().hungUp(16));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
    }

    private void owner(String sql) {
        try (var owner = DriverManager.getConnection(database, "tandem", "tandem");
                var change = owner.createStatement()) {
            assertThat(change.executeUpdate(sql)).as(sql).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @Test
    void somebody_is_called_by_an_agent_of_the_queue_and_the_attempt_can_be_read() {
        var id = asked("metadata", Map.of("ticket", "4711"), "note", "about the invoice", "from", "+442079460800");
        read(id).body("state", equalTo("WAITING")).body("attempts", empty());

        var ann = agent("ann");
        var callId = attempt(id, 1);
        assertThat(callId).isEqualTo(id);
        as("supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .body("to", equalTo(number))
                .body("from", equalTo("+442079460800"))
                .body("agentId", equalTo(ann))
                .body("metadata.ticket", equalTo("4711"))
                .body("metadata.callbackId", equalTo(id));
        talks(callId);

        is(id, "DONE");
        read(id).body("attempts[0].outcome", equalTo("ANSWERED"))
                .body("attempts[0].agentId", equalTo(ann))
                .body("tries", equalTo(1))
                .body("nextAttemptAt", nullValue());
    }

    @Test
    void who_is_busy_is_called_again_and_then_visibly_given_up() {
        var id = asked();
        agent("ann");

        isBusy(attempt(id, 1));
        var second = attempt(id, 2);
        assertThat(second).isNotEqualTo(id);
        isBusy(second);

        is(id, "GIVEN_UP");
        read(id).body("attempts.outcome", equalTo(List.of("BUSY", "BUSY")))
                .body("reason", equalTo("BUSY at attempt 2 of 2"))
                .body("tries", equalTo(2));
        as("supervisor")
                .queryParam("state", "GIVEN_UP")
                .queryParam("queueId", queueId)
                .get("/api/v1/callbacks")
                .then()
                .body("items.callbackId", equalTo(List.of(id)));
        assertThat(bus.ami(id)).isNotEmpty();
    }

    @Test
    void an_agent_who_does_not_come_costs_the_customer_no_attempt() {
        var id = asked();
        agent("ann");
        var callId = attempt(id, 1);
        bus.facts(
                Facts.of(callId).ami().agent().created(),
                Facts.of(callId).ami().agent().hungUp(19));

        is(id, "WAITING");
        read(id).body("tries", equalTo(0)).body("attempts[0].outcome", equalTo("AGENT_NO_ANSWER"));
    }

    @Test
    void nobody_is_called_before_the_time_and_a_change_of_it_counts() {
        var tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        var id = asked("notBefore", tomorrow.toString());
        agent("ann");
        var other = asked();
        talks(attempt(other, 1));
        read(id).body("state", equalTo("WAITING")).body("nextAttemptAt", equalTo(tomorrow.toString()));

        as("supervisor")
                .body(body("priority", 9, "notBefore", tomorrow.toString()))
                .put("/api/v1/callbacks/" + id)
                .then()
                .statusCode(200)
                .body("priority", equalTo(9))
                .body("nextAttemptAt", equalTo(tomorrow.toString()));
        as("supervisor")
                .body(body("note", "now, please"))
                .put("/api/v1/callbacks/" + id)
                .then()
                .statusCode(200)
                .body("note", equalTo("now, please"));

        talks(attempt(id, 1));
        is(id, "DONE");
    }

    @Test
    void one_that_is_cancelled_is_never_made_and_one_that_is_over_cannot_be() {
        var id = asked();
        as("supervisor").delete("/api/v1/callbacks/" + id).then().statusCode(204);
        as("supervisor").delete("/api/v1/callbacks/" + id).then().statusCode(204);
        as("supervisor")
                .body(body())
                .put("/api/v1/callbacks/" + id)
                .then()
                .statusCode(409)
                .body("detail", containsString("CANCELLED"));

        agent("ann");
        var other = asked();
        var callId = attempt(other, 1);
        as("supervisor")
                .delete("/api/v1/callbacks/" + other)
                .then()
                .statusCode(409)
                .body("detail", containsString(callId));
        talks(callId);
        is(other, "DONE");

        read(id).body("state", equalTo("CANCELLED")).body("attempts", empty());
        as("supervisor").delete("/api/v1/callbacks/" + other).then().statusCode(409);
    }

    @Test
    void a_place_that_redis_lost_is_made_again() {
        var id = asked();
        var place = "queue:{" + TENANT + "|" + queueId + "}";
        await().atMost(LONG)
                .until(() -> redis.zcard(place).await().indefinitely().toInteger() == 1);

        redis.del(List.of(place, "queues")).await().indefinitely();

        await().atMost(LONG)
                .until(() -> redis.zcard(place).await().indefinitely().toInteger() == 1);
        agent("ann");
        talks(attempt(id, 1));
        is(id, "DONE");
    }

    @Test
    void an_attempt_that_was_written_down_and_never_begun_is_made_after_all_while_its_place_stands() {
        var id = asked();
        dies(id);
        agent("ann");

        talks(attempt(id, 1));

        is(id, "DONE");
    }

    @Test
    void an_attempt_whose_call_and_place_are_gone_is_not_dialled_again() {
        var id = asked();
        dies(id);
        redis.del(List.of("queue:{" + TENANT + "|" + queueId + "}")).await().indefinitely();
        agent("ann");

        is(id, "GIVEN_UP");

        read(id).body("attempts.outcome", equalTo(List.of("UNKNOWN")));
        assertThat(bus.ami(id)).isEmpty();
    }

    /** As a replica leaves it that died between the attempt and its call, a while ago. */
    private void dies(String id) {
        var place = "queue:{" + TENANT + "|" + queueId + "}";
        await().atMost(LONG)
                .until(() -> redis.zcard(place).await().indefinitely().toInteger() == 1);
        owner("WITH c AS (UPDATE calls.callback SET state = 'CALLING' WHERE callback_id = '" + id
                + "' RETURNING call_id) INSERT INTO calls.callback_attempt (call_id, callback_id, agent_id, at)"
                + " SELECT call_id, '" + id + "', 'gone', now() - interval '59 s' FROM c");
    }

    @Test
    void the_same_key_is_the_same_callback() {
        asked();
        var first = as("integration")
                .header("Idempotency-Key", queueId)
                .body(body("note", "a"))
                .post("/api/v1/callbacks");
        var again = as("integration")
                .header("Idempotency-Key", queueId)
                .body(body("note", "a"))
                .post("/api/v1/callbacks");
        var other = as("integration")
                .header("Idempotency-Key", queueId)
                .body(body("note", "b"))
                .post("/api/v1/callbacks");

        assertThat(again.<String>path("callbackId")).isEqualTo(first.path("callbackId"));
        other.then().statusCode(422);
        as("supervisor")
                .queryParam("number", number)
                .queryParam("limit", 1)
                .get("/api/v1/callbacks")
                .then()
                .body("items.callbackId", equalTo(List.of(first.<String>path("callbackId"))))
                .body("next", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void what_cannot_be_called_is_refused_at_once() {
        asked();
        for (var wrong : List.of(
                body("number", "everybody"),
                body("number", "+14155550100"),
                body("queueId", "nowhere"),
                body("priority", 11),
                body("notAfter", "2020-01-01T00:00:00Z"),
                body("notBefore", "2999-01-01T00:00:00Z"))) {
            as("supervisor").body(wrong).post("/api/v1/callbacks").then().statusCode(422);
        }
        as("supervisor")
                .body(body("notBefore", "2026-11-22T10:00:00"))
                .post("/api/v1/callbacks")
                .then()
                .statusCode(400);
        as("supervisor").get("/api/v1/callbacks?state=LATER").then().statusCode(422);
        as("supervisor").get("/api/v1/callbacks/none").then().statusCode(404);
    }

    @Test
    void an_agent_sees_what_they_asked_for_and_another_tenant_nothing() {
        var id = asked();
        var ann = Tokens.ofAgent(TENANT, "ann");
        String hers = with(ann).body(body()).post("/api/v1/callbacks").path("callbackId");

        with(ann).get("/api/v1/callbacks/" + id).then().statusCode(404);
        with(ann).get("/api/v1/callbacks/" + hers).then().statusCode(200).body("agentId", equalTo("ann"));
        with(ann).get("/api/v1/callbacks").then().body("items.callbackId", equalTo(List.of(hers)));
        as("supervisor")
                .queryParam("number", number)
                .get("/api/v1/callbacks")
                .then()
                .body("items.callbackId", hasItems(id, hers));
        with(Tokens.of("elsewhere", "admin"))
                .get("/api/v1/callbacks/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void a_person_who_is_erased_is_not_called_and_the_report_says_so() {
        var id = asked(
                "note",
                "ring " + number,
                "notBefore",
                Instant.now().plusSeconds(3600).toString());

        as("admin")
                .body(Map.of("number", number))
                .post("/api/v1/erasures")
                .then()
                .body("erased.callbacks", equalTo(1));

        read(id).body("state", equalTo("CANCELLED"))
                .body("reason", equalTo("the number was erased"))
                .body("number", startsWith("erased:"))
                .body("note", startsWith("ring erased:"));
    }

    @Test
    void a_person_who_is_erased_while_their_place_stands_loses_it() {
        var id = asked();
        var place = "queue:{" + TENANT + "|" + queueId + "}";
        await().atMost(LONG)
                .until(() -> redis.zcard(place).await().indefinitely().toInteger() == 1);

        String erasureId = as("admin")
                .body(Map.of("number", number))
                .post("/api/v1/erasures")
                .path("erasureId");

        await().atMost(LONG).untilAsserted(() -> as("admin")
                .get("/api/v1/erasures/" + erasureId)
                .then()
                .body("doneAt", org.hamcrest.Matchers.notNullValue())
                .body("erased.callbacks", equalTo(1)));
        assertThat(redis.zcard(place).await().indefinitely().toInteger()).isZero();
        read(id).body("state", equalTo("CANCELLED"));
    }
}
