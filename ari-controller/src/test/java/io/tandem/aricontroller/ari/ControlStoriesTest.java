package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.SuperviseMode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Control of a call that talks, told over real HTTP and a real WebSocket to a scripted peer. */
class ControlStoriesTest {

    private Served call;

    @BeforeEach
    void serve() {
        call = new Served().started();
    }

    @AfterEach
    void close() {
        call.close();
    }

    private String place(long order) {
        return call.callId + ".hold." + order;
    }

    @Nested
    class a_customer_who_is_held {

        @Test
        void hears_music_in_a_place_of_their_own() {
            call.connected();

            assertThat(call.answerTo(call.hold(7))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.bridged(place(7))).containsExactly(call.customer);
            assertThat(call.asterisk.bridged(call.bridge)).containsExactly(call.agent);
            assertThat(call.asterisk.requests()).contains("POST /channels/" + call.customer + "/moh");
            assertThat(call.facts.of(PbxFact.Held.class)).singleElement().satisfies(held -> assertThat(held.order())
                    .isEqualTo(7));
        }

        @Test
        void comes_back_and_leaves_no_place_behind() {
            call.connected();
            call.answerTo(call.hold(7));

            assertThat(call.answerTo(call.resume(9))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            assertThat(call.asterisk.requests())
                    .containsSubsequence(
                            "POST /channels/" + call.customer + "/moh", "DELETE /channels/" + call.customer + "/moh");
            assertThat(call.facts.of(PbxFact.Resumed.class)).hasSize(1);
        }

        @Test
        void leaves_nothing_behind_when_they_hang_up() {
            call.connected();
            call.answerTo(call.hold(7));

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_not_held_a_second_time_by_a_command_that_is_read_again() {
            call.connected();
            call.answerTo(call.hold(7));

            call.answerTo(call.hold(8));

            assertThat(call.asterisk.bridges()).containsExactlyInAnyOrder(call.bridge, place(7));
            assertThat(call.facts.of(PbxFact.Held.class)).hasSize(2);
        }

        @Test
        void talks_on_when_there_is_no_music() {
            call.connected();
            call.asterisk.refuses("/moh", 409);

            assertThat(call.answerTo(call.hold(7))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            assertThat(call.facts.of(PbxFact.Held.class)).isEmpty();
        }

        @Test
        void talks_on_when_the_pbx_is_silent_and_nobody_pretends_to_know() {
            call.connected();
            call.asterisk.ignores("/moh");

            assertThat(call.answerTo(call.hold(7))).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(call.asterisk.bridged(call.bridge)).contains(call.customer);
        }

        @Test
        void stays_held_where_they_cannot_be_brought_back() {
            call.connected();
            call.answerTo(call.hold(7));
            call.asterisk.refuses("/addChannel", 409);

            assertThat(call.answerTo(call.resume(9))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.bridged(place(7))).containsExactly(call.customer);
            assertThat(call.facts.of(PbxFact.Resumed.class)).isEmpty();
        }

        @Test
        void is_held_on_by_the_next_owner_of_the_shard_who_can_bring_them_back() {
            var left = "tandem-0-0";
            call.asterisk.wasLeftBy(left, call.agent, "Up", call.bridge);
            call.asterisk.wasLeftBy(left, call.customer, "Up", place(7));

            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE).until(() -> call.shards.liveCalls() == 1);
            assertThat(call.answerTo(call.resume(9))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
        }

        @Test
        void is_not_put_on_hold_by_a_command_that_comes_too_late() {
            call.connected();
            var late = new AriCommand.Hold(
                    "late", call.callId, "pbx-1", Instant.now().minusSeconds(1), call.customer, 7);

            assertThat(call.answerTo(late)).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.bridged(call.bridge)).contains(call.customer);
        }
    }

    @Nested
    class a_party_who_is_muted {

        @Test
        void is_told_of_when_the_pbx_did_it() {
            call.connected();
            var mute = new AriCommand.Mute("m", call.callId, "pbx-1", Served.soon(), call.agent, MuteDirection.IN, 7);

            assertThat(call.answerTo(mute)).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.requests()).contains("POST /channels/" + call.agent + "/mute");
            assertThat(call.facts.of(PbxFact.Muted.class)).hasSize(1);
        }

        @Test
        void is_not_told_of_when_the_pbx_refuses() {
            call.connected();
            call.asterisk.refuses("/mute", 409);
            var mute = new AriCommand.Mute("m", call.callId, "pbx-1", Served.soon(), call.agent, MuteDirection.IN, 7);

            assertThat(call.answerTo(mute)).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.facts.of(PbxFact.Muted.class)).isEmpty();
            assertThat(call.shards.liveCalls()).isEqualTo(1);
        }
    }

    @Nested
    class digits {

