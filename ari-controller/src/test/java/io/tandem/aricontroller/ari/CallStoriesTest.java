package io.tandem.aricontroller.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a call does, told over real HTTP and a real WebSocket to a scripted peer. */
class CallStoriesTest {

    private Served call;

    @BeforeEach
    void serve() {
        call = new Served().started();
    }

    @AfterEach
    void close() {
        call.close();
    }

    @Nested
    class an_agent_who_is_handed_over {
        @Test
        void waits_in_the_calls_bridge_and_is_told_of() {
            call.withAgent();

            await().untilAsserted(() -> {
                assertThat(call.facts.of(PbxFact.ControlStarted.class))
                        .extracting(PbxFact.ControlStarted::channelId, PbxFact.ControlStarted::role)
                        .containsExactly(tuple(call.agent, "agent"));
                assertThat(call.facts.of(PbxFact.BridgeEntered.class)).hasSize(1);
            });
        }

        @Test
        void leaves_nothing_behind_when_they_hang_up() {
            call.withAgent();

            call.asterisk.ends(call.agent, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_found_gone_when_their_end_was_never_said() {
            call.withAgent();

            call.asterisk.leaves(call.agent);
            call.asterisk.losesSilently(call.agent);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.ChannelHungUp.class))
                    .singleElement()
                    .satisfies(gone -> assertThat(gone.reconciled()).isTrue());
        }

        @Test
        void is_let_go_when_ami_takes_them_back() {
            call.withAgent();

            call.asterisk.leaves(call.agent);

            await().until(() -> call.shards.liveCalls() == 0);
            assertThat(call.asterisk.channels()).containsExactly(call.agent);
            assertThat(call.asterisk.requests()).doesNotContain("DELETE /channels/" + call.agent);
        }

        @Test
        void is_not_let_in_once_the_call_has_ended() {
            call.withAgent();
            call.asterisk.ends(call.agent, 16);
            call.awaitNothingLeft();

            call.asterisk.handsOver(call.agent, call.application());

            call.awaitNothingLeft();
            assertThat(call.asterisk.requests()).contains("DELETE /channels/" + call.agent);
        }
    }

    @Nested
    class a_customer_who_is_dialled {
        @Test
        void is_bridged_at_once_on_answer_while_the_agent_hears_ringing_until_then() {
            call.connected();

            await().until(() -> call.asterisk.requests().contains("DELETE /channels/" + call.agent + "/ring"));
            assertThat(call.asterisk.requests())
                    .containsSubsequence(
                            "POST /channels/create",
                            "POST /channels/" + call.customer + "/dial",
                            "POST /channels/" + call.agent + "/ring",
                            "POST /bridges/" + call.bridge + "/addChannel",
                            "DELETE /channels/" + call.agent + "/ring");
            assertThat(call.outcomes).hasOnlyElementsOfType(PbxFact.CommandDone.class);
        }

