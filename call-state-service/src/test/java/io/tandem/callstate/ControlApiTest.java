package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.SuperviseMode;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Control of a call over REST, with real Redis and PostgreSQL; the topics are in memory, and the test is the PBX. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class ControlApiTest {

    @Inject
    Bus bus;

    private Talk talk;
    private String callId;

    @BeforeEach
    void a_call_is_connected() {
        talk = Talk.begun(bus, Map.of("agentId", "agent-1", "to", "+442079460000"));
        callId = talk.callId();
    }

    @AfterEach
    void the_call_ends() {
        talk.ends();
    }

    private RequestSpecification as(String role) {
        return Talk.as(bus, role);
    }

    private ValidatableResponse ask(String operation, Map<String, Object> body) {
        return as("supervisor").body(body).post(path(operation)).then();
    }

    private String path(String operation) {
        return "/api/v1/calls/" + callId + "/" + operation;
    }

    private <C extends AriCommand> C commanded(Class<C> type) {
        await().untilAsserted(() -> assertThat(bus.ari(callId)).hasAtLeastOneElementOfType(type));
        return type.cast(
                bus.ari(callId).stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    private void held() {
        as("supervisor").post(path("hold")).then().statusCode(202);
        var hold = commanded(AriCommand.Hold.class);
        var customer = Facts.of(callId).ari().customer();
        bus.facts(customer.held(hold.order()), customer.done(hold.commandId()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Held"));
    }

    @Test
    void a_call_is_held_told_shown_and_brought_back() {
        held();

        as("supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .body("state", equalTo("HELD"))
                .body("held", equalTo(true));
        as("supervisor")
                .post(path("hold"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("held already"));
        as("supervisor").post(path("unhold")).then().statusCode(202);
        bus.fact(Facts.of(callId)
                .ari()
                .customer()
                .resumed(commanded(AriCommand.Resume.class).order()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Held", "Resumed"));
        as("supervisor")
                .get(path("timeline"))
                .then()
                .body("type", hasItem("tandem.control-asked"))
                .body("type", hasItem("pbx.held"))
                .body("type", hasItem("call.resumed"));
    }

    @Test
    void what_the_pbx_refuses_is_told_and_stands_in_the_timeline() {
        as("supervisor").post(path("hold")).then().statusCode(202);
        bus.fact(Facts.of(callId).ari().refused(commanded(AriCommand.Hold.class).commandId(), "422 in a race"));

        await().untilAsserted(() -> assertThat(bus.events(callId).getLast())
                .isInstanceOfSatisfying(CallEvent.ControlFailed.class, failed -> assertThat(failed.reason())
                        .isEqualTo("422 in a race")));
        as("supervisor").get(path("timeline")).then().body("type", hasItem("pbx.command-refused"));
    }

    @Test
    void muting_needs_a_leg_and_knows_its_directions() {
        ask("mute", Map.of()).statusCode(422).body("violations.field", hasItem("leg"));
        ask("mute", Map.of("leg", "nobody")).statusCode(400).body("violations.field", hasItem("leg"));
        ask("mute", Map.of("leg", "agent", "direction", "up"))
                .statusCode(400)
                .body("violations.field", hasItem("direction"));
        ask("unmute", Map.of("leg", "agent")).statusCode(409);

        ask("mute", Map.of("leg", "agent")).statusCode(202);
        var mute = commanded(AriCommand.Mute.class);
        bus.fact(Facts.of(callId).ari().agent().muted(mute.direction(), mute.order()));

        await().untilAsserted(() -> as("supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .body("muted", equalTo(true))
                .body("legs[0].muted", equalTo("in")));
    }

    @Test
    void digits_are_checked_sent_once_for_a_key_and_kept_out_of_the_history() {
        ask("dtmf", Map.of("leg", "customer", "digits", "12x"))
                .statusCode(422)
                .body("violations.field", hasItem("digits"));
        ask("dtmf", Map.of("leg", "customer", "digits", "1".repeat(33))).statusCode(422);
        for (int i = 0; i < 2; i++) {
            as("supervisor")
                    .header("Idempotency-Key", "digits-of-" + callId)
                    .body(Map.of("leg", "customer", "digits", "4711w#"))
                    .post(path("dtmf"))
                    .then()
                    .statusCode(202);
        }
        as("supervisor")
                .header("Idempotency-Key", "digits-of-" + callId)
                .body(Map.of("leg", "customer", "digits", "4712"))
                .post(path("dtmf"))
                .then()
                .statusCode(422);
        var send = commanded(AriCommand.SendDtmf.class);
        var customer = Facts.of(callId).ari().customer();
        bus.facts(customer.sentDigits(send.digits(), send.order()), customer.pressed("9", Instant.now()));

        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Dtmf", "Dtmf"));
        assertThat(bus.ari(callId).stream().filter(AriCommand.SendDtmf.class::isInstance))
                .hasSize(1);
        assertThat(as("supervisor").get(path("timeline")).asString())
                .contains("call.dtmf")
                .doesNotContain("4711");
    }

    @Test
    void only_supervisors_supervise_and_only_with_a_phone_that_we_know() {
        var wanted = Map.<String, Object>of("supervisorId", "agent-9", "mode", "listen");
        as("integration").body(wanted).post(path("supervise")).then().statusCode(403);
        ask("supervise", Map.of("supervisorId", "nobody", "mode", "listen"))
                .statusCode(422)
                .body("violations.field", hasItem("supervisorId"));
        as("supervisor").delete(path("supervise")).then().statusCode(409);

        ask("supervise", wanted).statusCode(202);
        var supervise = commanded(AriCommand.Supervise.class);
        assertThat(supervise.endpoint()).isEqualTo("PJSIP/1009@phones");
        bus.fact(Facts.of(callId).ari().supervised(supervise.channelId(), SuperviseMode.LISTEN, supervise.order()));
        await().untilAsserted(() ->
                as("supervisor").get("/api/v1/calls/" + callId).then().body("supervision.mode", equalTo("listen")));

        bus.fact(Facts.of(callId).ari().done(supervise.commandId()));
        await().untilAsserted(
                        () -> as("supervisor").delete(path("supervise")).then().statusCode(202));
        bus.fact(Facts.of(callId).ari().supervisionEnded(supervise.channelId()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Supervised", "Supervised"));
    }

    @Test
    void another_tenants_call_is_not_there_and_another_agents_is_forbidden() {
        given().auth()
                .oauth2(Tokens.of("globex", "admin"))
                .post(path("hold"))
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Tokens.ofAgent("acme", "agent-2"))
                .post(path("hold"))
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.ofAgent("acme", "agent-1"))
                .post(path("hold"))
                .then()
                .statusCode(202);
    }

    @Test
    void a_program_is_attached_by_name_shown_and_detached() {
        ask("media", Map.of("target", "echo", "mode", "listen")).statusCode(202).body("media.size()", equalTo(1));
        var attach = commanded(AriCommand.AttachMedia.class);
        var mediaId = attach.channelId().substring(callId.length() + 1);
        bus.facts(
                new PbxFact.MediaAttached(
                        callId, Facts.PBX, FactSource.ARI, Instant.now(), attach.channelId(), attach.order()),
                Facts.of(callId).ari().done(attach.commandId()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("MediaAttached"));
        as("supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .body("media[0].mediaId", equalTo(mediaId))
                .body("media[0].attached", equalTo(true));

        as("supervisor").delete(path("media/media.999")).then().statusCode(409);
        as("supervisor").delete(path("media/" + mediaId)).then().statusCode(202);
        commanded(AriCommand.DetachMedia.class);
        bus.fact(new PbxFact.MediaEnded(
                callId, Facts.PBX, FactSource.ARI, Instant.now(), attach.channelId(), "detached"));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("MediaDetached"));
        as("supervisor").get(path("timeline")).then().body("type", hasItem("call.media-detached"));
    }

    @Test
    void nobody_attaches_an_address_and_no_agent_anything() {
        for (var address : java.util.List.of("127.0.0.1:22", "http://169.254.169.254/", "Echo", "")) {
            ask("media", Map.of("target", address)).statusCode(422);
        }
        as("agent").body(Map.of("target", "echo")).post(path("media")).then().statusCode(403);
        given().auth()
                .oauth2(Tokens.of("globex", "admin"))
                .contentType("application/json")
                .body(Map.of("target", "echo"))
                .post(path("media"))
                .then()
                .statusCode(404);
        assertThat(bus.ari(callId)).noneMatch(AriCommand.AttachMedia.class::isInstance);
    }
}
