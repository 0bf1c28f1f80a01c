package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Api;
import io.tandem.acceptance.suite.Suite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear error and changes nothing. */
class BadInputIT {

    private final Suite suite = Suite.running();

    @BeforeEach
    void an_agent_has_a_phone() {
        suite.agents(1091, 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an agent whom nobody knows   | {'agentId':'nobody','to':'+442079460103'}              | 422 | agentId",
                "a number that is none        | {'agentId':'1091','to':'12'}                           | 422 | to",
                "a number with a line break   | {'agentId':'1091','to':'+442079460103\\r\\nAction: x'} | 422 | to",
                "a premium-rate number        | {'agentId':'1091','to':'+449098790879'}                | 422 | to",
                "a country no trunk allows    | {'agentId':'1091','to':'+4930231250'}                  | 422 | to",
                "no number at all             | {'agentId':'1091'}                                     | 422 | to",
                "a field that is not known    | {'agentId':'1091','to':'+442079460103','tpyo':1}       | 400 | tpyo",
            })
    void a_call_that_cannot_be_is_refused_and_nothing_is_dialled(String what, String body, int status, String field) {
        int before = calls();

        var answer = suite.api().post("/calls", body.replace('\'', '"'));

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertProblem(answer);
        assertThat(answer.json().path("violations").findValuesAsText("field")).contains(field);
        assertThat(calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[1,2", "\"text\""})
    void a_body_that_is_no_call_is_refused(String body) {
        int before = calls();

        var answer = suite.api().post("/calls", body);

        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertProblem(answer);
        assertThat(calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/calls", "/agents", "/campaigns", "/presence", "/trunks", "/pbx", "/hardware"})
    void without_a_valid_token_everything_is_refused(String path) {
        assertThat(suite.api("").get(path).status()).isEqualTo(401);
        assertThat(suite.api("rubbish").get(path).status()).isEqualTo(401);
        assertThat(suite.api(tampered()).get(path).status()).isEqualTo(401);
    }

    @Test
    void an_agents_token_neither_calls_for_another_nor_makes_agents() {
        var agent = suite.api(suite.token("--role", "agent", "--agent", "1091"));

        assertThat(agent.post("/calls", "{\"agentId\":\"1041\",\"to\":\"+442079460103\"}")
                        .status())
                .isEqualTo(403);
        assertThat(agent.post("/agents", "{\"id\":\"x1\",\"name\":\"x\",\"endpoint\":\"PJSIP/1001@phones\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void another_tenants_things_do_not_exist() {
        var stranger = suite.api(suite.token("--role", "admin", "--tenant", "globex"));

        assertThat(stranger.get("/agents/1091").status()).isEqualTo(404);
        assertThat(stranger.post("/calls", "{\"agentId\":\"1091\",\"to\":\"+442079460103\"}")
                        .status())
                .isEqualTo(422);
        assertThat(stranger.get("/calls").json().path("items")).isEmpty();
    }

    @Test
    void a_path_that_nobody_serves_is_not_found() {
        var answer = suite.api().get("/nothing-here");

        assertThat(answer.status()).isEqualTo(404);
        assertProblem(answer);
    }

    @Test
    void one_key_means_one_call() {
        var body = "{\"agentId\":\"1091\",\"to\":\"+442079460101\"}";
        var key = "k-" + System.nanoTime();

        var first = suite.api().send("POST", "/calls", body, "application/json", "Idempotency-Key", key);
        var again = suite.api().send("POST", "/calls", body, "application/json", "Idempotency-Key", key);
        var other = suite.api()
                .send("POST", "/calls", body.replace("0101", "0102"), "application/json", "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void the_good_rows_of_a_broken_file_are_kept_and_the_broken_ones_named() {
        var campaign = suite.api()
                .post("/campaigns", "{\"name\":\"broken rows\",\"mode\":\"progressive\",\"agents\":[\"1091\"]}")
                .json()
                .path("id")
                .asText();
        var csv = """
                number,name
                +442079460101,Ann
                12,Bob
                +442079460101,Ann again
                ,nobody
                +449098790879,Premium
                +442079460102,"Cleo, the second"
                """;

        var imported = suite.api().send("POST", "/campaigns/" + campaign + "/contacts", csv, "text/csv");

        assertThat(imported.status()).as(imported.body()).isBetween(200, 201);
        assertThat(imported.json().path("imported").asInt()).isEqualTo(2);
        assertThat(imported.json().path("duplicate").asInt()).isEqualTo(1);
        assertThat(imported.json().path("rejected").asInt()).isEqualTo(3);
        var errors = suite.api()
                .get("/imports/" + imported.json().path("importId").asText() + "/errors")
                .json()
                .path("items");
        assertThat(errors)
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.path("reason").asText()).isNotBlank());
    }

    private String tampered() {
        var token = suite.token("--role", "admin");
        int middle = token.indexOf('.') + 10;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    private int calls() {
        return suite.api()
                .get("/calls?agentId=1091&limit=500")
                .json()
                .path("items")
                .size();
    }

    private static void assertProblem(Api.Answer answer) {
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().path("title").asText()).isNotBlank();
    }
}