        @Test
        void ends_the_whole_call_with_their_cause_when_busy() {
            call.withAgent().withCustomerDialled();

            call.asterisk.ends(call.customer, 17);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.ChannelHungUp.class))
                    .extracting(PbxFact.ChannelHungUp::channelId, PbxFact.ChannelHungUp::cause)
                    .containsExactly(tuple(call.customer, 17), tuple(call.agent, 17));
        }

        @Test
        void is_hung_up_when_the_agent_goes_meanwhile() {
            call.withAgent().withCustomerDialled();

            call.asterisk.ends(call.agent, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_given_up_by_our_own_deadline_when_asterisk_forgets() {
            call.withAgent().withCustomerDialled();

            call.asterisk.rings(call.customer);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.DialEnded.class))
                    .extracting(PbxFact.DialEnded::dialStatus)
                    .containsExactly("NOANSWER");
            assertThat(call.facts.of(PbxFact.ChannelHungUp.class))
                    .extracting(PbxFact.ChannelHungUp::cause)
                    .containsOnly(19);
        }

        @Test
        void is_refused_and_the_call_ended_when_the_pbx_makes_no_channel() {
            call.withAgent();
            call.asterisk.refuses("POST /channels/create", 500);

            call.withCustomerDialled();

            call.awaitNothingLeft();
            assertThat(call.outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(refused.reason())
                            .contains("500"));
        }

        @Test
        void has_an_unknown_fate_when_the_dialling_is_not_answered_and_nothing_is_left() {
            call.withAgent();
            call.asterisk.ignores("/dial");

            call.withCustomerDialled();

            call.awaitNothingLeft();
            assertThat(call.outcomes).singleElement().isInstanceOf(PbxFact.CommandFateUnknown.class);
        }

        @Test
        void is_never_dialled_twice() {
            call.withAgent().withCustomerDialled();

            call.order(call.dialCustomer("dial-1"));

            await().until(() -> call.outcomes.size() == 2);
            assertThat(call.outcomes).hasOnlyElementsOfType(PbxFact.CommandDone.class);
            assertThat(call.asterisk.requests())
                    .filteredOn(request -> request.endsWith("/dial"))
                    .hasSize(1);
        }

        @Test
        void is_not_dialled_without_an_agent() {
            call.withCustomerDialled();

            assertThat(call.outcomes).singleElement().isInstanceOf(PbxFact.CommandRefused.class);
            assertThat(call.asterisk.requests()).doesNotContain("POST /channels/create");
        }

        @Test
        void is_not_dialled_when_the_command_is_stale() {
            call.withAgent();
            var stale = new AriCommand.DialCustomer(
                    "late",
                    call.callId,
                    "pbx-1",
                    Instant.now().minusSeconds(1),
                    call.customer,
                    "PJSIP/1@carrier",
                    null,
                    Duration.ofSeconds(20));

            call.order(stale);

            await().until(() -> !call.outcomes.isEmpty());
            assertThat(call.outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(refused.reason())
                            .startsWith("expired"));
            assertThat(call.asterisk.requests()).doesNotContain("POST /channels/create");
        }

        @Test
        void who_hung_up_while_being_bridged_ends_the_call_without_a_fault() {
            call.withAgent().withCustomerDialled();
            call.asterisk.refuses("/addChannel", 400);

            call.asterisk.answers(call.customer);
            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
            assertThat(call.shards.memory().failures()).isZero();
        }

        @Test
        void who_cannot_be_bridged_ends_the_call() {
            call.withAgent().withCustomerDialled();
            call.asterisk.refuses("/addChannel", 422);

            call.asterisk.answers(call.customer);

            call.awaitNothingLeft();
            assertThat(call.shards.memory().failures()).isEqualTo(1);
        }
    }

    @Nested
    class an_agent_whom_ari_dials {
        @Test
        void waits_in_the_bridge_when_they_answer() {
            call.order(call.originateAgent());
            await().until(() -> call.asterisk.channels().contains(call.agent));

            call.asterisk.answers(call.agent);

            await().until(() -> call.asterisk.bridged(call.bridge).contains(call.agent));
            assertThat(call.outcomes).hasOnlyElementsOfType(PbxFact.CommandDone.class);
        }

        @Test
        void leaves_nothing_behind_when_they_do_not() {
            call.order(call.originateAgent());

            await().until(() -> call.asterisk.channels().contains(call.agent));
            call.awaitNothingLeft();

            assertThat(call.facts.of(PbxFact.DialEnded.class))
                    .extracting(PbxFact.DialEnded::dialStatus)
                    .containsExactly("NOANSWER");
        }
    }

    @Nested
    class a_call_that_talks {
        @Test
        void is_taken_off_the_pbx_when_either_hangs_up() {
            call.connected();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_taken_off_the_pbx_by_order() {
            call.connected();

            call.order(call.endCall());

            call.awaitNothingLeft();
            assertThat(call.outcomes).hasSize(2).hasOnlyElementsOfType(PbxFact.CommandDone.class);
        }

        @Test
        void is_taken_off_the_pbx_when_a_hang_up_is_not_answered_the_first_time() {
            call.connected();
            call.asterisk.ignores("DELETE /channels/" + call.agent);

            call.order(call.endCall());
            await().until(() -> !call.asterisk.channels().contains(call.customer));
            call.asterisk.listensAgain();

            call.awaitNothingLeft();
        }

        @Test
        void answers_done_to_a_hang_up_of_a_channel_that_is_gone() {
            call.order(new AriCommand.HangUp("hang-1", call.callId, "pbx-1", Served.soon(), call.customer, 16));

            await().until(() -> !call.outcomes.isEmpty());
            assertThat(call.outcomes).hasOnlyElementsOfType(PbxFact.CommandDone.class);
        }

        @Test
        void refuses_to_dial_once_it_has_ended() {
            call.connected();
            call.asterisk.ends(call.agent, 16);
            call.awaitNothingLeft();
            call.outcomes.clear();

            call.order(call.dialCustomer("dial-2"));

            await().until(() -> !call.outcomes.isEmpty());
            assertThat(call.outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(refused.reason())
                            .isEqualTo("the call has ended"));
        }
    }
}
