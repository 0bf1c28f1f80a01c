package io.tandem.callstate.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.tandem.callstate.Bus;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallState;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REST, metrics and what the events add up to: one truth. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class LiveBoardTest {

    private static final List<String> AGENTS = List.of("a", "b", "c", "d", "e");

    @Inject
    Bus bus;

    @Inject
    MeterRegistry metrics;

    private final String tenant = Ulids.next();

    @BeforeEach
    void five_agents_and_a_trunk() {
        AGENTS.forEach(agent -> bus.agent(tenant, agent));
        bus.directory(
                "trunk:" + tenant + ":carrier",
                new DirectoryEntry.Trunk(
                        tenant, "carrier", 1, "Carrier", "carrier", List.of("+44"), false, 1, true, null));
        bus.bothLinksAlive();
        await().untilAsserted(() ->
                assertThat(agents(live()).get(AgentStatus.OFFLINE)).isEqualTo(5));
    }

    private RequestSpecification supervisor() {
        return given().auth().oauth2(Tokens.of(tenant, "supervisor")).contentType(ContentType.JSON);
    }

    private JsonPath live() {
        return supervisor().get("/api/v1/live").then().statusCode(200).extract().jsonPath();
    }

    private static Map<AgentStatus, Integer> agents(JsonPath live) {
        var counts = new EnumMap<AgentStatus, Integer>(AgentStatus.class);
        for (var status : AgentStatus.values()) {
            counts.put(status, live.getInt("agents." + status));
        }
        return counts;
    }

    private static Map<CallState, Integer> calls(JsonPath live) {
        var counts = new EnumMap<CallState, Integer>(CallState.class);
        for (var state : CallState.values()) {
            if (state != CallState.ENDED) {
                counts.put(state, live.getInt("calls." + state));
            }
        }
        return counts;
    }

    /** Whoever follows the events from the beginning counts so. */
    private Map<AgentStatus, Integer> agentsByEvents() {
        var last = new HashMap<String, AgentStatus>();
        AGENTS.forEach(agent -> last.put(agent, AgentStatus.OFFLINE));
        bus.presences(tenant).forEach(e -> last.put(e.agentId(), e.status()));
        var counts = new EnumMap<AgentStatus, Integer>(AgentStatus.class);
        for (var status : AgentStatus.values()) {
            counts.put(
                    status, (int) last.values().stream().filter(status::equals).count());
        }
        return counts;
    }

    private Map<CallState, Integer> callsByEvents(List<String> callIds) {
        var counts = new EnumMap<CallState, Integer>(CallState.class);
        for (var state : CallState.values()) {
            if (state != CallState.ENDED) {
                counts.put(state, (int) callIds.stream()
                        .filter(id -> bus.events(id).getLast().call().state() == state)
                        .count());
            }
        }
        return counts;
    }

    private double gauge(String name, String tag, String value) {
        var gauge = metrics.find(name).tag("tenant", tenant).tag(tag, value).gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private String started(String agent) {
        return supervisor()
                .body(Map.of("agentId", agent, "to", "+442079460000"))
                .post("/api/v1/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("callId");
    }

    @Test
    void rest_metrics_and_events_agree() {
        for (var agent : List.of("a", "b", "c")) {
            supervisor()
                    .body(Map.of("mode", "on-demand"))
                    .post("/api/v1/presence/" + agent + "/login")
                    .then()
                    .statusCode(200);
        }
        supervisor().body(Map.of("status", "PAUSED")).put("/api/v1/presence/c");
        var calls = List.of(started("a"), started("e"));
        var ami = Facts.of(calls.getFirst()).ami().agent();
        bus.facts(ami.created(), ami.dialing(), ami.ringing());
        await().untilAsserted(() -> assertThat(bus.told(calls.getFirst())).endsWith("AgentRinging"));

        await().untilAsserted(() -> {
            var live = live();
            assertThat(live.getInt("liveCalls")).isEqualTo(2);
            assertThat(agents(live))
                    .containsEntry(AgentStatus.RINGING, 1)
                    .containsEntry(AgentStatus.RESERVED, 1)
                    .containsEntry(AgentStatus.AVAILABLE, 1)
                    .containsEntry(AgentStatus.PAUSED, 1)
                    .containsEntry(AgentStatus.OFFLINE, 1)
                    .isEqualTo(agentsByEvents());
            assertThat(calls(live)).isEqualTo(callsByEvents(calls));
            agents(live).forEach((status, count) -> assertThat(gauge("tandem_agents", "status", status.name()))
                    .as(status.name())
                    .isEqualTo(count.doubleValue()));
            calls(live).forEach((state, count) -> assertThat(gauge("tandem_calls_live", "state", state.name()))
                    .as(state.name())
                    .isEqualTo(count.doubleValue()));
        });
    }

    @Test
    void another_tenants_calls_and_agents_are_not_counted() {
        started("a");

        var other = given().auth()
                .oauth2(Tokens.of("nobody-lives-here", "supervisor"))
                .get("/api/v1/live")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(other.getInt("liveCalls")).isZero();
        assertThat(agents(other).values()).containsOnly(0);
    }

    @Test
    void an_agent_does_not_see_the_whole_floor() {
        given().auth()
                .oauth2(Tokens.ofAgent(tenant, "a"))
                .get("/api/v1/live")
                .then()
                .statusCode(403);
    }
}
