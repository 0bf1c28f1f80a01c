package io.tandem.callstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A person asks to be forgotten: over REST, with real Redis and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class ErasureTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    Bus bus;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private Talk talk(String number) {
        return Talk.begun(
                bus,
                Map.of(
                        "agentId",
                        "agent-1",
                        "to",
                        number,
                        "metadata",
                        Map.of("crm", "calls " + number.substring(1) + " back", "order", "9" + number.substring(1))));
    }

    /** Ended, and no longer in Redis. */
    private String past(String number) {
        var talk = talk(number);
        over(talk);
        return talk.callId();
    }

    /** The bus brings the service what it tells itself: that the call is to leave Redis. */
    private void over(Talk talk) {
        talk.ends();
        await().atMost(LONG).until(() -> {
            bus.ownFacts(talk.callId()).forEach(bus::fact);
            return count("calls.timeline WHERE call_id = '" + talk.callId() + "'") == 1;
        });
    }

    private ValidatableResponse erase(String number) {
        return Talk.as(bus, "admin")
                .body(Map.of("number", number))
                .post("/api/v1/erasures")
                .then();
    }

    private ValidatableResponse done(String erasureId) {
        return await().atMost(LONG)
                .until(
                        () -> Talk.as(bus, "admin").get("/api/v1/erasures/" + erasureId),
                        answer -> answer.path("doneAt") != null)
                .then();
    }

    private long count(String from) {
        try (var owner = DriverManager.getConnection(database, "tandem", "tandem");
                var statement = owner.createStatement();
                var answer = statement.executeQuery("SELECT count(*) FROM " + from)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(from, e);
        }
    }

    private void assertNothingIsLeftOf(String digits) {
        assertThat(count("calls.call c WHERE c::text ~ '[^0-9]" + digits + "[^0-9]'"))
                .isZero();
        assertThat(count("calls.timeline t WHERE t::text ~ '[^0-9]" + digits + "[^0-9]'"))
                .isZero();
        assertThat(count("calls.erasure e WHERE e::text LIKE '%" + digits + "%'"))
                .isZero();
        assertThat(count("calls.recording r WHERE r::text LIKE '%" + digits + "%' AND erased_at IS NULL"))
                .isZero();
    }

    @Test
    void the_digits_go_from_ended_calls_and_a_keyed_hash_stands_in_their_place() {
        var number = "+442079460901";
        var callId = past(number);
        Talk.as(bus, "supervisor")
                .body(Map.of("code", "sold", "note", "rings at " + number))
                .post("/api/v1/calls/" + callId + "/disposition")
                .then()
                .statusCode(200);

        String erasureId = erase(number)
                .header("Location", containsString("/api/v1/erasures/"))
                .body("pseudonym", startsWith("erased:"))
                .extract()
                .path("erasureId");

        var report = done(erasureId)
                .body("erased.calls", equalTo(1))
                .body("erased.timelines", greaterThanOrEqualTo(0))
                .body("kept.dispositionNotes", equalTo(1))
                .body("living", equalTo(0));
        String pseudonym = report.extract().path("pseudonym");
        Talk.as(bus, "supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .statusCode(200)
                .body("to", equalTo(pseudonym))
                .body("metadata.crm", equalTo("calls " + pseudonym + " back"))
                .body("metadata.order", equalTo("9" + number.substring(1)))
                .body("legs.findAll { it.leg == 'customer' }.number", equalTo(java.util.List.of(pseudonym)));
        assertThat(count("calls.call c WHERE c.number = '" + number + "' OR '" + number + "' = ANY(parties)"))
                .isZero();
        assertThat(count("calls.erasure WHERE erasure_id = '" + erasureId + "' AND number IS NULL"))
                .isOne();
    }

    @Test
    void who_asks_twice_is_told_that_nothing_was_left_and_a_number_that_differs_in_one_digit_stays() {
        var number = "+442079460902";
        past(number);
        var other = past("+442079460904");
        String first = erase(number).extract().path("erasureId");
        done(first).body("erased.calls", equalTo(1));

        String again = erase(number).extract().path("erasureId");

        done(again).body("erased.values().sum()", equalTo(0));
        Talk.as(bus, "supervisor").get("/api/v1/calls/" + other).then().body("to", equalTo("+442079460904"));
        assertNothingIsLeftOf("442079460902");
    }

    @Test
    void a_call_that_lives_goes_on_with_its_number_and_is_erased_when_it_is_over() {
        var number = "+442079460903";
        var talk = talk(number);

        String erasureId = erase(number)
                .statusCode(202)
                .body("doneAt", nullValue())
                .body("living", equalTo(1))
                .extract()
                .path("erasureId");
        Talk.as(bus, "supervisor").get("/api/v1/calls/" + talk.callId()).then().body("to", equalTo(number));
        over(talk);

        done(erasureId).body("erased.calls", equalTo(1)).body("doneAt", notNullValue());
        Talk.as(bus, "supervisor").get("/api/v1/calls/" + talk.callId()).then().body("to", startsWith("erased:"));
        assertNothingIsLeftOf("442079460903");
    }

    @Test
    void the_context_of_the_call_and_its_recordings_go_with_it() {
        var number = "+442079460904";
        var talk = Talk.begun(bus, Map.of("agentId", "agent-1", "to", number, "record", true));
        Talk.as(bus, "supervisor")
                .body("{\"who\":\"Ada\"}")
                .put("/api/v1/calls/" + talk.callId() + "/context")
                .then()
                .statusCode(200);
        over(talk);

        String erasureId = erase(number).extract().path("erasureId");

        done(erasureId).body("erased.contexts", equalTo(1)).body("erased.recordings", equalTo(1));
        Talk.as(bus, "supervisor")
                .get("/api/v1/calls/" + talk.callId() + "/recordings")
                .then()
                .body("items", empty());
        Talk.as(bus, "supervisor")
                .get("/api/v1/calls/" + talk.callId() + "/context")
                .then()
                .statusCode(404);
        assertNothingIsLeftOf("442079460904");
    }

    @Test
    void another_tenants_calls_and_reports_are_their_own() {
        var number = "+442079460905";
        var callId = past(number);

        String elsewhere = io.restassured.RestAssured.given()
                .auth()
                .oauth2(Tokens.of("globex", "admin"))
                .contentType(ContentType.JSON)
                .body(Map.of("number", number))
                .post("/api/v1/erasures")
                .then()
                .statusCode(200)
                .body("erased.calls", equalTo(0))
                .extract()
                .path("erasureId");

        Talk.as(bus, "supervisor").get("/api/v1/calls/" + callId).then().body("to", equalTo(number));
        Talk.as(bus, "admin").get("/api/v1/erasures/" + elsewhere).then().statusCode(404);
    }

    @Test
    void only_an_administrator_may_ask_and_only_for_a_number() {
        Talk.as(bus, "supervisor")
                .body(Map.of("number", "+442079460906"))
                .post("/api/v1/erasures")
                .then()
                .statusCode(403);
        erase("everybody").statusCode(422).body("violations.field", not(empty()));
        Talk.as(bus, "admin").body("{}").post("/api/v1/erasures").then().statusCode(422);
    }
}
