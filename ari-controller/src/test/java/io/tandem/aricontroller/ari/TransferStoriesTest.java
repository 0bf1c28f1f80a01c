package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.SuperviseMode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells of docs/transfers.md as the PBX is made to carry them out, over real HTTP and a real WebSocket to a scripted peer. */
class TransferStoriesTest {

    private Served call;
    private String bob;

    @BeforeEach
    void serve() {
        call = new Served().started();
        bob = call.callId + ".agent.7";
    }

    @AfterEach
    void close() {
        call.close();
    }

    private String place(long order) {
        return call.callId + ".hold." + order;
    }

    private AriCommand.Transfer transfer(boolean consult, String from) {
        return transfer(consult, from, Served.soon());
    }

    private AriCommand.Transfer transfer(boolean consult, String from, Instant until) {
        return new AriCommand.Transfer(
                "transfer",
                call.callId,
                "pbx-1",
                until,
                bob,
                "PJSIP/1002@phones",
                "+442079460000",
                Duration.ofSeconds(20),
                from,
                consult,
                7);
    }

    private AriCommand.CompleteTransfer complete(long order) {
        return new AriCommand.CompleteTransfer(
                "c" + order, call.callId, "pbx-1", Served.soon(), bob, call.agent, order);
    }

    private AriCommand.CancelTransfer cancel(long order) {
        return new AriCommand.CancelTransfer("c" + order, call.callId, "pbx-1", Served.soon(), bob, order);
    }

    private AriCommand.JoinTransfer join(long order) {
        return new AriCommand.JoinTransfer("c" + order, call.callId, "pbx-1", Served.soon(), bob, order);
    }

    private AriCommand.AddParty add() {
        return new AriCommand.AddParty(
                "add", call.callId, "pbx-1", Served.soon(), bob, "PJSIP/1002@phones", null, Duration.ofSeconds(20), 7);
    }

    private AriCommand.Park park(long order) {
        return new AriCommand.Park("p" + order, call.callId, "pbx-1", Served.soon(), call.customer, call.agent, order);
    }

    private void begun(boolean consult) {
        call.connected();
        assertThat(call.answerTo(transfer(consult, call.agent))).isInstanceOf(PbxFact.CommandDone.class);
    }

    private void consulting() {
        begun(true);
        call.asterisk.answers(bob);
        awaitFact(PbxFact.TransferAnswered.class);
    }

    private <F extends PbxFact> F awaitFact(Class<F> type) {
        return await().atMost(PATIENCE)
                .until(() -> call.facts.of(type), all -> !all.isEmpty())
                .getLast();
    }

