package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Screening;
import io.tandem.contracts.Screening.OnMachine;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer who is listened to between their answer and the bridge, over real HTTP and a real WebSocket to a scripted peer. */
class ScreeningStoriesTest {

    private static final String MACHINES_CAUSE = "LONGGREETING-1500-1500";

    private Served call;

    @BeforeEach
    void serve() {
        call = new Served().started();
    }

    @AfterEach
    void close() {
        call.close();
    }

    private static Screening screening(OnMachine onMachine) {
        return new Screening(onMachine, onMachine == OnMachine.VOICEMAIL ? "vm-goodbye" : null);
    }

    private void dialled(OnMachine onMachine) {
        call.withAgent();
        assertThat(call.answerTo(call.dialCustomer("dial-1", screening(onMachine))))
                .isInstanceOf(PbxFact.CommandDone.class);
    }

    private void listenedTo(OnMachine onMachine) {
        dialled(onMachine);
        call.asterisk.answers(call.customer);
        awaitContext("tandem-amd");
    }

    private void awaitContext(String context) {
        await().atMost(PATIENCE).until(() -> call.asterisk.context(call.customer), context::equals);
    }

    private void awaitTalking() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.bridged(call.bridge))
                .containsExactlyInAnyOrder(call.agent, call.customer));
    }

    private PbxFact.Screened verdict() {
        return await().atMost(PATIENCE)
                .until(() -> call.facts.of(PbxFact.Screened.class), all -> !all.isEmpty())
                .getLast();
    }

    @Nested
    class a_customer_who_answers {

        @Test
        void is_given_to_the_dialplan_and_not_to_the_agent_who_hears_no_more_ringing() {
            listenedTo(OnMachine.HANG_UP);

            await().atMost(PATIENCE)
                    .until(() -> call.asterisk.requests().contains("DELETE /channels/" + call.agent + "/ring"));
            assertThat(call.asterisk.bridged(call.bridge)).containsExactly(call.agent);
            assertThat(call.asterisk.variable(call.customer, "TANDEM_APP")).isEqualTo(call.application());
        }

        @ParameterizedTest
        @EnumSource(OnMachine.class)
        void and_is_a_person_talks_with_the_agent(OnMachine onMachine) {
            listenedTo(onMachine);

            call.asterisk.hears(call.customer, "HUMAN", "HUMAN-800-800");

            awaitTalking();
            assertThat(verdict()).satisfies(it -> {
                assertThat(it.status()).isEqualTo(AmdStatus.HUMAN);
                assertThat(it.cause()).isEqualTo("HUMAN-800-800");
                assertThat(it.took()).isEqualTo(Duration.ofMillis(2300));
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"NOTSURE", "HANGUP", "", "of the future"})
        void and_of_whom_nobody_is_sure_talks_with_the_agent(String status) {
            listenedTo(OnMachine.HANG_UP);

            call.asterisk.hears(call.customer, status, "TOOLONG-4900");

            awaitTalking();
            assertThat(verdict().status()).isEqualTo(AmdStatus.NOTSURE);
        }

        @Test
        void and_hangs_up_while_they_are_listened_to_leaves_nothing() {
            listenedTo(OnMachine.HANG_UP);

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.Screened.class)).isEmpty();
        }

        @Test
        void is_let_go_when_the_agent_hangs_up_while_they_are_listened_to() {
            listenedTo(OnMachine.HANG_UP);

            call.asterisk.ends(call.agent, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_let_go_when_the_call_is_ended_while_they_are_listened_to() {
            listenedTo(OnMachine.HANG_UP);

            assertThat(call.answerTo(call.endCall())).isInstanceOf(PbxFact.CommandDone.class);

            call.awaitNothingLeft();
        }

        @Test
        void is_connected_with_the_reason_told_when_the_dialplan_does_not_take_them() {
            dialled(OnMachine.HANG_UP);
            call.asterisk.refuses("POST /channels/" + call.customer + "/continue", 500);

            call.asterisk.answers(call.customer);

            awaitTalking();
            assertThat(verdict()).satisfies(it -> {
                assertThat(it.status()).isEqualTo(AmdStatus.SKIPPED);
                assertThat(it.cause()).contains("500");
            });
        }

        @Test
        void is_screened_once_however_often_the_command_is_read() {
            listenedTo(OnMachine.HANG_UP);
            call.answerTo(call.dialCustomer("dial-1", screening(OnMachine.HANG_UP)));

            call.asterisk.hears(call.customer, "HUMAN", "HUMAN-800-800");

            awaitTalking();
            assertThat(call.asterisk.requests())
                    .filteredOn(request -> request.endsWith("/continue"))
                    .hasSize(1);
        }
    }

    @Nested
    class a_machine {

        @Test
        void is_hung_up_and_the_agent_let_go() {
            listenedTo(OnMachine.HANG_UP);

            call.asterisk.hears(call.customer, "MACHINE", MACHINES_CAUSE);

            call.awaitNothingLeft();
            assertThat(verdict().status()).isEqualTo(AmdStatus.MACHINE);
        }

        @Test
        void is_connected_where_that_is_wanted() {
            listenedTo(OnMachine.CONNECT);

            call.asterisk.hears(call.customer, "MACHINE", MACHINES_CAUSE);

            awaitTalking();
        }

        @Test
        void gets_a_message_while_the_agent_is_free_already() {
            listenedTo(OnMachine.VOICEMAIL);

            call.asterisk.hears(call.customer, "MACHINE", MACHINES_CAUSE);

            awaitContext("tandem-message");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(call.asterisk.channels()).containsExactly(call.customer));
            assertThat(call.asterisk.variable(call.customer, "TANDEM_MESSAGE")).isEqualTo("vm-goodbye");
        }

        @Test
        void is_hung_up_once_the_message_is_left() {
            gets_a_message_while_the_agent_is_free_already();

            call.asterisk.leavesItsMessage(call.customer);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.MessageLeft.class))
                    .singleElement()
                    .satisfies(left -> assertThat(left.played()).isTrue());
        }

        @Test
        void that_hangs_up_during_the_message_leaves_nothing() {
            gets_a_message_while_the_agent_is_free_already();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void that_cannot_be_given_a_message_is_hung_up() {
            listenedTo(OnMachine.VOICEMAIL);
            call.asterisk.refuses("POST /channels/" + call.customer + "/continue", 500);

            call.asterisk.hears(call.customer, "MACHINE", MACHINES_CAUSE);

            call.awaitNothingLeft();
        }
    }

    @Nested
    class the_next_owner {

        private void left(String state) {
            call.close();
            call = new Served(new ScriptedAri());
            call.asterisk.wasLeftBy("tandem-0-1", call.agent, "Up", call.bridge);
            call.asterisk.wasLeftBy("tandem-0-1", call.customer, state, call.callId + ".nowhere");
            call.asterisk.leavesTheBridge(call.customer);
        }

        @Test
        void has_one_who_had_answered_listened_to() {
            left("Up");
            call.asterisk.isToBeScreened(call.customer, "hang-up");

            call.started();

            awaitContext("tandem-amd");
            call.asterisk.hears(call.customer, "MACHINE", MACHINES_CAUSE);
            call.awaitNothingLeft();
        }

        @Test
        void has_one_who_answers_now_listened_to() {
            left("Ringing");
            call.asterisk.isToBeScreened(call.customer, "hang-up");
            call.started();
            await().atMost(PATIENCE).until(() -> call.shards.liveCalls() == 1);

            call.asterisk.answers(call.customer);

            awaitContext("tandem-amd");
        }

        @Test
        void connects_one_who_was_listened_to_already() {
            left("Up");

            call.started();

            awaitTalking();
            assertThat(call.facts.of(PbxFact.Screened.class)).isEmpty();
        }
    }
}
