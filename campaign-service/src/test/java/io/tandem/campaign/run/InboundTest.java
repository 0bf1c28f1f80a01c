package io.tandem.campaign.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.RouteTarget;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.PostgresResource;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What becomes of calls that come in, as a tenant configures it and as others learn it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class InboundTest {

    private final Rest rest = Rest.ofNewTenant();
    private final FakeCalls calls;
    private final Wire wire;

    InboundTest(FakeCalls calls, Wire wire) {
        this.calls = calls;
        this.wire = wire;
    }

    @Test
    void a_queue_is_made_with_what_is_usual_read_changed_listed_and_removed() {
        queue("sales");
        rest.get("/queues/sales")
                .statusCode(200)
                .body("strategy", equalTo("LONGEST_IDLE"))
                .body("offerSeconds", equalTo(20))
                .body("maxLength", equalTo(100));
        rest.put("/queues/sales", """
                {"name": "Sales", "strategy": "MOST_SKILLED", "overflow": {"message": "vm-goodbye"},
                 "needs": [{"skill": "english", "levels": [{"afterSeconds": 0, "level": 80}, {"afterSeconds": 30, "level": 50}]}]}""").statusCode(200).body("needs[0].levels[1].level", equalTo(50));
        rest.get("/queues").statusCode(200).body("items.id", hasItem("sales"));
        rest.delete("/queues/sales").statusCode(204);
        rest.get("/queues/sales").statusCode(404);

        await().untilAsserted(() -> assertThat(told("queue", "sales")).hasSize(3));
        var second = (DirectoryEntry.Queue) wire.read(told("queue", "sales").get(1), DirectoryEntry.class);
        assertThat(second.needs())
                .containsExactly(new DirectoryEntry.Need(
                        "english",
                        List.of(
                                new DirectoryEntry.LeastLevel(Duration.ZERO, 80),
                                new DirectoryEntry.LeastLevel(Duration.ofSeconds(30), 50))));
        assertThat(second.overflow()).isEqualTo(new RouteTarget(RouteTarget.Kind.MESSAGE, "vm-goodbye"));
        assertThat(told("queue", "sales").get(2)).isNull();
    }

    @Test
    void a_menu_leads_to_what_is_there() {
        queue("sales");
        rest.post("/menus", """
                {"id": "main", "name": "Main", "prompts": ["welcome", "digits/1"], "otherwise": {"menuId": "main"},
                 "choices": {"1": {"queueId": "sales"}, "2": {"number": "+442079460000"}},
                 "hours": {"zone": "Europe/London", "windows": [{"days": ["MONDAY"], "from": "09:00", "to": "17:30"}]},
                 "closed": {"hangUp": true}}""").statusCode(201).body("choices.'1'.queueId", equalTo("sales"));

        await().untilAsserted(() -> assertThat(told("menu", "main")).hasSize(1));
        var menu = (DirectoryEntry.Menu) wire.read(told("menu", "main").getFirst(), DirectoryEntry.class);
        assertThat(menu.choices())
                .isEqualTo(Map.of(
                        "1", new RouteTarget(RouteTarget.Kind.QUEUE, "sales"),
                        "2", new RouteTarget(RouteTarget.Kind.NUMBER, "+442079460000")));
        assertThat(menu.hours().windows().getFirst().to()).isEqualTo(LocalTime.of(17, 30));
        assertThat(menu.closed()).isEqualTo(new RouteTarget(RouteTarget.Kind.HANG_UP, null));
    }

    @Test
    void nothing_leads_to_what_is_not_there() {
        rest.post("/menus", """
                {"name": "M", "prompts": ["welcome"], "otherwise": {"hangUp": true}, "choices": {"1": {"queueId": "none"}}}""")
                .statusCode(422)
                .body("violations.field", hasItem("choices.1.queueId"))
                .body("detail", containsString("no such queue"));
        rest.post("/queues", """
                {"name": "Q", "overflow": {"agentId": "nobody"}}""").statusCode(422).body("violations.field", hasItem("overflow.agentId"));
        queue("sales");
        new Rest(rest.tenant() + "-other").post("/queues", """
                {"name": "Q", "overflow": {"queueId": "sales"}}""").statusCode(422);
    }

    @Test
    void what_something_leads_to_stays_until_it_does_not() {
        queue("sales");
        queue("second");
        rest.put("/queues/second", """
                {"name": "Q", "overflow": {"callbackQueueId": "sales"}}""").statusCode(200);
        rest.delete("/queues/sales").statusCode(409).body("detail", containsString("used by queue second"));
        rest.put("/queues/second", "{\"name\": \"Q\"}").statusCode(200);
        rest.delete("/queues/sales").statusCode(204);
    }

    @Test
    void an_agent_whom_a_number_leads_to_stays() {
        rest.agent("1001");
        var number = number();
        did(number, "{\"agentId\": \"1001\"}").statusCode(201);
        rest.delete("/agents/1001").statusCode(409).body("detail", containsString("used by did " + number));
    }

    @Test
    void a_number_has_one_tenant_and_is_kept_as_e164() {
        queue("sales");
        var number = number();
        did(number.substring(0, 3) + " " + number.substring(3), "{\"queueId\": \"sales\"}")
                .statusCode(201)
                .header("Location", containsString("/api/v1/dids/" + number))
                .body("id", equalTo(number))
                .body("priority", equalTo(5));
        rest.get("/dids/" + number).statusCode(200).body("to.queueId", equalTo("sales"));
        rest.put("/dids/" + number, "{\"name\": \"D\", \"to\": {\"hangUp\": true}}")
                .statusCode(200)
                .body("to.hangUp", equalTo(true));

        new Rest(rest.tenant() + "-other")
                .post("/dids", "{\"id\": \"%s\", \"name\": \"D\", \"to\": {\"hangUp\": true}}".formatted(number))
                .statusCode(409);
    }

    @Test
    void a_rule_has_what_it_looks_at_and_nothing_else() {
        rest.post("/screening-rules", """
                {"id": "block", "name": "Block", "order": 10, "match": "NUMBER", "numbers": ["+44113*"], "action": "BLOCK"}""").statusCode(201);
        rest.post("/screening-rules", """
                {"name": "R", "order": 1, "match": "RATE", "action": "BLOCK"}""").statusCode(422).body("violations.field", hasItem("callsPerMinute"));
        rest.post("/screening-rules", """
                {"name": "R", "order": 1, "match": "ANY", "numbers": ["+44"], "action": "BLOCK"}""").statusCode(422).body("violations.field", hasItem("numbers"));
        rest.post("/screening-rules", """
                {"name": "R", "order": 1, "match": "ANONYMOUS", "action": "ROUTE"}""").statusCode(422).body("violations.field", hasItem("to"));
        rest.post("/screening-rules", """
                {"name": "R", "order": 1, "match": "CLOSED", "action": "BLOCK",
                 "hours": {"zone": "Mars", "windows": [{"days": ["MONDAY"], "from": "09:00", "to": "08:00"}]}}""").statusCode(422).body("violations.field", hasItem("hours.zone"));
    }

    @Test
    void what_is_wrong_is_told_by_field() {
        rest.post("/queues", """
                {"name": "", "offerSeconds": 1, "callbackKey": "AB", "maxLength": 0}""")
                .statusCode(422)
                .body("violations.field", hasItems("name", "offerSeconds", "callbackKey", "maxLength"));
        rest.post("/menus", """
                {"name": "M", "prompts": ["../etc/passwd"], "choices": {"x": {"hangUp": true}}, "otherwise": {}}""").statusCode(422).body("violations.field", hasItems("prompts[0]"));
        rest.post("/menus", """
                {"name": "M", "prompts": ["welcome"], "choices": {"1": {}}, "otherwise": {"hangUp": true}}""").statusCode(422).body("violations.field", hasItem("choices.1"));
        rest.post("/queues", """
                {"name": "Q", "needs": [{"skill": "english", "levels": [{"afterSeconds": 5, "level": 80}]}]}""").statusCode(422).body("violations.field", hasItem("needs.levels"));
        did("12", "{\"hangUp\": true}").statusCode(422).body("violations.field", hasItem("id"));
        rest.post("/dids", "{\"name\": \"D\", \"to\": {\"hangUp\": true}}")
                .statusCode(422)
                .body("violations.field", hasItem("id"));
        rest.as("agent")
                .contentType("application/json")
                .body("{\"name\": \"Q\"}")
                .post("/api/v1/queues")
                .then()
                .statusCode(403);
    }

    private void queue(String id) {
        rest.post("/queues", "{\"id\": \"%s\", \"name\": \"Q\"}".formatted(id)).statusCode(201);
    }

    private io.restassured.response.ValidatableResponse did(String number, String to) {
        return rest.post("/dids", "{\"id\": \"%s\", \"name\": \"D\", \"to\": %s}".formatted(number, to));
    }

    /** One that no other run uses; numbers are unique over all tenants. */
    private static String number() {
        return "+4420794" + ThreadLocalRandom.current().nextInt(60_000, 61_000);
    }

    private List<String> told(String kind, String id) {
        var key = kind + ":" + rest.tenant() + ":" + id;
        return calls.directory().stream()
                .filter(message -> message.getMetadata(OutgoingKafkaRecordMetadata.class)
                        .map(metadata -> key.equals(metadata.getKey()))
                        .orElse(false))
                .map(message -> message.getPayload())
                .toList();
    }
}
