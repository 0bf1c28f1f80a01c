package io.tandem.callstate.call.api;

import static io.restassured.RestAssured.given;
import static io.tandem.callstate.call.api.AskedCall.supervisor;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tandem.callstate.Bus;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class DispositionApiTest {

    private final String agent = "disposition-" + Ulids.next();
    private String callId;

    @Inject
    Bus bus;

    @BeforeEach
    void a_call_was_asked_for() {
        callId = AskedCall.of(bus, agent);
    }

    private String path() {
        return "/api/v1/calls/" + callId + "/disposition";
    }

    private void end() {
        supervisor().post("/api/v1/calls/" + callId + "/hangup").then().statusCode(202);
        bus.facts(
                Facts.of(callId).ami().agent().created(),
                Facts.of(callId).ami().agent().hungUp(16));
        await().untilAsserted(
                        () -> supervisor().get("/api/v1/calls/" + callId).then().body("state", equalTo("ENDED")));
    }

    @Test
    void is_kept_with_the_call_while_it_lives_and_after_it_ended() {
        supervisor().get(path()).then().statusCode(404);
        supervisor().get("/api/v1/calls/" + callId).then().body("disposition", nullValue());

        supervisor()
                .body(Map.of("code", "SALE", "note", "two pieces\nof it", "callbackAt", "2099-01-01T10:00:00Z"))
                .post(path())
                .then()
                .statusCode(200);
        end();

        supervisor()
                .get("/api/v1/calls/" + callId)
                .then()
                .body("callId", equalTo(callId))
                .body("disposition.code", equalTo("SALE"))
                .body("disposition.note", equalTo("two pieces\nof it"))
                .body("disposition.callbackAt", equalTo("2099-01-01T10:00:00Z"));
    }

    @Test
    void given_again_replaces_what_was_said() {
        end();
        supervisor()
                .body(Map.of("code", "SALE", "note", "yes"))
                .post(path())
                .then()
                .statusCode(200);
        supervisor().body(Map.of("code", "NO_INTEREST")).post(path()).then().statusCode(200);

        supervisor()
                .get(path())
                .then()
                .statusCode(200)
                .body("code", equalTo("NO_INTEREST"))
                .body("note", nullValue());
    }

    @Test
    void of_what_cannot_be_is_refused() {
        supervisor().body(Map.of("note", "no code")).post(path()).then().statusCode(422);
        supervisor().body(Map.of("code", "")).post(path()).then().statusCode(422);
        supervisor()
                .body(Map.of("code", "S", "note", "x".repeat(4_001)))
                .post(path())
                .then()
                .statusCode(422);
        supervisor()
                .body(Map.of("code", "S", "note", "a\u0000b"))
                .post(path())
                .then()
                .statusCode(422);
        supervisor()
                .body(Map.of("code", "S", "callbackAt", "2001-01-01T10:00:00Z"))
                .post(path())
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("callbackAt"));
        supervisor()
                .body(Map.of("code", "S", "callbackAt", "soon"))
                .post(path())
                .then()
                .statusCode(400);
        supervisor().get(path()).then().statusCode(404);
    }

    @Test
    void of_another_tenants_or_agents_call_is_not_found() {
        for (var token : new String[] {Tokens.of("globex", "admin"), Tokens.ofAgent("acme", "agent-1")}) {
            given().auth()
                    .oauth2(token)
                    .contentType(ContentType.JSON)
                    .body(Map.of("code", "SALE"))
                    .post(path())
                    .then()
                    .statusCode(404);
        }
    }
}