        @Test
        void are_sent_once_even_when_the_pbx_is_silent() {
            call.connected();
            call.asterisk.ignores("/dtmf");
            var send = new AriCommand.SendDtmf("d", call.callId, "pbx-1", Served.soon(), call.customer, "12#", 7);

            assertThat(call.answerTo(send)).isInstanceOf(PbxFact.CommandFateUnknown.class);

            assertThat(call.asterisk.requests().stream().filter(r -> r.endsWith("/dtmf")))
                    .hasSize(1);
        }

        @Test
        void that_a_party_presses_are_told() {
            call.connected();

            call.asterisk.presses(call.customer, "5");

            await().untilAsserted(() -> assertThat(call.facts.of(PbxFact.DtmfPressed.class))
                    .extracting(PbxFact.DtmfPressed::digit)
                    .containsExactly("5"));
        }
    }

    @Nested
    class a_supervisor {

        private Served listening() {
            call.connected();
            call.answerTo(call.supervise(7, SuperviseMode.LISTEN));
            call.asterisk.answers(call.supervisor);
            await().atMost(PATIENCE)
                    .until(() -> !call.facts.of(PbxFact.Supervised.class).isEmpty());
            return call;
        }

        private void awaitOnlyTheParties() {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
                assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            });
        }

        private String snoop(long order) {
            return call.callId + ".snoop." + order;
        }

        @Test
        void hears_the_call_through_a_snoop_and_is_in_no_bridge_of_the_parties() {
            listening();

            assertThat(call.asterisk.bridged(call.monitor)).containsExactlyInAnyOrder(call.supervisor, snoop(7));
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
        }

        @Test
        void changes_to_a_whisper_with_one_snoop_at_a_time() {
            listening();

            assertThat(call.answerTo(call.supervise(9, SuperviseMode.WHISPER))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.bridged(call.monitor)).containsExactlyInAnyOrder(call.supervisor, snoop(9));
            assertThat(call.asterisk.channels()).doesNotContain(snoop(7));
        }

        @Test
        void barges_in_and_leaves_no_snoop_behind() {
            listening();

            call.answerTo(call.supervise(9, SuperviseMode.BARGE));

            assertThat(call.asterisk.bridged(call.bridge)).contains(call.supervisor);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.channels())
                    .containsExactlyInAnyOrder(call.agent, call.customer, call.supervisor));
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
        }

        @Test
        void who_hangs_up_takes_what_was_made_for_them_along_and_the_parties_talk_on() {
            listening();

            call.asterisk.ends(call.supervisor, 16);

            awaitOnlyTheParties();
            assertThat(call.facts.of(PbxFact.SupervisionEnded.class)).isNotEmpty();
        }

        @Test
        void is_let_go_when_it_is_ordered() {
            listening();

            assertThat(call.answerTo(call.endSupervision(11))).isInstanceOf(PbxFact.CommandDone.class);

            awaitOnlyTheParties();
        }

        @Test
        void is_gone_with_the_call() {
            listening();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
        }

        @Test
        void who_never_answers_is_gone_with_the_call_too() {
            call.connected();
            call.answerTo(call.supervise(7, SuperviseMode.BARGE));

            call.asterisk.ends(call.agent, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_let_go_again_when_nothing_can_be_snooped_on() {
            call.connected();
            call.asterisk.refuses("/snoop/" + snoop(7), 409);
            call.answerTo(call.supervise(7, SuperviseMode.LISTEN));

            call.asterisk.answers(call.supervisor);

            awaitOnlyTheParties();
            assertThat(call.facts.of(PbxFact.Supervised.class)).isEmpty();
            assertThat(call.facts.of(PbxFact.SupervisionEnded.class)).isNotEmpty();
        }

        @Test
        void whose_phone_cannot_be_called_ends_nothing_else() {
            call.connected();
            call.asterisk.refuses("/channels/" + call.supervisor, 400);

            assertThat(call.answerTo(call.supervise(7, SuperviseMode.LISTEN)))
                    .isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.facts.of(PbxFact.SupervisionEnded.class)).hasSize(1);
            assertThat(call.shards.liveCalls()).isEqualTo(1);
        }

        @Test
        void attends_on_under_the_next_owner_of_the_shard() {
            var left = "tandem-0-0";
            call.asterisk.wasLeftBy(left, call.supervisor, "Up", call.monitor);
            call.asterisk.wasLeftBy(left, snoop(7), "Up", call.monitor);
            call.asterisk.wasLeftBy(left, call.agent, "Up", call.bridge);
            call.asterisk.wasLeftBy(left, call.customer, "Up", call.bridge);

            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE).until(() -> call.shards.liveCalls() == 1);

            assertThat(call.asterisk.bridged(call.monitor)).containsExactlyInAnyOrder(call.supervisor, snoop(7));
            call.asterisk.ends(call.customer, 16);
            call.awaitNothingLeft();
        }
    }
}
