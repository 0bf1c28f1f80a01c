package io.tandem.aricontroller.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.DeskEndpoint;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An agent who waits at a desk, and the calls that reach them there, told to a scripted peer. */
class DeskStoriesTest {

    private final String deskId = Ulids.next();
    private final String phone = deskId + ".desk";
    private final String desk = deskId + ".bridge";
    private final ScriptedAri asterisk = new ScriptedAri();
    private final Served call = new Served(asterisk);
    private final String seat = call.callId + ".seat";

    @BeforeEach
    void serve() {
        call.started();
    }

    @AfterEach
    void close() {
        call.close();
    }

    private AriCommand.OriginateAgent callsThePhone() {
        return new AriCommand.OriginateAgent(
                "desk-1", deskId, "pbx-1", Served.soon(), phone, "PJSIP/1001@phones", null, Duration.ofSeconds(1));
    }

    private AriCommand.OriginateAgent asksForTheAgent() {
        return new AriCommand.OriginateAgent(
                "agent-1",
                call.callId,
                "pbx-1",
                Served.soon(),
                call.agent,
                DeskEndpoint.of(deskId),
                null,
                Duration.ofSeconds(1));
    }

    private AriCommand.DialCustomer dialsTheCustomerFirst() {
        return new AriCommand.DialCustomer(
                "dial-1",
                call.callId,
                "pbx-1",
                Served.soon(),
                call.customer,
                "PJSIP/+442079460003@carrier",
                null,
                Duration.ofSeconds(1),
                null,
                DeskEndpoint.of(deskId));
    }

    private AriCommand.HangUp logsOut() {
        return new AriCommand.HangUp("desk-2", deskId, "pbx-1", Served.soon(), phone, 16);
    }

    private void theAgentWaits() {
        call.order(callsThePhone());
        await().atMost(Served.PATIENCE).until(() -> asterisk.channels().contains(phone));
        asterisk.answers(phone);
        isAtTheDesk(phone);
    }

    private void theyTalk() {
        theAgentWaits();
        call.order(dialsTheCustomerFirst());
        await().atMost(Served.PATIENCE)
                .until(() -> asterisk.requests().contains("POST /channels/" + call.customer + "/dial"));
        asterisk.answers(call.customer);
        isInTheCall(call.agent);
    }

    private void isAtTheDesk(String channel) {
        await().atMost(Served.PATIENCE).until(() -> asterisk.bridged(desk).contains(channel));
    }

    private void isInTheCall(String channel) {
        await().atMost(Served.PATIENCE)
                .until(() -> asterisk.bridged(call.bridge).contains(channel));
    }

    @Nested
    class an_agent_who_logs_in {
        @Test
        void is_called_once_and_waits_in_a_bridge_of_their_own() {
            theAgentWaits();

            await().untilAsserted(() -> assertThat(call.facts.of(PbxFact.BridgeEntered.class))
                    .singleElement()
                    .satisfies(entered -> assertThat(entered.channelId()).isEqualTo(phone)));
            assertThat(asterisk.requests()).containsOnlyOnce("POST /channels/" + phone);
        }

        @Test
        void and_does_not_answer_leaves_nothing_behind() {
            call.order(callsThePhone());

            await().atMost(Served.PATIENCE)
                    .until(() -> !call.facts.of(PbxFact.DialEnded.class).isEmpty());
            call.awaitNothingLeft();
        }

