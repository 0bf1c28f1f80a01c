package io.tandem.callstate.call.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tandem.callstate.Bus;
import io.tandem.testkit.Tokens;
import java.util.Map;

/** A call that a supervisor asked for, and of which nothing has happened yet. */
final class AskedCall {

    /** Its id; the agent becomes known first. */
    static String of(Bus bus, String agent) {
        bus.usualDirectory();
        bus.agent("acme", agent);
        bus.bothLinksAlive();
        await().untilAsserted(() ->
                supervisor().get("/api/v1/presence/" + agent).then().statusCode(200));
        return supervisor()
                .body(Map.of("agentId", agent, "to", "+442079460000"))
                .post("/api/v1/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("callId");
    }

    static RequestSpecification supervisor() {
        return given().auth().oauth2(Tokens.of("supervisor")).contentType(ContentType.JSON);
    }

    private AskedCall() {}
}
