package io.tandem.callstate.agent.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tandem.callstate.Bus;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class PresenceApiTest {

    private static final String TENANT = "presence";

    @Inject
    Bus bus;

    @Inject
    Agents agents;

    @BeforeEach
    void ada_grace_and_karen_are_there() {
        for (var agent : new String[] {"ada", "grace", "karen"}) {
            bus.agent(TENANT, agent);
            await().untilAsserted(() -> supervisor().get(path(agent)).then().statusCode(200));
            supervisor().post(path(agent) + "/logout").then().statusCode(200);
        }
    }

    private static String path(String agent) {
        return "/api/v1/presence/" + agent;
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private static RequestSpecification supervisor() {
        return with(Tokens.of(TENANT, "supervisor"));
    }

    private static RequestSpecification agent(String id) {
        return with(Tokens.ofAgent(TENANT, id));
    }

    private static void logIn(String id) {
        agent(id)
                .body(Map.of("mode", "on-demand"))
                .post(path(id) + "/login")
                .then()
                .statusCode(200)
                .body("status", equalTo("AVAILABLE"))
                .body("since", notNullValue())
                .body("seconds", notNullValue());
    }

    @Test
    void an_agent_pauses_with_a_reason_and_comes_back() {
        logIn("ada");

        agent("ada")
                .body(Map.of("status", "PAUSED", "reason", "lunch"))
                .put(path("ada"))
                .then()
                .statusCode(200)
                .body("status", equalTo("PAUSED"))
                .body("reason", equalTo("lunch"));
        agent("ada")
                .body(Map.of("status", "AVAILABLE"))
                .put(path("ada"))
                .then()
                .statusCode(200)
                .body("status", equalTo("AVAILABLE"))
                .body("reason", nullValue());
    }

    @Test
    void an_agent_changes_nobody_but_themselves() {
        logIn("grace");

        agent("ada").body(Map.of("status", "PAUSED")).put(path("grace")).then().statusCode(403);
        agent("ada").post(path("grace") + "/logout").then().statusCode(403);
        agent("ada")
                .body(Map.of("mode", "on-demand"))
                .post(path("karen") + "/login")
                .then()
                .statusCode(403);
        agent("ada").get(path("grace") + "/history").then().statusCode(403);
        supervisor().get(path("grace")).then().body("status", equalTo("AVAILABLE"));
    }

    @Test
    void a_supervisor_logs_an_agent_out_and_the_reason_is_shown() {
        logIn("ada");
        logIn("grace");

        supervisor()
                .post(path("ada") + "/logout")
                .then()
                .statusCode(200)
                .body("status", equalTo("OFFLINE"))
                .body("reason", equalTo("forced-logout"));
        supervisor()
                .queryParam("reason", "shift is over")
                .post(path("grace") + "/logout")
                .then()
                .body("reason", equalTo("shift is over"));
    }

    @Test
    void an_agent_who_logs_out_by_themselves_is_offline_without_a_reason() {
        logIn("karen");

        given().auth()
                .oauth2(Tokens.ofAgent(TENANT, "karen"))
                .post(path("karen") + "/logout")
                .then()
                .statusCode(200)
                .body("reason", nullValue());
    }

    @Test
    void what_comes_after_the_call_is_shown_during_it() {
        logIn("ada");
        agents.apply(TENANT, "ada", new Input.Reserve("call-1", true))
                .toCompletableFuture()
                .join();

        supervisor()
                .post(path("ada") + "/logout")
                .then()
                .statusCode(200)
                .body("status", equalTo("RESERVED"))
                .body("callId", equalTo("call-1"))
                .body("afterCall", equalTo("OFFLINE"));

        agents.apply(TENANT, "ada", new Input.Release("call-1"))
                .toCompletableFuture()
                .join();
        supervisor().get(path("ada")).then().body("status", equalTo("OFFLINE")).body("afterCall", nullValue());
    }

    @Test
    void the_list_is_by_id_and_keeps_who_has_a_presence_or_belongs_to_a_team() {
        logIn("grace");

        supervisor().get("/api/v1/presence").then().body("items.agentId", contains("ada", "grace", "karen"));
        supervisor()
                .get("/api/v1/presence?status=AVAILABLE&team=night")
                .then()
                .body("items.agentId", contains("grace"));
        supervisor().get("/api/v1/presence?team=day").then().body("items.size()", equalTo(0));
        supervisor()
                .get("/api/v1/presence?status=ASLEEP")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("status"));
    }

    @Test
    void the_list_comes_in_pages() {
        String next = supervisor()
                .get("/api/v1/presence?limit=2")
                .then()
                .body("items.agentId", contains("ada", "grace"))
                .extract()
                .path("next");

        supervisor()
                .get("/api/v1/presence?limit=2&cursor=" + next)
                .then()
                .body("items.agentId", contains("karen"))
                .body("next", nullValue());
    }

    @Test
    void bad_input_is_refused() {
        logIn("ada");

        supervisor().body(Map.of("status", "ON_CALL")).put(path("ada")).then().statusCode(422);
        supervisor()
                .body(Map.of("status", "PAUSED", "reason", "a\u0000b"))
                .put(path("ada"))
                .then()
                .statusCode(422);
        supervisor()
                .body(Map.of("status", "PAUSED", "reason", "x".repeat(101)))
                .put(path("ada"))
                .then()
                .statusCode(422);
        supervisor()
                .queryParam("reason", "x".repeat(101))
                .post(path("ada") + "/logout")
                .then()
                .statusCode(422);
        supervisor().get(path("nobody")).then().statusCode(404);
        supervisor().post(path("nobody") + "/logout").then().statusCode(404);
        supervisor()
                .get(path("ada"))
                .then()
                .body("status", equalTo("AVAILABLE"))
                .body("reason", nullValue());
        with(Tokens.of("globex", "supervisor")).get(path("ada")).then().statusCode(not(200));
    }
}
