package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import java.util.List;
import java.util.Map;

/** A call that was asked for over REST and talks; the bus plays the PBX. */
record Talk(Bus bus, String callId) {

    /** @param body of the request: agent-1 and +442079460000 */
    static Talk begun(Bus bus, Map<String, Object> body) {
        bus.usualDirectory();
        bus.bothLinksAlive();
        await().untilAsserted(() ->
                as(bus, "supervisor").get("/api/v1/presence").then().body("items", not(equalTo(List.of()))));
        String callId = as(bus, "supervisor")
                .body(body)
                .post("/api/v1/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("callId");
        var ami = Facts.of(callId).ami().agent();
        var ari = Facts.of(callId).ari();
        bus.facts(
                ami.created(),
                ami.answered(),
                ami.joinedTheRoom(),
                ari.agent().controlled("tandem-0-1"),
                ari.agent().enteredTheBridge(),
                ari.customer().created(),
                ari.customer().answered(),
                ari.customer().enteredTheBridge());
        await().untilAsserted(() -> assertThat(bus.told(callId)).contains("Connected"));
        return new Talk(bus, callId);
    }

    /** The links are said to live each time: on a slow machine they would be taken for lost. */
    static RequestSpecification as(Bus bus, String role) {
        bus.bothLinksAlive();
        return given().auth().oauth2(Tokens.of(role)).contentType(ContentType.JSON);
    }

    /** The agent may be wrapping up then: their next call does not mind. */
    void ends() {
        bus.facts(
                Facts.of(callId).ari().customer().hungUp(16),
                Facts.of(callId).ari().agent().hungUp(16),
                Facts.of(callId).ami().agent().hungUp(16));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
        await().untilAsserted(() ->
                as(bus, "supervisor").get("/api/v1/presence/agent-1").then().body("callId", nullValue()));
    }
}
