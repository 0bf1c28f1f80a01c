package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones that ask for a transfer by a REFER, and what they are told of it (ADR-0027), over HTTP and a WebSocket to a scripted peer. */
class PhoneTransferStoriesTest {

    private Served call = phonesMayTransfer("20s");
    private final String bob = call.callId + ".agent.9";

    @AfterEach
    void close() {
        call.close();
    }

    private static Served phonesMayTransfer(String patience) {
        return new Served(
                        new ScriptedAri(),
                        Ulids.next(),
                        Map.of("ari-controller.phone-transfers", "true", "ari-controller.limits.unserved", patience))
                .started();
    }

    private void instead(Served other) {
        call.close();
        call = other;
    }

    private PbxFact.TransferAsked asked() {
        call.connected();
        call.asterisk.asksForATransfer(call.agent, "1002");
        return await().atMost(PATIENCE)
                .until(() -> call.facts.of(PbxFact.TransferAsked.class), all -> !all.isEmpty())
                .getLast();
    }

    private void granted() {
        asked();
        assertThat(call.answerTo(call.transferTo(bob))).isInstanceOf(PbxFact.CommandDone.class);
        isTold("channel_progress");
    }

    private AriCommand.DeclineTransfer decline() {
        return new AriCommand.DeclineTransfer("no", call.callId, "pbx-1", Served.soon(), call.agent, 0);
    }

    private void isTold(String... states) {
        var all = Arrays.stream(states).map(state -> call.agent + " " + state).toArray(String[]::new);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(call.asterisk.progress()).containsExactly(all));
    }

    private void bothTalk() {
        assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
    }

    @Test
    void what_is_asked_for_is_told_and_nothing_is_done_yet() {
        var fact = asked();

        assertThat(fact.callId()).isEqualTo(call.callId);
        assertThat(fact.channelId()).isEqualTo(call.agent);
        assertThat(fact.to()).isEqualTo("1002");
        assertThat(call.asterisk.progress()).isEmpty();
        bothTalk();
        call.answerTo(decline());
        assertThat(call.facts.of(PbxFact.TransferAsked.class)).hasSize(1);
    }

    @Test
    void the_phone_is_told_when_whoever_it_named_has_answered_and_is_let_go() {
        granted();

        call.asterisk.answers(bob);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.channels())
                .containsExactlyInAnyOrder(call.customer, bob));
        isTold("channel_progress", "channel_answered");
        assertThat(call.asterisk.requests())
                .containsSubsequence(
                        "POST /channels/" + call.agent + "/transfer_progress", "DELETE /channels/" + call.agent);
    }

    @Test
    void the_phone_is_told_that_whoever_it_named_is_busy_and_talks_on() {
        granted();

        call.asterisk.ends(bob, 17);

        isTold("channel_progress", "channel_unavailable");
        bothTalk();
    }

    @Test
    void a_transfer_that_cannot_be_begun_is_told_to_have_failed() {
        asked();
        call.asterisk.refuses("/dial", 409);

        assertThat(call.answerTo(call.transferTo(bob))).isInstanceOf(PbxFact.CommandRefused.class);

        isTold("channel_unavailable");
        await().atMost(PATIENCE).untilAsserted(this::bothTalk);
    }

    @Test
    void a_transfer_that_is_not_granted_is_told_to_be_declined() {
        asked();

        assertThat(call.answerTo(decline())).isInstanceOf(PbxFact.CommandDone.class);

        isTold("channel_declined");
        bothTalk();
    }

    @Test
    void a_phone_that_is_gone_need_not_be_declined() {
        asked();
        call.asterisk.refuses("/transfer_progress", 404);

        assertThat(call.answerTo(decline())).isInstanceOf(PbxFact.CommandDone.class);
    }

    @Test
    void a_phone_that_hangs_up_once_it_has_asked_gives_the_customer_away() {
        asked();
        assertThat(call.answerTo(call.transferTo(bob))).isInstanceOf(PbxFact.CommandDone.class);
        call.asterisk.ends(call.agent, 16);

        call.asterisk.answers(bob);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.bridged(call.bridge))
                .containsExactlyInAnyOrder(call.customer, bob));
        isTold("channel_progress");
    }

    @Test
    void a_phone_of_which_nobody_says_anything_is_told_that_it_failed() {
        instead(phonesMayTransfer("300ms"));

        asked();

        isTold("channel_unavailable");
        bothTalk();
    }

    @Test
    void a_phone_that_names_a_call_of_its_own_is_declined() {
        call.connected();

        call.asterisk.asksForATransfer(call.agent, null);

        isTold("channel_declined");
        assertThat(call.facts.of(PbxFact.TransferAsked.class)).isEmpty();
        bothTalk();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "1002")
    void where_phones_may_not_transfer_each_is_declined(String to) {
        instead(new Served().started());
        call.connected();

        call.asterisk.asksForATransfer(call.agent, to);

        isTold("channel_declined");
        assertThat(call.facts.of(PbxFact.TransferAsked.class)).isEmpty();
    }

    @Test
    void a_customer_is_declined() {
        call.connected();

        call.asterisk.asksForATransfer(call.customer, "1002");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.progress())
                .containsExactly(call.customer + " channel_declined"));
        assertThat(call.facts.of(PbxFact.TransferAsked.class)).isEmpty();
    }

    @Test
    void an_agent_at_a_desk_is_declined() {
        var deskId = Ulids.next();
        var phone = deskId + ".desk";
        call.order(new AriCommand.OriginateAgent(
                "desk-1", deskId, "pbx-1", Served.soon(), phone, "PJSIP/1001@phones", null, Duration.ofSeconds(1)));
        await().atMost(PATIENCE).until(() -> call.asterisk.channels().contains(phone));
        call.asterisk.answers(phone);
        await().atMost(PATIENCE)
                .until(() -> call.asterisk.bridged(deskId + ".bridge").contains(phone));

        call.asterisk.asksForATransfer(phone, "1002");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(call.asterisk.progress()).containsExactly(phone + " channel_declined"));
    }
}