        @Test
        void and_hangs_the_phone_up_leaves_nothing_behind() {
            theAgentWaits();

            asterisk.ends(phone, 16);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.ChannelHungUp.class))
                    .extracting(PbxFact.ChannelHungUp::channelId)
                    .containsExactly(phone);
        }

        @Test
        void and_logs_out_leaves_nothing_behind() {
            theAgentWaits();

            assertThat(call.answerTo(logsOut())).isInstanceOf(PbxFact.CommandDone.class);

            call.awaitNothingLeft();
        }

        @Test
        void and_logs_out_while_the_phone_rings_leaves_nothing_behind() {
            call.order(callsThePhone());
            await().atMost(Served.PATIENCE).until(() -> asterisk.channels().contains(phone));

            assertThat(call.answerTo(logsOut())).isInstanceOf(PbxFact.CommandDone.class);

            call.awaitNothingLeft();
        }

        @Test
        void goes_on_waiting_when_the_line_to_the_pbx_was_cut() {
            theAgentWaits();
            var before = call.application();

            asterisk.dropsTheLine();

            await().atMost(Served.PATIENCE).until(() -> !call.application().equals(before));
            await().atMost(Served.PATIENCE)
                    .until(() -> asterisk.requests().contains("POST /channels/" + phone + "/move"));
            isAtTheDesk(phone);
            call.answerTo(logsOut());
            call.awaitNothingLeft();
        }
    }

    @Test
    void an_agent_at_the_desk_who_calls_somebody_is_not_made_to_hear_ringing() {
        theAgentWaits();
        call.order(asksForTheAgent());
        isInTheCall(call.agent);

        call.withCustomerDialled();
        asterisk.answers(call.customer);

        isInTheCall(call.customer);
        assertThat(asterisk.requests()).noneMatch(request -> request.endsWith("/ring"));
    }

    @Nested
    class a_customer_who_is_called_first {
        @Test
        void talks_with_the_agent_whose_phone_does_not_ring() {
            theyTalk();

            assertThat(asterisk.bridged(desk)).containsExactlyInAnyOrder(phone, seat);
            assertThat(asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.customer, call.agent);
            assertThat(asterisk.requests())
                    .containsSubsequence(
                            "POST /bridges/" + desk + "/addChannel",
                            "POST /channels/create",
                            "POST /bridges/" + call.bridge + "/addChannel",
                            "POST /channels/" + call.agent,
                            "POST /bridges/" + desk + "/addChannel",
                            "POST /channels/" + seat + "/answer",
                            "POST /bridges/" + call.bridge + "/addChannel")
                    .containsOnlyOnce("POST /channels/" + phone);
        }

        @Test
        void has_one_agent_however_often_they_are_asked_for() {
            theyTalk();

            assertThat(call.answerTo(asksForTheAgent())).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(asterisk.requests()).containsOnlyOnce("POST /channels/" + call.agent);
        }

        @Test
        void is_given_the_agent_by_the_next_owner_where_the_one_before_did_not_come_so_far() {
            theAgentWaits();
            asterisk.handsOver(call.customer, call.application());
            isInTheCall(call.customer);

            call.order(asksForTheAgent());

            isInTheCall(call.agent);
            isAtTheDesk(seat);
        }

        @Test
        void and_hangs_up_leaves_the_agent_at_the_desk() {
            theyTalk();

            asterisk.ends(call.customer, 16);

            await().atMost(Served.PATIENCE)
                    .untilAsserted(() -> assertThat(asterisk.channels()).containsExactly(phone));
            assertThat(asterisk.bridges()).containsExactly(desk);
            assertThat(asterisk.bridged(desk)).containsExactly(phone);
        }

        @Test
        void is_let_go_when_the_agent_hangs_the_phone_up() {
            theyTalk();

            asterisk.ends(phone, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_let_go_when_nobody_is_at_the_desk_any_more() {
            call.order(dialsTheCustomerFirst());
            await().atMost(Served.PATIENCE)
                    .until(() -> asterisk.requests().contains("POST /channels/" + call.customer + "/dial"));

            asterisk.answers(call.customer);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.ChannelHungUp.class))
                    .filteredOn(gone -> gone.channelId().equals(call.agent))
                    .singleElement()
                    .satisfies(gone -> assertThat(gone.cause()).isEqualTo(20));
        }

        @Test
        void talks_on_when_the_line_to_the_pbx_was_cut() {
            theyTalk();

            asterisk.dropsTheLine();

            await().atMost(Served.PATIENCE)
                    .until(() -> asterisk.requests().contains("POST /channels/" + seat + "/move"));
            asterisk.ends(call.customer, 16);
            await().atMost(Served.PATIENCE)
                    .untilAsserted(() -> assertThat(asterisk.channels()).containsExactly(phone));
            assertThat(asterisk.bridged(desk)).containsExactly(phone);
        }
    }
}
