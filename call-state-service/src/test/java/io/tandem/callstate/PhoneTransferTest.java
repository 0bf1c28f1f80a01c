package io.tandem.callstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a phone asks for by a REFER (ADR-0027), with real Redis and PostgreSQL; the topics are in memory, and the test is the PBX. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class PhoneTransferTest {

    @Inject
    Bus bus;

    private Talk talk;

    @BeforeEach
    void a_call_is_connected() {
        talk = Talk.begun(bus, Map.of("agentId", "agent-1", "to", "+442079460000"));
    }

    @AfterEach
    void the_call_ends() {
        ofType(AriCommand.Transfer.class)
                .forEach(command -> bus.fact(leg(command).hungUp(16)));
        talk.ends();
    }

    private Facts leg(AriCommand.Transfer command) {
        return Facts.of(talk.callId())
                .ari()
                .leg(command.channelId().substring(talk.callId().length() + 1));
    }

    private PbxFact.TransferAsked asks(String to) {
        return asks(to, Instant.now());
    }

    private PbxFact.TransferAsked asks(String to, Instant at) {
        bus.bothLinksAlive();
        var fact = Facts.of(talk.callId()).ari().agent().asksToTransfer(to, at);
        bus.fact(fact);
        return fact;
    }

    private <C extends AriCommand> List<C> ofType(Class<C> type) {
        return bus.ari(talk.callId()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <C extends AriCommand> C commanded(Class<C> type) {
        return await().until(() -> ofType(type), all -> !all.isEmpty()).getLast();
    }

    private void isDeclined() {
        assertThat(commanded(AriCommand.DeclineTransfer.class).channelId()).isEqualTo(talk.callId() + ".agent");
        assertThat(ofType(AriCommand.Transfer.class)).isEmpty();
        Talk.as(bus, "supervisor")
                .get("/api/v1/calls/" + talk.callId())
                .then()
                .body("state", equalTo("CONNECTED"))
                .body("agentId", equalTo("agent-1"));
    }

    private void hasNoCall(String agentId) {
        Talk.as(bus, "supervisor").get("/api/v1/presence/" + agentId).then().body("callId", equalTo(null));
    }

    @Test
    void an_extension_is_the_agents_who_is_reserved_and_called_blind() {
        asks("1002");

        var command = commanded(AriCommand.Transfer.class);
        assertThat(command.endpoint()).isEqualTo("PJSIP/1002@phones");
        assertThat(command.fromChannelId()).isEqualTo(talk.callId() + ".agent");
        assertThat(command.consult()).isFalse();
        Talk.as(bus, "supervisor").get("/api/v1/presence/agent-2").then().body("callId", equalTo(talk.callId()));
        assertThat(ofType(AriCommand.DeclineTransfer.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+442079460001", "00442079460001"})
    void a_number_is_called_by_the_trunk_for_it(String dialled) {
        asks(dialled);

        assertThat(commanded(AriCommand.Transfer.class).endpoint()).isEqualTo("PJSIP/+442079460001@carrier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+449098790001", "+19005550100", "4711", "12", "", "1001@elsewhere", "+44;x"})
    void what_nobody_may_be_called_by_is_declined(String dialled) {
        asks(dialled);

        isDeclined();
    }

    @Test
    void the_agents_own_extension_is_declined_and_they_keep_their_call() {
        asks("1001");

        isDeclined();
        Talk.as(bus, "supervisor").get("/api/v1/presence/agent-1").then().body("callId", equalTo(talk.callId()));
    }

    @Test
    void an_agent_who_has_a_call_is_not_called() {
        String other = Talk.as(bus, "supervisor")
                .body(Map.of("agentId", "agent-2", "to", "+442079460000"))
                .post("/api/v1/calls")
                .then()
                .statusCode(202)
                .extract()
                .path("callId");

        asks("1002");

        isDeclined();
        bus.facts(
                Facts.of(other).ami().agent().created(),
                Facts.of(other).ami().agent().hungUp(17));
        await().untilAsserted(() -> assertThat(bus.told(other)).endsWith("Ended"));
    }

    @Test
    void while_a_transfer_is_under_way_another_is_declined_and_nobody_more_is_reserved() {
        asks("1002");
        commanded(AriCommand.Transfer.class);

        asks("1003");

        commanded(AriCommand.DeclineTransfer.class);
        assertThat(ofType(AriCommand.Transfer.class)).hasSize(1);
        await().untilAsserted(() -> hasNoCall("agent-3"));
    }

    @Test
    void what_is_read_again_is_granted_once() {
        var fact = asks("1002");
        commanded(AriCommand.Transfer.class);

        bus.fact(fact);
        asks("4711");

        commanded(AriCommand.DeclineTransfer.class);
        assertThat(ofType(AriCommand.Transfer.class)).hasSize(1);
        assertThat(ofType(AriCommand.DeclineTransfer.class)).hasSize(1);
    }

    @Test
    void what_was_asked_for_too_long_ago_is_declined() {
        asks("1002", Instant.now().minusSeconds(60));

        isDeclined();
        hasNoCall("agent-2");
    }
}
