package io.tandem.campaign.run;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller of the REST API sees. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RestTest {

    private static final String PROBLEM = "application/problem+json";

    private final Rest rest = Rest.ofNewTenant();

    @Test
    void agents_are_made_read_changed_listed_and_removed() {
        rest.post("/agents", """
                {"id": "1001", "name": "Anna", "endpoint": "PJSIP/1001@phones",
                 "skills": [{"name": "german", "level": 80}], "teams": ["north"]}""")
                .statusCode(201)
                .header("Location", containsString("/api/v1/agents/1001"))
                .body("skills[0].level", equalTo(80));
        rest.get("/agents/1001").statusCode(200).body("endpoint", equalTo("PJSIP/1001@phones"));
        rest.put("/agents/1001", """
                {"name": "Anna B", "endpoint": "PJSIP/1002"}""")
                .statusCode(200)
                .body("name", equalTo("Anna B"))
                .body("skills.size()", equalTo(0));
        rest.get("/agents").statusCode(200).body("items.id", hasItem("1001")).body("next", nullValue());
        rest.delete("/agents/1001").statusCode(204);
        rest.get("/agents/1001").statusCode(404).contentType(PROBLEM).body("status", equalTo(404));
        rest.delete("/agents/1001").statusCode(404);
    }

    @Test
    void an_agent_without_an_id_gets_one() {
        rest.post("/agents", """
                {"name": "Bob", "endpoint": "PJSIP/1003@phones"}""").statusCode(201).body("id", matchesPattern("[0-9A-Z]{26}"));
    }

    @Test
    void an_id_is_given_once() {
        rest.agent("1001");
        rest.post("/agents", """
                {"id": "1001", "name": "Again", "endpoint": "PJSIP/1001"}""").statusCode(409).contentType(PROBLEM).body("detail", containsString("1001"));
    }

    @Test
    void what_is_wrong_with_an_agent_is_told_by_field() {
        rest.post("/agents", """
                {"id": "a b", "name": "", "endpoint": "Local/x@y/n", "skills": [{"name": "x", "level": 101}]}""")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("violations.field", hasItems("id", "name", "endpoint", "skills[0].level"));
        rest.post("/agents", """
                {"name": "A", "endpoint": "PJSIP/1001\\r\\nAction: Command"}""").statusCode(422);
        rest.post("/agents", """
                {"name": "A", "endpoint": "PJSIP/1", "skills": [{"name": "x", "level": 1}, {"name": "x", "level": 2}]}""").statusCode(422);
        rest.post("/agents", """
                {"name": "A", "endpoint": "PJSIP/1", "shoe": 43}""").statusCode(400).contentType(PROBLEM).body("violations[0].field", equalTo("shoe"));
        rest.post("/agents", "{").statusCode(400).contentType(PROBLEM);
    }

    @Test
    void trunks_are_made_read_changed_and_removed() {
        rest.post("/trunks", """
                {"id": "gb", "name": "Britain", "endpoint": "carrier", "prefixes": ["+44"], "cost": 3,
                 "callerId": "+44 20 7946 0999"}""")
                .statusCode(201)
                .body("callerId", equalTo("+442079460999"))
                .body("enabled", equalTo(true))
                .body("premiumAllowed", equalTo(false));
        rest.put("/trunks/gb", """
                {"id": "gb", "name": "Britain", "endpoint": "carrier", "prefixes": ["+44"], "enabled": false}""").statusCode(200).body("enabled", equalTo(false));
        rest.get("/trunks").body("items.id", hasItem("gb"));
        rest.post("/trunks", """
                {"name": "Bad", "endpoint": "PJSIP/x", "prefixes": ["44"], "cost": -1}""").statusCode(422).body("violations.field", hasItems("endpoint", "prefixes[0]", "cost"));
        rest.delete("/trunks/gb").statusCode(204);
        rest.get("/trunks/gb").statusCode(404);
    }

    @Test
    void a_campaign_has_the_documented_defaults() {
        rest.get("/campaigns/" + rest.campaign("""
                {"name": "Plain"}"""))
                .statusCode(200)
                .body("mode", equalTo("progressive"))
                .body("state", equalTo("DRAFT"))
                .body("maxConcurrent", equalTo(5))
                .body("ringTimeoutSeconds", equalTo(25))
                .body("wrapUpSeconds", equalTo(0))
                .body("retry.outcome", equalTo(List.of("BUSY", "NO_ANSWER")))
                .body("retry.afterSeconds", equalTo(List.of(300, 3600)))
                .body("retry.times", equalTo(List.of(2, 1)));
    }

    @Test
    void what_is_not_supported_yet_is_refused() {
        rest.post("/campaigns", """
                {"name": "Later", "mode": "predictive",
                 "windows": [{"from": "09:00"}], "policy": "uk", "skills": ["german"], "routing": "cheapest"}""")
                .statusCode(422)
                .contentType(PROBLEM)
                .body("violations.field", hasItems("mode", "windows", "policy", "skills", "routing"))
                .body("violations.message", hasItem("is not supported yet"));
        rest.post("/campaigns", """
                {"name": "Fine", "record": false, "amd": null, "windows": []}""").statusCode(201);
    }

    @Test
    void how_calls_are_screened_and_recorded_is_kept_and_can_be_changed() {
        var plain = rest.campaign("""
                {"name": "Plain"}""");
        var campaign = rest.campaign("""
                {"name": "Offers", "record": true, "recordInsideOnly": true, "amd": {"mode": "voicemail", "message": "custom/offer-1"}}""");

        rest.get("/campaigns/" + plain)
                .body("amd.mode", equalTo("off"))
                .body("record", equalTo(false))
                .body("recordInsideOnly", equalTo(false));
        rest.get("/campaigns/" + campaign)
                .body("amd.mode", equalTo("voicemail"))
                .body("amd.message", equalTo("custom/offer-1"))
                .body("record", equalTo(true))
                .body("recordInsideOnly", equalTo(true));
        rest.put("/campaigns/" + campaign, """
                {"name": "Offers", "amd": {"mode": "hang-up"}}""").statusCode(200).body("amd.mode", equalTo("hang-up"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mode\": \"voicemail\"}",
                "{\"mode\": \"hang-up\", \"message\": \"vm-goodbye\"}",
                "{\"mode\": \"voicemail\", \"message\": \"../../etc/passwd\"}",
                "{\"mode\": \"voicemail\", \"message\": \"/etc/passwd\"}",
                "{\"mode\": \"voicemail\", \"message\": \"a/b/c\"}",
                "{\"mode\": \"voicemail\", \"message\": \"one&two\"}",
                "{\"mode\": \"voicemail\", \"message\": \"http://example.com/a\"}",
                "{\"mode\": \"voicemail\", \"message\": \"${EXTEN}\"}",
                "{\"mode\": \"voicemail\", \"message\": \"\"}",
                "{\"message\": \"vm-goodbye\"}"
            })
    void a_screening_that_could_not_be_carried_out_is_refused(String amd) {
        rest.post("/campaigns", "{\"name\": \"Wrong\", \"amd\": " + amd + "}")
                .statusCode(422)
                .body("violations.field", hasItem(startsWith("amd")));
    }

    @Test
    void what_is_wrong_with_a_campaign_is_told_by_field() {
        rest.post("/campaigns", """
                {"name": "", "maxConcurrent": 0, "ringTimeoutSeconds": 4, "wrapUpSeconds": -1,
                 "callerIds": ["+442079460001", "+442079460002"]}""")
                .statusCode(422)
                .body(
                        "violations.field",
                        hasItems("name", "maxConcurrent", "ringTimeoutSeconds", "wrapUpSeconds", "callerIds"));
        rest.post("/campaigns", """
                {"name": "A", "agents": ["nobody"]}""")
                .statusCode(422)
                .body("violations[0].field", equalTo("agents"))
                .body("violations[0].message", equalTo("agent nobody does not exist"));
        rest.post("/campaigns", """
                {"name": "A", "retry": [{"outcome": "UNKNOWN", "afterSeconds": 1, "times": 1}]}""").statusCode(422).body("violations[0].field", equalTo("retry[0].outcome"));
        rest.post("/campaigns", """
                {"name": "A", "callerIds": ["hello"]}""").statusCode(422);
    }

    @Test
    void a_campaign_is_changed_and_removed_while_it_rests() {
        rest.agent("1001");
        var campaign = rest.campaign("""
                {"name": "Old"}""");
        rest.put("/campaigns/" + campaign, """
                {"name": "New", "agents": ["1001"], "maxConcurrent": 7}""")
                .statusCode(200)
                .body("name", equalTo("New"))
                .body("maxConcurrent", equalTo(7));
        rest.delete("/campaigns/" + campaign).statusCode(204);
        rest.get("/campaigns/" + campaign).statusCode(404);
    }

    @Test
    void the_course_of_a_campaign_is_refused_with_the_reason() {
        rest.agent("1001");
        var campaign = rest.campaign("""
                {"name": "Course", "agents": ["1001"]}""");
        rest.post("/campaigns/" + campaign + "/start")
                .statusCode(409)
                .contentType(PROBLEM)
                .body("detail", containsString("it has no contacts"));
        rest.csv(campaign, "number\n+442079460001\n").statusCode(201);
        rest.post("/campaigns/" + campaign + "/pause").statusCode(409).body("detail", containsString("not started"));
        rest.start(campaign);
        rest.post("/campaigns/" + campaign + "/start")
                .statusCode(409)
                .body("detail", containsString("already running"));
        rest.delete("/campaigns/" + campaign).statusCode(409);
        rest.delete("/agents/1001").statusCode(409).body("detail", containsString("Course"));
        rest.put("/campaigns/" + campaign, """
                {"name": "Course"}""").statusCode(409);
        rest.post("/campaigns/" + campaign + "/stop").statusCode(200).body("state", equalTo("STOPPED"));
        rest.post("/campaigns/" + campaign + "/resume").statusCode(409);
        rest.csv(campaign, "number\n+442079460002\n").statusCode(409);
        rest.delete("/agents/1001").statusCode(204);
    }

    @Test
    void a_list_is_imported_with_its_errors_told_by_row() {
        var campaign = rest.campaign("""
                {"name": "List"}""");
        String importId = rest.csv(campaign, """
                number,name,city
                +442079460001,Ada,London
                nonsense,Bob,Bath
                +442079460001,Ada again,London
                +449098790000,Premium,
                +442079460002,"Cleo ""C\""",York
                """)
                .statusCode(201)
                .body("imported", equalTo(2))
                .body("duplicate", equalTo(1))
                .body("rejected", equalTo(2))
                .extract()
                .path("importId");
        rest.get("/imports/" + importId + "/errors")
                .statusCode(200)
                .body("items.row", equalTo(List.of(3, 5)))
                .body("items[0].column", equalTo("number"))
                .body("items[1].reason", equalTo("is a premium-rate number"));
        rest.get("/imports/" + importId + "/errors?limit=1")
                .body("items.size()", equalTo(1))
                .body("next", matchesPattern(".+"));
        rest.get("/campaigns/" + campaign + "/contacts?state=PENDING")
                .body("items.number", equalTo(List.of("+442079460001", "+442079460002")))
                .body("items[1].name", equalTo("Cleo \"C\""))
                .body("items[1].metadata.city", equalTo("York"));
        rest.get("/campaigns/" + campaign + "/contacts?state=COMPLETED").body("items.size()", equalTo(0));
        rest.get("/campaigns/" + campaign + "/contacts?state=ASLEEP").statusCode(422);
    }

    @Test
    void lists_may_be_ndjson_or_a_json_array() {
        var campaign = rest.campaign("""
                {"name": "JSON"}""");
        rest.as("admin")
                .contentType("application/x-ndjson")
                .body("{\"number\":\"+442079460001\"}\n{\"number\":\"1\"}\n".getBytes(UTF_8))
                .post("/api/v1/campaigns/" + campaign + "/contacts")
                .then()
                .statusCode(201)
                .body("imported", equalTo(1))
                .body("rejected", equalTo(1));
        rest.post("/campaigns/" + campaign + "/contacts", """
                [{"number": "+442079460001"}, {"number": "+442079460002", "name": "Bob"}]""")
                .statusCode(201)
                .body("imported", equalTo(1))
                .body("duplicate", equalTo(1));
        rest.as("admin")
                .contentType("text/csv")
                .body("number\n020 7946 0003\n")
                .post("/api/v1/campaigns/" + campaign + "/contacts?region=gb")
                .then()
                .statusCode(201)
                .body("imported", equalTo(1));
        rest.as("admin")
                .contentType("text/csv")
                .body("number\n")
                .post("/api/v1/campaigns/" + campaign + "/contacts?region=XX")
                .then()
                .statusCode(422);
        rest.csv(campaign, "phone\n1\n").statusCode(422).body("violations[0].field", equalTo("body"));
        rest.as("admin")
                .contentType("application/xml")
                .body("<a/>")
                .post("/api/v1/campaigns/" + campaign + "/contacts")
                .then()
                .statusCode(415);
    }

    @Test
    void ten_thousand_rows_are_imported_in_their_order_and_exported() {
        var campaign = rest.campaign("""
                {"name": "Many"}""");
        var list = new StringBuilder("number,name\n");
        for (int i = 0; i < 10_000; i++) {
            list.append("+4479460%05d,=Name %d%n".formatted(i, i));
        }

        rest.csv(campaign, list.toString()).statusCode(201).body("imported", equalTo(10_000));

        var export = rest.as("agent")
                .get("/api/v1/campaigns/" + campaign + "/export.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString()
                .split("\r\n");
        assertThat(export).hasSize(10_001);
        assertThat(export[0]).startsWith("number,name,state,outcome,attempts,lastAttemptAt");
        assertThat(export[1]).startsWith("+447946000000,'=Name 0,PENDING,,0,,");
        assertThat(export[10_000]).startsWith("+447946009999,'=Name 9999,PENDING");
    }

    @Test
    void a_list_that_is_too_long_is_refused_whole_or_from_where_it_is() {
        var campaign = rest.campaign("""
                {"name": "Big"}""");
        rest.csv(campaign, "number\n" + "x".repeat(1_000_001)).statusCode(413).contentType(PROBLEM);
    }

    @Test
    void the_same_key_and_body_give_the_same_answer_and_one_campaign() {
        var body = """
                {"name": "Once"}""";
        var first = keyed("k1", body).statusCode(201).extract();
        var second = keyed("k1", body).statusCode(201).extract();

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        keyed("k1", """
                {"name": "Other"}""").statusCode(422).contentType(PROBLEM).body("violations[0].field", equalTo("Idempotency-Key"));
        rest.get("/campaigns").body("items.size()", equalTo(1));
    }

    @Test
    void a_request_that_was_refused_leaves_its_key_free() {
        keyed("k2", """
                {"name": "A", "agents": ["nobody"]}""").statusCode(422);
        keyed("k2", """
                {"name": "A"}""").statusCode(201);
    }

    @Test
    void an_import_and_a_start_are_done_once_a_key() {
        rest.agent("1001");
        var campaign = rest.campaign("""
                {"name": "Keyed", "agents": ["1001"]}""");
        var first = keyedCsv(campaign, "k3", "number\n+442079460001\n")
                .statusCode(201)
                .extract();
        assertThat(keyedCsv(campaign, "k3", "number\n+442079460001\n")
                        .statusCode(201)
                        .extract()
                        .asString())
                .isEqualTo(first.asString());
        keyedCsv(campaign, "k3", "number\n+442079460002\n").statusCode(422);
        keyedCsv(campaign, "k4", "phone\n1\n").statusCode(422);
        keyedCsv(campaign, "k4", "number\n+442079460002\n").statusCode(201).body("imported", equalTo(1));
        for (int i = 0; i < 2; i++) {
            rest.as("supervisor")
                    .header("Idempotency-Key", "k5")
                    .post("/api/v1/campaigns/" + campaign + "/start")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("RUNNING"));
        }
        rest.as("supervisor")
                .header("Idempotency-Key", "k5")
                .post("/api/v1/campaigns/" + campaign + "/stop")
                .then()
                .statusCode(422);
        rest.post("/campaigns/" + campaign + "/stop").statusCode(200);
    }

    @Test
    void pages_follow_each_other_until_the_last() {
        for (var id : new String[] {"a", "b", "c", "d", "e"}) {
            rest.agent(id);
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        while (cursor != null) {
            var page = rest.get("/agents?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.get("next");
        }
        assertThat(seen).containsExactly("a", "b", "c", "d", "e");
        rest.get("/agents?limit=0").statusCode(422);
        rest.get("/agents?limit=501").statusCode(422);
        rest.get("/agents?cursor=!!").statusCode(400).contentType(PROBLEM);
    }

    @Test
    void another_tenants_things_do_not_exist() {
        rest.agent("1001");
        var campaign = rest.campaign("""
                {"name": "Mine", "agents": ["1001"]}""");
        String importId =
                rest.csv(campaign, "number\n+442079460001\n").extract().path("importId");
        var other = Rest.ofNewTenant();

        other.get("/agents/1001").statusCode(404);
        other.put("/agents/1001", """
                {"name": "Theirs", "endpoint": "PJSIP/1"}""").statusCode(404);
        other.delete("/agents/1001").statusCode(404);
        other.get("/campaigns/" + campaign).statusCode(404);
        other.get("/campaigns/" + campaign + "/stats").statusCode(404);
        other.get("/campaigns/" + campaign + "/contacts").statusCode(404);
        other.get("/campaigns/" + campaign + "/attempts").statusCode(404);
        other.get("/campaigns/" + campaign + "/export.csv").statusCode(404);
        other.get("/imports/" + importId + "/errors").statusCode(404);
        other.csv(campaign, "number\n+442079460002\n").statusCode(404);
        other.post("/campaigns/" + campaign + "/start").statusCode(404);
        other.delete("/campaigns/" + campaign).statusCode(404);
        other.post("/campaigns", """
                {"name": "Theft", "agents": ["1001"]}""").statusCode(422);
        other.get("/agents").body("items.size()", equalTo(0));
        other.agent("1001");
    }

    @Test
    void who_may_what_depends_on_the_role() {
        given().get("/api/v1/agents").then().statusCode(401).contentType(PROBLEM);
        given().auth().oauth2("nonsense").get("/api/v1/campaigns").then().statusCode(401);
        rest.as("agent")
                .contentType(ContentType.JSON)
                .body("""
                        {"name": "A", "endpoint": "PJSIP/1"}""")
                .post("/api/v1/agents")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
        rest.as("agent")
                .contentType("text/csv")
                .body("number\n")
                .post("/api/v1/campaigns/x/contacts")
                .then()
                .statusCode(403);
        rest.as("agent").post("/api/v1/campaigns/x/start").then().statusCode(403);
        rest.as("agent").delete("/api/v1/trunks/x").then().statusCode(403);
        rest.as("stranger").get("/api/v1/agents").then().statusCode(403);
        given().auth()
                .oauth2(Tokens.withoutTenant("admin"))
                .get("/api/v1/agents")
                .then()
                .statusCode(403);
        rest.as("integration").get("/api/v1/trunks").then().statusCode(200);
        rest.as("agent").get("/api/v1/campaigns").then().statusCode(200);
        rest.get("/campaigns/x/decisions").statusCode(404);
    }

    private ValidatableResponse keyed(String key, String body) {
        return rest.as("supervisor")
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/campaigns")
                .then();
    }

    private ValidatableResponse keyedCsv(String campaign, String key, String body) {
        return rest.as("supervisor")
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .body(body)
                .post("/api/v1/campaigns/" + campaign + "/contacts")
                .then();
    }
}
