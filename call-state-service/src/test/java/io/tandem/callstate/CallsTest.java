package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.call.stream.PbxRouter;
import io.tandem.callstate.pbx.PbxView;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallRequest;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The service with real Redis and PostgreSQL; the topics are in memory, and the test is the PBX. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class CallsTest {

    private static final String NUMBER = "+442079460000";

    @Inject
    Bus bus;

    @Inject
    Pool postgres;

    @Inject
    RedisLinks links;

    @Inject
    PbxRouter router;

    @BeforeEach
    void everything_is_there() {
        bus.usualDirectory();
        bus.bothLinksAlive();
        await().untilAsserted(
                        () -> as("supervisor").get("/api/v1/presence").then().body("items", not(equalTo(List.of()))));
        for (int i = 1; i <= 9; i++) {
            var agent = "agent-" + i;
            String callId = as("supervisor")
                    .get("/api/v1/presence/" + agent)
                    .then()
                    .extract()
                    .path("callId");
            if (callId != null) {
                hangUp(callId);
            }
        }
    }

    private void hangUp(String callId) {
        as("admin").post("/api/v1/calls/" + callId + "/hangup");
        bus.facts(
                Facts.of(callId).agent().created(),
                Facts.of(callId).agent().hungUp(16),
                Facts.of(callId).customer().created(),
                Facts.of(callId).customer().hungUp(16));
        await().untilAsserted(() -> assertThat(
                        as("admin").get("/api/v1/calls/" + callId).<String>path("state"))
                .isEqualTo("ENDED"));
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType(ContentType.JSON);
    }

    private static ValidatableResponse post(Map<String, Object> body) {
        return as("supervisor").body(body).post("/api/v1/calls").then();
    }

    /** A link's word holds for three seconds, which a slow machine may have let pass. */
    private String started(String agent) {
        var body = Map.of("agentId", agent, "to", NUMBER);
        return await().until(
                        () -> {
                            bus.bothLinksAlive();
                            return as("supervisor").body(body).post("/api/v1/calls");
                        },
                        answer -> answer.statusCode() == 202)
                .path("callId");
    }

    private void answeredByTheAgent(String callId) {
        var ami = Facts.of(callId).ami().agent();
        bus.facts(ami.created(), ami.dialing(), ami.ringing(), ami.answered(), ami.joinedTheRoom());
    }

    private void connected(String callId) {
        answeredByTheAgent(callId);
        var ari = Facts.of(callId).ari();
        bus.facts(
                ari.agent().controlled("tandem-0-1"),
                ari.agent().enteredTheBridge(),
                ari.customer().created(),
                ari.customer().ringing(),
                ari.customer().answered(),
                ari.customer().enteredTheBridge());
        await().untilAsserted(() -> assertThat(bus.told(callId)).contains("Connected"));
    }

    private void ended(String callId) {
        bus.facts(
                Facts.of(callId).ari().customer().hungUp(16),
                Facts.of(callId).ari().agent().hungUp(16),
                Facts.of(callId).ami().agent().hungUp(16));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
    }

    @Nested
    class a_click_to_call {

        @Test
        void goes_the_hybrid_way_from_request_to_end() {
            var callId = started("agent-1");
            assertThat(bus.ami(callId)).singleElement().isInstanceOf(AmiCommand.OriginateToConference.class);

            answeredByTheAgent(callId);
            await().untilAsserted(() -> assertThat(bus.ami(callId)).hasSize(2));
            assertThat(bus.ami(callId).getLast())
                    .isInstanceOfSatisfying(AmiCommand.HandOff.class, h -> assertThat(h.application())
                            .startsWith("tandem-"));
            as("supervisor").get("/api/v1/presence/agent-1").then().body("status", equalTo("ON_CALL"));

            connected(callId);
            assertThat(bus.ari(callId)).singleElement().isInstanceOf(AriCommand.DialCustomer.class);
            as("supervisor").get("/api/v1/calls/" + callId).then().body("state", equalTo("CONNECTED"));

            ended(callId);
            assertThat(bus.told(callId))
                    .containsExactly(
                            "Requested",
                            "AgentDialing",
                            "AgentRinging",
                            "AgentAnswered",
                            "AgentInConference",
                            "HandedOff",
                            "CustomerDialing",
                            "CustomerRinging",
                            "CustomerAnswered",
                            "Connected",
                            "Ended");
            as("supervisor")
                    .get("/api/v1/calls/" + callId)
                    .then()
                    .body("outcome", equalTo("ANSWERED"))
                    .body("mode", equalTo("hybrid"))
                    .body("to", equalTo(NUMBER));
            await().untilAsserted(() ->
                    as("supervisor").get("/api/v1/presence/agent-1").then().body("status", equalTo("OFFLINE")));
        }

        @Test
        void leaves_a_timeline_of_both_interfaces_without_an_event_twice() {
            var callId = started("agent-2");
            connected(callId);
            ended(callId);

            List<Map<String, Object>> timeline = as("supervisor")
                    .get("/api/v1/calls/" + callId + "/timeline")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("");

            assertThat(timeline).extracting(e -> e.get("source")).contains("AMI", "ARI", "TANDEM");
            assertThat(timeline.stream().map(e -> (String) e.get("type")).filter(t -> t.startsWith("call.")))
                    .doesNotHaveDuplicates()
                    .startsWith("call.requested")
                    .endsWith("call.ended");
        }

        @Test
        void is_archived_with_its_timeline_and_leaves_nothing_in_redis() {
            var callId = started("agent-3");
            connected(callId);
            ended(callId);

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !bus.ownFacts(callId).isEmpty());
            bus.ownFacts(callId).forEach(bus::fact);
            bus.fact(Facts.of(callId).ami().customer().hungUp(16));

            as("supervisor").get("/api/v1/calls/" + callId).then().body("outcome", equalTo("ANSWERED"));
            as("supervisor").get("/api/v1/calls/" + callId + "/timeline").then().body("type", hasItem("call.ended"));
            as("supervisor").get("/api/v1/calls?agentId=agent-3").then().body("items.callId", hasItem(callId));
            await().untilAsserted(() -> assertThat(keysOf(callId)).isEmpty());
        }

        @Test
        void can_be_hung_up_once() {
            var callId = started("agent-4");
            connected(callId);

            as("supervisor").post("/api/v1/calls/" + callId + "/hangup").then().statusCode(202);
            await().untilAsserted(
                            () -> assertThat(bus.ari(callId)).hasAtLeastOneElementOfType(AriCommand.EndCall.class));
            ended(callId);

            as("supervisor").post("/api/v1/calls/" + callId + "/hangup").then().statusCode(409);
        }
    }

    @Inject
    io.vertx.mutiny.redis.client.RedisAPI redis;

    private List<String> keysOf(String callId) {
        var found = new java.util.ArrayList<String>();
        redis.keysAndAwait("*" + callId + "*").forEach(k -> found.add(k.toString()));
        return found;
    }

    @Nested
    class a_fact_that_is_read_again {

        @Test
        void changes_nothing_and_tells_nothing_new() {
            var callId = started("agent-5");
            var offset = bus.fact(Facts.of(callId).ami().agent().created());
            await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("AgentDialing"));

            bus.fact(Facts.of(callId).ami().agent().created(), offset);
            bus.fact(Facts.of(callId).ami().agent().ringing());
            await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("AgentRinging"));

            assertThat(bus.told(callId)).containsExactly("Requested", "AgentDialing", "AgentRinging");
        }
    }

    @Nested
    class a_request {

        @Test
        void for_an_unknown_agent_is_refused() {
            post(Map.of("agentId", "nobody", "to", NUMBER))
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("violations.field", hasItem("agentId"));
        }

        @Test
        void to_what_is_no_number_is_refused() {
            post(Map.of("agentId", "agent-7", "to", "12")).statusCode(422).body("violations.field", hasItem("to"));
        }

        @Test
        void to_a_premium_number_is_refused() {
            post(Map.of("agentId", "agent-7", "to", "+449098790000"))
                    .statusCode(422)
                    .body("violations[0].message", containsString("premium"));
        }

        @Test
        void to_a_country_without_a_trunk_is_refused() {
            post(Map.of("agentId", "agent-7", "to", "+33142685300"))
                    .statusCode(422)
                    .body("violations.field", hasItem("to"));
        }

        @Test
        void for_an_agent_who_has_a_call_is_a_conflict() {
            started("agent-7");

            post(Map.of("agentId", "agent-7", "to", NUMBER)).statusCode(409);
        }

        @Test
        void repeated_with_its_key_gets_the_same_answer_and_dials_once() {
            var key = Ulids.next();
            var body = Map.of("agentId", "agent-8", "to", NUMBER);
            String first = as("supervisor")
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/api/v1/calls")
                    .path("callId");

            String second = as("supervisor")
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/api/v1/calls")
                    .path("callId");

            assertThat(second).isEqualTo(first);
            assertThat(bus.ami(first)).hasSize(1);
            as("supervisor")
                    .header("Idempotency-Key", key)
                    .body(Map.of("agentId", "agent-8", "to", "+442079460001"))
                    .post("/api/v1/calls")
                    .then()
                    .statusCode(422);
        }

        @Test
        void without_a_token_is_unauthorized() {
            given().contentType(ContentType.JSON)
                    .body("{}")
                    .post("/api/v1/calls")
                    .then()
                    .statusCode(401);
        }

        @Test
        void that_is_not_json_is_a_bad_request() {
            as("supervisor").body("{nope").post("/api/v1/calls").then().statusCode(400);
        }
    }

    @Nested
    class a_call_of_another {

        @Test
        void tenant_does_not_exist() {
            var callId = started("agent-9");

            given().auth()
                    .oauth2(Tokens.of("globex", "admin"))
                    .get("/api/v1/calls/" + callId)
                    .then()
                    .statusCode(404);
            given().auth()
                    .oauth2(Tokens.of("globex", "admin"))
                    .get("/api/v1/calls/" + callId + "/timeline")
                    .then()
                    .statusCode(404);
        }

        @Test
        void agent_does_not_exist_for_an_agent() {
            var callId = started("agent-9");

            given().auth()
                    .oauth2(Tokens.ofAgent("acme", "agent-1"))
                    .get("/api/v1/calls/" + callId)
                    .then()
                    .statusCode(404);
            given().auth()
                    .oauth2(Tokens.ofAgent("acme", "agent-9"))
                    .get("/api/v1/calls/" + callId)
                    .then()
                    .statusCode(200);
        }
    }

    @Nested
    class a_request_of_a_campaign {

        private CallRequest.RequestCall wanted(String callId, String agent, Instant expiresAt) {
            return new CallRequest.RequestCall(
                    callId,
                    "acme",
                    expiresAt,
                    agent,
                    NUMBER,
                    null,
                    null,
                    "campaign-1",
                    "contact-1",
                    Duration.ofSeconds(30),
                    Map.of());
        }

        @Test
        void calls_an_agent_who_is_available() {
            login("agent-6");
            var callId = Ulids.next();

            bus.request(wanted(callId, "agent-6", Instant.now().plusSeconds(60)));
            bus.request(wanted(callId, "agent-6", Instant.now().plusSeconds(60)));

            await().untilAsserted(() -> assertThat(bus.ami(callId)).hasSize(1));
            await().untilAsserted(() -> assertThat(bus.told(callId)).containsExactly("Requested"));
        }

        @Test
        void that_expired_ends_without_dialling() {
            login("agent-2");
            var callId = Ulids.next();

            bus.request(wanted(callId, "agent-2", Instant.now().minusSeconds(1)));

            assertDeclined(callId, "expired");
        }

        @Test
        void whose_agent_is_away_ends_without_dialling() {
            as("supervisor").post("/api/v1/presence/agent-3/logout").then().statusCode(200);
            var callId = Ulids.next();

            bus.request(wanted(callId, "agent-3", Instant.now().plusSeconds(60)));

            assertDeclined(callId, "agent-3 is OFFLINE");
        }

        @Test
        void can_be_cancelled() {
            login("agent-4");
            var callId = Ulids.next();
            bus.request(wanted(callId, "agent-4", Instant.now().plusSeconds(60)));
            await().untilAsserted(() -> assertThat(bus.ami(callId)).hasSize(1));

            bus.request(new CallRequest.CancelCall(callId, "acme", "campaign stopped"));

            await().untilAsserted(
                            () -> assertThat(bus.ami(callId)).hasAtLeastOneElementOfType(AmiCommand.HangUp.class));
        }

        private void login(String agent) {
            as("supervisor")
                    .body(Map.of("mode", "on-demand"))
                    .post("/api/v1/presence/" + agent + "/login")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("AVAILABLE"));
        }

        private void assertDeclined(String callId, String why) {
            await().untilAsserted(() -> assertThat(bus.events(callId))
                    .singleElement()
                    .isInstanceOfSatisfying(CallEvent.Ended.class, e -> {
                        assertThat(e.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
                        assertThat(e.call().hangupCause()).contains(why);
                    }));
            assertThat(bus.ami(callId)).isEmpty();
        }
    }

    @Nested
    class a_snapshot {

        @Test
        void ends_a_call_whose_channels_it_lacks() {
            var callId = started("agent-5");
            connected(callId);

            bus.fact(new PbxFact.SnapshotTaken(
                    "pbx-1", FactSource.AMI, Facts.NOON.plusSeconds(61), Facts.NOON.plusSeconds(60), List.of()));
            await().untilAsserted(() -> assertThat(bus.ownFacts(callId)).hasSizeGreaterThanOrEqualTo(2));
            bus.ownFacts(callId).forEach(bus::fact);

            await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
        }

        @Test
        void ends_a_call_that_was_seen_after_it_was_read_though_before_it_was_taken() {
            var callId = started("agent-6");
            bus.fact(new PbxFact.SnapshotTaken(
                    "pbx-1", FactSource.AMI, Facts.NOON.plusSeconds(61), Facts.NOON.plusSeconds(60), List.of()));
            await().untilAsserted(() -> assertThat(bus.ownFacts(callId)).hasSizeGreaterThanOrEqualTo(2));
            connected(callId);

            bus.ownFacts(callId).forEach(bus::fact);

            await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
        }
    }

    @Nested
    class what_the_pbx_counted {

        @Test
        void is_kept_once_with_the_call() {
            var callId = started("agent-7");
            var detail = new PbxFact.CallDetail(
                    callId,
                    "pbx-1",
                    FactSource.AMI,
                    Facts.NOON,
                    callId + ".agent",
                    callId + ".agent",
                    Facts.NOON,
                    null,
                    Facts.NOON.plusSeconds(5),
                    "NO ANSWER",
                    "Dial");

            bus.facts(detail, detail, Facts.of(callId).agent().created());

            await().untilAsserted(() -> assertThat(bus.told(callId)).contains("AgentDialing"));
            await().untilAsserted(() -> assertThat(rows(callId)).isEqualTo(1));
        }

        private int rows(String callId) {
            return postgres.preparedQuery("SELECT 1 FROM calls.cdr WHERE call_id = $1 AND tenant = 'acme'")
                    .execute(Tuple.of(callId))
                    .await()
                    .indefinitely()
                    .size();
        }
    }

    @Nested
    class a_new_call {

        @Test
        void goes_to_the_pbx_with_both_links_that_does_not_drain() {
            await().untilAsserted(() -> {
                bus.bothLinksAlive();
                bus.facts(alive("pbx-2", true), alive("pbx-3", false));
                assertThat(links.pbxs().await().indefinitely())
                        .contains(
                                new PbxView("pbx-2", 900, true, 0, true, false),
                                new PbxView("pbx-3", 900, false, 0, true, false));
                assertThat(router.choose().await().indefinitely()).isEqualTo("pbx-1");
            });
        }

        private static PbxFact.LinkAlive alive(String pbxId, boolean draining) {
            return new PbxFact.LinkAlive(
                    pbxId, FactSource.AMI, Instant.now(), null, null, null, 900, List.of(), draining, 0);
        }
    }
}
