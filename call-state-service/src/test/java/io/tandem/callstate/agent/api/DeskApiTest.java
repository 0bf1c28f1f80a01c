package io.tandem.callstate.agent.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.callstate.Bus;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent who waits at a desk, from REST to the commands, and from the facts back. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class DeskApiTest {

    private static final String TENANT = "desks";
    private static final String ADA = "/api/v1/presence/ada";

    @Inject
    Bus bus;

    @BeforeEach
    void ada_is_there() {
        bus.agent(TENANT, "ada");
        await().untilAsserted(() -> agent().get(ADA).then().statusCode(200));
    }

    @AfterEach
    void ada_goes() {
        agent().post(ADA + "/logout").then().statusCode(200);
    }

    private static RequestSpecification agent() {
        return given().auth().oauth2(Tokens.ofAgent(TENANT, "ada")).contentType(ContentType.JSON);
    }

    private static ValidatableResponse logsIn() {
        return agent().body(Map.of("mode", "waiting")).post(ADA + "/login").then();
    }

    /** The id of the desk whose phone is called. */
    private String goesToTheDesk() {
        bus.bothLinksAlive();
        await().untilAsserted(() ->
                logsIn().statusCode(200).body("status", equalTo("RINGING")).body("mode", equalTo("waiting")));
        return bus.desks().getLast().callId();
    }

    private String waits() {
        var deskId = goesToTheDesk();
        bus.fact(phone(deskId).created());
        bus.fact(phone(deskId).enteredTheBridge());
        isIn("AVAILABLE", null);
        return deskId;
    }

    private static Facts phone(String deskId) {
        return Facts.of(deskId).ari().leg("desk").at(Instant.now());
    }

    private static void isIn(String status, String reason) {
        await().untilAsserted(() -> agent().get(ADA)
                .then()
                .body("status", equalTo(status))
                .body("reason", reason == null ? nullValue() : equalTo(reason)));
    }

    private static PbxFact.SnapshotTaken listing(String... channels) {
        var live = List.of(channels).stream()
                .map(id -> new PbxFact.LiveChannel(id.substring(0, 26), id, "Up"))
                .toList();
        return new PbxFact.SnapshotTaken(Facts.PBX, FactSource.ARI, Instant.now(), Instant.now(), live);
    }

    private List<AriCommand> hangUpsOf(String deskId) {
        return bus.ari(deskId).stream()
                .filter(AriCommand.HangUp.class::isInstance)
                .toList();
    }

    @Test
    void a_login_is_refused_where_no_ari_lives() {
        // The links of other tests are believed in for 3 s.
        await().untilAsserted(() -> {
            agent().post(ADA + "/logout").then().statusCode(200);
            logsIn().statusCode(503).body("detail", containsString("ARI"));
        });

        isIn("OFFLINE", null);
    }

    @Test
    void the_phone_is_called_once_and_the_agent_is_available_when_it_is_in_its_bridge() {
        var deskId = waits();

        logsIn().statusCode(200).body("status", equalTo("AVAILABLE"));

        assertThat(bus.ari(deskId)).singleElement().isInstanceOfSatisfying(AriCommand.OriginateAgent.class, call -> {
            assertThat(call.channelId()).isEqualTo(deskId + ".desk");
            assertThat(call.endpoint()).isEqualTo("PJSIP/1001@phones");
        });
        assertThat(bus.presences(TENANT)).extracting(e -> e.status().name()).endsWith("RINGING", "AVAILABLE");
    }

    @Test
    void a_phone_that_is_busy_leaves_the_agent_offline_with_the_reason() {
        var deskId = goesToTheDesk();

        bus.fact(phone(deskId).hungUp(17));

        isIn("OFFLINE", "desk-busy");
    }

    @Test
    void a_logout_hangs_the_phone_up() {
        var deskId = waits();

        agent().post(ADA + "/logout").then().statusCode(200).body("status", equalTo("OFFLINE"));

        assertThat(hangUpsOf(deskId)).hasSize(1);
    }

    @Test
    void what_is_told_of_a_desk_that_was_given_up_changes_nothing() {
        var before = waits();
        agent().post(ADA + "/logout").then().statusCode(200);
        var deskId = waits();

        bus.fact(phone(before).hungUp(16));
        bus.fact(phone(deskId).hungUp(16));

        isIn("OFFLINE", "desk-hung-up");
        assertThat(bus.presences(TENANT))
                .filteredOn(e -> "desk-hung-up".equals(e.reason()))
                .hasSize(1);
    }

    @Test
    void a_snapshot_of_ari_without_the_phone_loses_the_desk_and_one_with_it_does_not() {
        var deskId = waits();

        bus.fact(listing(deskId + ".desk"));
        bus.fact(listing());

        isIn("OFFLINE", "desk-lost");
        assertThat(hangUpsOf(deskId)).hasSize(1);
    }

    @Test
    void a_desk_on_the_pbx_that_is_nobodys_is_hung_up() {
        var deskId = Ulids.next();

        bus.fact(listing(deskId + ".desk"));

        await().untilAsserted(() -> assertThat(hangUpsOf(deskId)).hasSize(1));
    }

    @Test
    void a_call_of_the_agents_own_reaches_them_at_the_desk() {
        bus.directory(
                "trunk:" + TENANT + ":carrier",
                new io.tandem.contracts.DirectoryEntry.Trunk(
                        TENANT, "carrier", 1, "Carrier", "carrier", List.of("+44"), false, 1, true, null));
        var deskId = waits();
        bus.bothLinksAlive();

        var callId = await().until(
                        () -> agent().body(Map.of("agentId", "ada", "to", "+442079460103"))
                                .post("/api/v1/calls")
                                .then()
                                .extract()
                                .<String>path("callId"),
                        it -> it != null);

        await().untilAsserted(() -> assertThat(bus.ari(callId))
                .first()
                .isInstanceOfSatisfying(AriCommand.OriginateAgent.class, call -> assertThat(call.endpoint())
                        .isEqualTo("Local/" + deskId + "@tandem-desk/n")));
        assertThat(bus.ami(callId)).isEmpty();
        bus.fact(Facts.of(callId).ari().agent().created());
        bus.fact(Facts.of(callId).ari().agent().hungUp(20));
        await().untilAsserted(() -> agent().get(ADA).then().body("callId", nullValue()));
    }
}
