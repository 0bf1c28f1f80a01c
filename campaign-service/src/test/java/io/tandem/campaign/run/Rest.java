package io.tandem.campaign.run;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.Tokens;

/** One tenant of its own, talking to the service. */
record Rest(String tenant) {

    static Rest ofNewTenant() {
        return new Rest("t-" + Ulids.next());
    }

    RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(tenant, role));
    }

    ValidatableResponse post(String path, String json) {
        return as("supervisor")
                .contentType(ContentType.JSON)
                .body(json)
                .post("/api/v1" + path)
                .then();
    }

    ValidatableResponse post(String path) {
        return as("supervisor").post("/api/v1" + path).then();
    }

    ValidatableResponse put(String path, String json) {
        return as("supervisor")
                .contentType(ContentType.JSON)
                .body(json)
                .put("/api/v1" + path)
                .then();
    }

    ValidatableResponse get(String path) {
        return as("agent").get("/api/v1" + path).then();
    }

    ValidatableResponse delete(String path) {
        return as("supervisor").delete("/api/v1" + path).then();
    }

    ValidatableResponse csv(String campaign, String body) {
        return as("integration")
                .contentType("text/csv")
                .body(body)
                .post("/api/v1/campaigns/" + campaign + "/contacts")
                .then();
    }

    void agent(String id) {
        post("/agents", """
                {"id": "%s", "name": "Agent %s", "endpoint": "PJSIP/%s@phones"}""".formatted(id, id, id)).statusCode(201);
    }

    String campaign(String json) {
        return post("/campaigns", json).statusCode(201).extract().path("id");
    }

    void start(String campaign) {
        post("/campaigns/" + campaign + "/start").statusCode(200);
    }
}
