package io.tandem.callstate.agent.history;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tandem.callstate.Bus;
import io.tandem.contracts.AgentEvent.PresenceChanged;
import io.tandem.contracts.AgentStatus;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class PresenceHistoryTest {

    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

    @Inject
    Bus bus;

    private final String tenant = Ulids.next();

    private void told(long version, int minutes, AgentStatus status, String reason) {
        bus.agentHistory(
                new PresenceChanged("ada", tenant, version, NINE.plusSeconds(60L * minutes), status, reason, null));
    }

    /** 9:00 AVAILABLE, 9:10 PAUSED (lunch), 9:40 AVAILABLE, 10:00 OFFLINE. */
    private void a_morning() {
        told(1, 0, AgentStatus.AVAILABLE, null);
        told(2, 10, AgentStatus.PAUSED, "lunch");
        told(3, 40, AgentStatus.AVAILABLE, null);
        told(4, 60, AgentStatus.OFFLINE, null);
        await().untilAsserted(() -> report("").body("items.size()", equalTo(4)));
    }

    private ValidatableResponse report(String more) {
        return given().auth()
                .oauth2(Tokens.of(tenant, "supervisor"))
                .get("/api/v1/presence/ada/history?since=2026-11-20T08:00:00Z&until=2026-11-20T11:00:00Z" + more)
                .then()
                .statusCode(200);
    }

    private JsonPath between(String since, String until) {
        return given().auth()
                .oauth2(Tokens.of(tenant, "supervisor"))
                .get("/api/v1/presence/ada/history?since=" + since + "&until=" + until)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void periods_come_newest_first_with_their_reasons_and_durations() {
        a_morning();

        report("")
                .body("items.status", contains("OFFLINE", "AVAILABLE", "PAUSED", "AVAILABLE"))
                .body("items[2].reason", equalTo("lunch"))
                .body("items[2].seconds", equalTo(1800.0f))
                .body("items[2].until", equalTo("2026-11-20T09:40:00Z"))
                .body("items[0].until", nullValue())
                .body("seconds.AVAILABLE", equalTo(1800.0f))
                .body("seconds.PAUSED", equalTo(1800.0f))
                .body("seconds.OFFLINE", equalTo(3600.0f));
    }

    @Test
    void a_change_that_is_told_twice_and_in_any_order_is_there_once() {
        told(4, 60, AgentStatus.OFFLINE, null);
        told(2, 10, AgentStatus.PAUSED, "lunch");
        told(2, 10, AgentStatus.PAUSED, "lunch");
        a_morning();

        report("").body("items.size()", equalTo(4)).body("seconds.PAUSED", equalTo(1800.0f));
    }

    @Test
    void a_period_that_reaches_over_the_edge_counts_as_far_as_it_is_inside() {
        a_morning();

        var inside = between("2026-11-20T09:05:00Z", "2026-11-20T09:30:00Z");

        assertThat(inside.getList("items.status")).isEqualTo(List.of("PAUSED", "AVAILABLE"));
        assertThat(inside.getDouble("seconds.AVAILABLE")).isEqualTo(300);
        assertThat(inside.getDouble("seconds.PAUSED")).isEqualTo(1200);
        assertThat(inside.getString("items[0].until")).isEqualTo("2026-11-20T09:40:00Z");
    }

    @Test
    void a_window_in_the_midst_of_one_period_has_that_one() {
        a_morning();

        var inside = between("2026-11-20T09:15:00Z", "2026-11-20T09:16:00Z");

        assertThat(inside.getList("items.status")).isEqualTo(List.of("PAUSED"));
        assertThat(inside.getDouble("seconds.PAUSED")).isEqualTo(60);
    }

    @Test
    void nothing_is_counted_before_the_first_change() {
        bus.agent(tenant, "ada");
        a_morning();

        await().untilAsserted(() -> assertThat(
                        between("2026-11-20T07:00:00Z", "2026-11-20T09:00:00Z").getList("items"))
                .isEmpty());
    }

    @Test
    void pages_follow_each_other_without_a_hole_or_a_repetition() {
        a_morning();
        var seen = new ArrayList<Integer>();
        String cursor = "";
        do {
            var page = report("&limit=1&cursor=" + cursor).extract().jsonPath();
            seen.addAll(page.getList("items.version", Integer.class));
            assertThat(page.getDouble("seconds.PAUSED")).isEqualTo(1800);
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(seen).containsExactly(4, 3, 2, 1);
    }

    @Test
    void an_unreadable_record_does_not_stop_the_next() {
        bus.agentHistoryRaw("{nope");
        bus.agentHistoryRaw("""
                {"type":"agent.sneezed.v1","agentId":"ada","tenant":"acme"}""");

        told(1, 0, AgentStatus.AVAILABLE, null);

        await().untilAsserted(() -> report("").body("items[0].since", notNullValue()));
    }

    @Test
    void what_cannot_be_asked_is_refused() {
        var as = given().auth().oauth2(Tokens.of(tenant, "supervisor"));
        as.get("/api/v1/presence/ada/history?since=yesterday").then().statusCode(422);
        given().auth()
                .oauth2(Tokens.of(tenant, "supervisor"))
                .get("/api/v1/presence/ada/history?since=2026-11-20T08:00:00Z&until=2026-11-20T08:00:00Z")
                .then()
                .statusCode(422);
        given().auth()
                .oauth2(Tokens.of(tenant, "supervisor"))
                .get("/api/v1/presence/ada/history?cursor=bm8")
                .then()
                .statusCode(400);
        given().auth()
                .oauth2(Tokens.of(tenant, "supervisor"))
                .get("/api/v1/presence/nobody/history")
                .then()
                .statusCode(404);
    }
}
