package io.tandem.notifier.telegram.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.Tokens;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ChatsResourceTest {

    private static final String CHATS = "/api/v1/telegram/chats";
    private static final AtomicLong IDS = new AtomicLong(-900_000_000_000L);

    private String tenant = "";
    private long id;

    @BeforeEach
    void a_tenant_of_its_own() {
        tenant = "t-" + Ulids.next();
        id = IDS.incrementAndGet();
    }

    @Test
    void keeps_a_chat_until_it_is_removed() {
        as("supervisor")
                .body("{\"chatId\":%d,\"title\":\"Night shift\"}".formatted(id))
                .post(CHATS)
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("types", contains("call.*"));
        as("admin")
                .body("{\"chatId\":%d,\"types\":[\"call.connected\",\"call.ended\"]}".formatted(id))
                .put(CHATS + "/" + id)
                .then()
                .statusCode(200)
                .body("title", nullValue());
        as("admin")
                .get(CHATS + "/" + id)
                .then()
                .statusCode(200)
                .body("types", contains("call.connected", "call.ended"));

        as("admin").delete(CHATS + "/" + id).then().statusCode(204);

        as("admin").get(CHATS + "/" + id).then().statusCode(404).contentType("application/problem+json");
        as("admin").delete(CHATS + "/" + id).then().statusCode(404);
    }

    @Test
    void lists_in_pages() {
        for (int i = 0; i < 3; i++) {
            add(IDS.incrementAndGet());
        }

        var next = as("admin")
                .get(CHATS + "?limit=2")
                .then()
                .body("items", hasSize(2))
                .extract()
                .<String>path("next");

        as("admin")
                .get(CHATS + "?limit=2&cursor=" + next)
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void is_on_one_list_only() {
        add(id);

        as("admin").body("{\"chatId\":%d}".formatted(id)).post(CHATS).then().statusCode(409);
        other().body("{\"chatId\":%d}".formatted(id)).post(CHATS).then().statusCode(409);
        other().get(CHATS + "/" + id).then().statusCode(404);
        other().get(CHATS).then().body("items", hasSize(0));
        other().delete(CHATS + "/" + id).then().statusCode(404);
    }

    @Test
    void is_refused_where_it_makes_no_sense() {
        as("admin")
                .body("{\"title\":\"x\"}")
                .post(CHATS)
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("chatId"));
        as("admin")
                .body("{\"chatId\":%d,\"types\":[\"call.exploded\"]}".formatted(id))
                .post(CHATS)
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("types"));
        as("admin")
                .body("{\"chatId\":%d,\"types\":[\"campaign.*\"]}".formatted(id))
                .post(CHATS)
                .then()
                .statusCode(422);
        as("admin")
                .body("{\"chatId\":%d,\"colour\":\"red\"}".formatted(id))
                .post(CHATS)
                .then()
                .statusCode(400);
    }

    @Test
    void is_for_admins_and_supervisors() {
        as("integration").get(CHATS).then().statusCode(403);
        as("agent").get(CHATS).then().statusCode(403);
        given().get(CHATS).then().statusCode(401);
    }

    private void add(long chatId) {
        as("admin").body("{\"chatId\":%d}".formatted(chatId)).post(CHATS).then().statusCode(201);
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(tenant, role)).contentType("application/json");
    }

    private static RequestSpecification other() {
        return given().auth().oauth2(Tokens.of("other", "admin")).contentType("application/json");
    }
}