    private void awaitTalking(String... legs) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(legs);
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(legs);
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
        });
    }

    @Nested
    class a_transfer_that_rings {

        @Test
        void puts_the_customer_aside_with_music_and_lets_the_agent_hear_ringing() {
            begun(false);

            assertThat(call.asterisk.bridged(place(7))).containsExactly(call.customer);
            assertThat(call.asterisk.requests())
                    .containsSubsequence(
                            "POST /channels/" + call.customer + "/moh",
                            "POST /channels/create",
                            "POST /channels/" + bob + "/dial",
                            "POST /channels/" + call.agent + "/ring");
            awaitFact(PbxFact.TransferBegun.class);
        }

        @Test
        void joins_the_customer_and_whoever_answers_and_lets_the_agent_go() {
            begun(false);

            call.asterisk.answers(bob);

            awaitTalking(call.customer, bob);
            assertThat(awaitFact(PbxFact.Transferred.class).channelId()).isEqualTo(bob);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void to_somebody_who_is_busy_gives_the_customer_back(boolean consult) {
            begun(consult);

            call.asterisk.ends(bob, 17);

            awaitTalking(call.customer, call.agent);
            assertThat(awaitFact(PbxFact.TransferFailed.class)).satisfies(failed -> {
                assertThat(failed.reason()).isEqualTo("busy");
                assertThat(failed.aside()).isFalse();
            });
            assertThat(call.asterisk.requests()).contains("DELETE /channels/" + call.agent + "/ring");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void goes_on_when_the_agent_hangs_up_before_the_answer(boolean consult) {
            begun(consult);
            call.asterisk.ends(call.agent, 16);

            call.asterisk.answers(bob);

            awaitTalking(call.customer, bob);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void that_nobody_takes_keeps_the_customer_for_whoever_is_called_next(boolean consult) {
            begun(consult);
            call.asterisk.ends(call.agent, 16);
            call.asterisk.ends(bob, 19);

            assertThat(awaitFact(PbxFact.TransferFailed.class).aside()).isTrue();
            assertThat(call.asterisk.bridged(place(7))).containsExactly(call.customer);
            assertThat(call.shards.liveCalls()).isEqualTo(1);

            call.answerTo(call.endCall());
            call.awaitNothingLeft();
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_cancelled(boolean consult) {
            begun(consult);

            assertThat(call.answerTo(cancel(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, call.agent);
            assertThat(awaitFact(PbxFact.TransferFailed.class).reason()).isEqualTo("cancelled");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void ends_with_its_customer(boolean consult) {
            begun(consult);

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void that_cannot_be_dialled_leaves_the_call_as_it_was() {
            call.connected();
            call.asterisk.refuses("/dial", 409);

            assertThat(call.answerTo(transfer(false, call.agent))).isInstanceOf(PbxFact.CommandRefused.class);

            awaitTalking(call.customer, call.agent);
            assertThat(call.facts.of(PbxFact.TransferBegun.class)).isEmpty();
        }

        @Test
        void without_music_is_none() {
            call.connected();
            call.asterisk.refuses("/moh", 409);

            assertThat(call.answerTo(transfer(false, call.agent))).isInstanceOf(PbxFact.CommandRefused.class);

            awaitTalking(call.customer, call.agent);
        }

        @Test
        void is_begun_once_when_its_command_is_read_again() {
            begun(false);

            call.order(transfer(false, call.agent));
            call.asterisk.answers(bob);

            awaitTalking(call.customer, bob);
            assertThat(call.asterisk.requests().stream().filter("POST /channels/create"::equals))
                    .hasSize(2); // the customer, and bob
        }

        @Test
        void that_comes_too_late_is_not_begun() {
            call.connected();

            assertThat(call.answerTo(transfer(false, call.agent, Instant.now().minusSeconds(1))))
                    .isInstanceOf(PbxFact.CommandRefused.class);
            awaitTalking(call.customer, call.agent);
        }

        @Test
        void is_not_cancelled_once_they_talk() {
            begun(false);
            call.asterisk.answers(bob);
            awaitTalking(call.customer, bob);

            assertThat(call.answerTo(cancel(9))).isInstanceOf(PbxFact.CommandRefused.class);
            awaitTalking(call.customer, bob);
        }

        @Test
        void ends_with_whoever_took_it() {
            begun(false);
            call.asterisk.answers(bob);
            awaitTalking(call.customer, bob);

            call.asterisk.ends(bob, 16);

            call.awaitNothingLeft();
        }
    }

    @Nested
    class a_consultation {

        @Test
        void is_between_the_two_while_the_customer_hears_music() {
            consulting();

            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, bob);
            assertThat(call.asterisk.bridged(place(7))).containsExactly(call.customer);
        }

        @Test
        void is_completed() {
            consulting();

            assertThat(call.answerTo(complete(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, bob);
        }

        @Test
        void that_is_completed_before_the_answer_is_blind() {
            begun(true);
            assertThat(call.answerTo(complete(9))).isInstanceOf(PbxFact.CommandDone.class);

            call.asterisk.answers(bob);

            awaitTalking(call.customer, bob);
            assertThat(call.facts.of(PbxFact.TransferAnswered.class)).isEmpty();
        }

        @Test
        void is_cancelled() {
            consulting();

            assertThat(call.answerTo(cancel(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, call.agent);
            assertThat(call.facts.of(PbxFact.TransferFailed.class)).hasSize(1);
        }

        @Test
        void becomes_a_conference() {
            consulting();

            assertThat(call.answerTo(join(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, call.agent, bob);
            awaitFact(PbxFact.PartyJoined.class);
        }

        @Test
        void cannot_be_joined_before_the_answer() {
            begun(true);

            assertThat(call.answerTo(join(9))).isInstanceOf(PbxFact.CommandRefused.class);
        }

        @Test
        void whose_target_hangs_up_gives_the_customer_back() {
            consulting();

            call.asterisk.ends(bob, 16);

            awaitTalking(call.customer, call.agent);
            assertThat(awaitFact(PbxFact.TransferFailed.class).reason()).isEqualTo("hung up");
        }

        @Test
        void whose_agent_hangs_up_is_a_transfer() {
            consulting();

            call.asterisk.ends(call.agent, 16);

            awaitTalking(call.customer, bob);
            awaitFact(PbxFact.Transferred.class);
        }

        @Test
        void ends_with_its_customer() {
            consulting();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void stays_one_where_the_customer_cannot_be_brought_back() {
            consulting();
            call.asterisk.refuses("/addChannel", 409);

            assertThat(call.answerTo(complete(9))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.bridged(place(7))).containsExactly(call.customer);
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, bob);
        }

        @Test
        void takes_a_supervisor_along_to_whoever_gets_the_call() {
            call.connected();
            call.answerTo(call.supervise(5, SuperviseMode.LISTEN));
            call.asterisk.answers(call.supervisor);
            awaitFact(PbxFact.Supervised.class);
            call.answerTo(transfer(false, call.agent));

            call.asterisk.answers(bob);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.bridged(call.monitor))
                    .containsExactlyInAnyOrder(call.supervisor, call.callId + ".snoop.7"));
            assertThat(call.asterisk.requests())
                    .contains("POST /channels/" + bob + "/snoop/" + call.callId + ".snoop.7");
        }
    }

    @Nested
    class under_the_next_owner_of_the_shard {

        private void tookOver(String bobsState, String bobsPlace) {
            var left = "tandem-0-0";
            call.asterisk.wasLeftBy(left, call.agent, "Up", call.bridge);
            call.asterisk.wasLeftBy(left, call.customer, "Up", place(7));
            call.asterisk.wasLeftBy(left, bob, bobsState, bobsPlace);
            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE).until(() -> call.shards.liveCalls() == 1);
        }

        @Test
        void a_consultation_is_completed() {
            tookOver("Up", call.bridge);

            assertThat(call.answerTo(complete(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, bob);
        }

        @Test
        void a_consultation_is_cancelled() {
            tookOver("Up", call.bridge);

            assertThat(call.answerTo(cancel(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, call.agent);
            assertThat(awaitFact(PbxFact.TransferFailed.class).aside()).isFalse();
        }

        @Test
        void an_answer_is_told_and_waits_for_what_is_to_be_done_with_it() {
            tookOver("Ringing", call.bridge);

            call.asterisk.answers(bob);

            assertThat(awaitFact(PbxFact.TransferAnswered.class).order()).isEqualTo(7);
            call.answerTo(complete(9));
            awaitTalking(call.customer, bob);
        }

        @Test
        void a_target_that_is_gone_is_cancelled_by_command() {
            tookOver("Ringing", call.bridge);
            call.asterisk.ends(bob, 17);

            assertThat(call.answerTo(cancel(9))).isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, call.agent);
        }
    }

    @Nested
    class a_conference {

        private void added() {
            call.connected();
            assertThat(call.answerTo(add())).isInstanceOf(PbxFact.CommandDone.class);
            call.asterisk.answers(bob);
            awaitFact(PbxFact.PartyJoined.class);
        }

        @Test
        void takes_whoever_answers_while_the_others_talk_on() {
            added();

            awaitTalking(call.customer, call.agent, bob);
        }

        @Test
        void goes_on_when_a_party_leaves() {
            added();

            call.asterisk.ends(bob, 16);

            awaitTalking(call.customer, call.agent);
        }

        @Test
        void goes_on_when_the_agent_leaves() {
            added();

            call.asterisk.ends(call.agent, 16);

            awaitTalking(call.customer, bob);
            call.asterisk.ends(bob, 16);
            call.awaitNothingLeft();
        }

        @Test
        void ends_with_its_customer() {
            added();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void lets_a_party_go_by_command() {
            added();

            assertThat(call.answerTo(new AriCommand.DropParty("d", call.callId, "pbx-1", Served.soon(), bob, 9)))
                    .isInstanceOf(PbxFact.CommandDone.class);

            awaitTalking(call.customer, call.agent);
        }

        @Test
        void talks_on_without_somebody_who_does_not_come() {
            call.connected();
            call.answerTo(add());

            call.asterisk.ends(bob, 19);

            awaitTalking(call.customer, call.agent);
        }
    }

    @Nested
    class a_parked_customer {

        private void parked() {
            call.connected();
            assertThat(call.answerTo(park(5))).isInstanceOf(PbxFact.CommandDone.class);
            awaitFact(PbxFact.Parked.class);
        }

        @Test
        void hears_music_without_an_agent() {
            parked();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(call.asterisk.channels()).containsExactly(call.customer));
            assertThat(call.asterisk.bridged(place(5))).containsExactly(call.customer);
        }

        @Test
        void is_fetched_by_whoever_answers() {
            parked();
            call.answerTo(transfer(false, null));

            call.asterisk.answers(bob);

            awaitTalking(call.customer, bob);
        }

        @Test
        void is_parked_on_when_nobody_answers() {
            parked();
            call.answerTo(transfer(false, null));

            call.asterisk.ends(bob, 19);

            assertThat(awaitFact(PbxFact.TransferFailed.class).aside()).isTrue();
            assertThat(call.asterisk.bridged(place(5))).containsExactly(call.customer);
        }

        @Test
        void who_hangs_up_leaves_nothing_behind() {
            parked();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }
    }
}
