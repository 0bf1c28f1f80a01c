package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.contracts.AriCommand;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers, further parties and parking over REST, with real Redis and PostgreSQL; the topics are in memory, and the test is the PBX. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class TransferApiTest {

    @Inject
    Bus bus;

    private String callId;

    @BeforeEach
    void a_call_is_connected() {
        bus.usualDirectory();
        bus.bothLinksAlive();
        await().untilAsserted(() ->
                as("supervisor").get("/api/v1/presence").then().body("items.agentId", hasItem("agent-9")));
        callId = asked("agent-3");
        bus.connect(callId);
    }

    @AfterEach
    void the_call_ends() {
        var facts = Facts.of(callId);
        bus.facts(
                facts.ari().customer().hungUp(16),
                facts.ari().agent().hungUp(16),
                facts.ami().agent().hungUp(16));
        bus.ari(callId).forEach(command -> {
            if (command instanceof AriCommand.Regroup r && !r.channelId().endsWith("customer")) {
                bus.fact(facts.ari()
                        .leg(r.channelId().substring(callId.length() + 1))
                        .hungUp(16));
            }
        });
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
        isFree("agent-3");
        isFree("agent-4");
    }

    private String asked(String agentId) {
        return as("supervisor")
                .body(Map.of("agentId", agentId, "to", "+442079460000"))
                .post("/api/v1/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("callId");
    }

    /** The links are said to live each time: on a slow machine they would be taken for lost. */
    private RequestSpecification as(String role) {
        bus.bothLinksAlive();
        return given().auth().oauth2(Tokens.of(role)).contentType(ContentType.JSON);
    }

    private ValidatableResponse ask(String operation, Object body) {
        return as("supervisor")
                .body(body)
                .post("/api/v1/calls/" + callId + "/" + operation)
                .then();
    }

    private ValidatableResponse transfer(String kind, Map<String, String> to) {
        return ask("transfer", Map.of("kind", kind, "to", to));
    }

    private ValidatableResponse presence(String agentId) {
        return as("supervisor").get("/api/v1/presence/" + agentId).then();
    }

    private void isFree(String agentId) {
        await().untilAsserted(() -> presence(agentId).body("callId", nullValue()));
    }

    private <C extends AriCommand> C commanded(Class<C> type) {
        await().untilAsserted(() -> assertThat(bus.ari(callId)).hasAtLeastOneElementOfType(type));
        return type.cast(
                bus.ari(callId).stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    private Facts target() {
        var channelId = commanded(AriCommand.Transfer.class).channelId();
        return Facts.of(callId).ari().leg(channelId.substring(callId.length() + 1));
    }

    private void transferred() {
        transfer("blind", Map.of("agentId", "agent-4")).statusCode(202);
        var command = commanded(AriCommand.Transfer.class);
        bus.facts(
                target().transferBegun(command.order()),
                target().done(command.commandId()),
                target().answered(),
                target().transferred(command.order()),
                Facts.of(callId).ari().agent().hungUp(16));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("TransferCompleted"));
    }

    @Test
    void whoever_gets_the_call_was_reserved_for_it_and_has_it_and_the_other_is_free() {
        transferred();

        as("supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .body("agentId", equalTo("agent-4"))
                .body("state", equalTo("CONNECTED"))
                .body("legs.agentId", hasItem("agent-4"));
        await().untilAsserted(() ->
                presence("agent-4").body("status", equalTo("ON_CALL")).body("callId", equalTo(callId)));
        isFree("agent-3");
        as("supervisor")
                .queryParam("agentId", "agent-4")
                .get("/api/v1/calls")
                .then()
                .body("items.callId", hasItem(callId));
        given().auth()
                .oauth2(Tokens.ofAgent("acme", "agent-3"))
                .post("/api/v1/calls/" + callId + "/hold")
                .then()
                .statusCode(403);
        as("supervisor")
                .get("/api/v1/calls/" + callId + "/timeline")
                .then()
                .body("type", hasItem("call.transfer-completed"))
                .body("type", hasItem("pbx.transferred"));
    }

    @Test
    void an_agent_who_has_a_call_is_not_called_and_stays_on_it() {
        var other = asked("agent-4");

        transfer("blind", Map.of("agentId", "agent-4")).statusCode(409).body("detail", containsString("agent-4"));

        presence("agent-4").body("callId", equalTo(other));
        assertThat(bus.ari(callId)).noneMatch(AriCommand.Transfer.class::isInstance);
        bus.facts(
                Facts.of(other).ami().agent().created(),
                Facts.of(other).ami().agent().hungUp(17));
        await().untilAsserted(() -> assertThat(bus.told(other)).endsWith("Ended"));
    }

    @Test
    void an_agent_who_was_reserved_for_what_the_call_does_not_allow_is_free_again() {
        ask("unpark", Map.of("agentId", "agent-4")).statusCode(409).body("detail", containsString("not parked"));

        isFree("agent-4");
    }

    @Test
    void the_calls_own_agent_stays_on_it_when_a_transfer_to_them_is_refused() {
        transfer("blind", Map.of("agentId", "agent-3")).statusCode(409);

        presence("agent-3").body("callId", equalTo(callId));
    }

    @Test
    void what_cannot_be_dialled_is_refused_by_field() {
        transfer("blind", Map.of("number", "+449098790001")).statusCode(422);
        transfer("blind", Map.of("number", "+19005550100")).statusCode(422);
        transfer("blind", Map.of("number", "12")).statusCode(422).body("violations.field", hasItem("number"));
        transfer("blind", Map.of("agentId", "nobody")).statusCode(422).body("violations.field", hasItem("agentId"));
        transfer("blind", Map.of("queueId", "sales")).statusCode(422).body("violations.field", hasItem("queueId"));
        transfer("blind", Map.of("menuId", "main")).statusCode(422).body("violations.field", hasItem("menuId"));
        transfer("blind", Map.of()).statusCode(422);
        transfer("blind", Map.of("agentId", "agent-4", "number", "+442079460001"))
                .statusCode(422);
        transfer("sideways", Map.of("agentId", "agent-4")).statusCode(400);
        ask("park", Map.of("timeoutSeconds", 1)).statusCode(422);
        isFree("agent-4");
    }

    @Test
    void the_same_key_transfers_once() {
        for (int i = 0; i < 2; i++) {
            as("supervisor")
                    .header("Idempotency-Key", "transfer-of-" + callId)
                    .body(Map.of("kind", "attended", "to", Map.of("agentId", "agent-4")))
                    .post("/api/v1/calls/" + callId + "/transfer")
                    .then()
                    .statusCode(202);
        }

        assertThat(bus.ari(callId).stream().filter(AriCommand.Transfer.class::isInstance))
                .hasSize(1);
    }

    @Test
    void a_parked_customer_is_fetched_by_any_agent_for_themselves_only() {
        as("supervisor").post("/api/v1/calls/" + callId + "/park").then().statusCode(202);
        var park = commanded(AriCommand.Park.class);
        bus.facts(
                Facts.of(callId).ari().customer().parked(park.order()),
                Facts.of(callId).ari().done(park.commandId()),
                Facts.of(callId).ari().agent().hungUp(16));
        isFree("agent-3");
        as("supervisor").get("/api/v1/calls/" + callId).then().body("state", equalTo("HELD"));
        given().auth()
                .oauth2(Tokens.ofAgent("acme", "agent-5"))
                .contentType(ContentType.JSON)
                .body(Map.of("agentId", "agent-4"))
                .post("/api/v1/calls/" + callId + "/unpark")
                .then()
                .statusCode(403);
        bus.bothLinksAlive();
        given().auth()
                .oauth2(Tokens.ofAgent("acme", "agent-4"))
                .contentType(ContentType.JSON)
                .body(Map.of("agentId", "agent-4"))
                .post("/api/v1/calls/" + callId + "/unpark")
                .then()
                .statusCode(202);

        assertThat(commanded(AriCommand.Transfer.class).fromChannelId()).isNull();
        presence("agent-4").body("status", equalTo("RINGING"));
    }

    @Test
    void a_party_is_added_muted_and_removed_by_its_leg() {
        ask("parties", Map.of("number", "+442079460001")).statusCode(202);
        var add = commanded(AriCommand.AddParty.class);
        var leg = add.channelId().substring(callId.length() + 1);
        var party = Facts.of(callId).ari().leg(leg);
        bus.facts(party.done(add.commandId()), party.answered(), party.joinedTheCall(add.order()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("PartyJoined"));

        as("supervisor")
                .post("/api/v1/calls/" + callId + "/parties/" + leg + "/mute")
                .then()
                .statusCode(202);
        bus.fact(party.muted(
                io.tandem.contracts.MuteDirection.IN,
                commanded(AriCommand.Mute.class).order()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("PartyMuted"));
        as("supervisor")
                .delete("/api/v1/calls/" + callId + "/parties/" + leg)
                .then()
                .statusCode(202);

        assertThat(commanded(AriCommand.DropParty.class).channelId()).isEqualTo(add.channelId());
        as("supervisor")
                .delete("/api/v1/calls/" + callId + "/parties/party.1")
                .then()
                .statusCode(409)
                .body("detail", not(containsString("null")));
        bus.fact(party.hungUp(16));
    }
}
