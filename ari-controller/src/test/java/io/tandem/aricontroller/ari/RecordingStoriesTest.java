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

/** Recordings of a call that talks, told over real HTTP and a real WebSocket to a scripted peer. */
class RecordingStoriesTest {

    private Served call;
    private String left;
    private String right;

    @BeforeEach
    void serve() {
        call = new Served().started();
        left = call.callId + ".left.1";
        right = call.callId + ".right.1";
    }

    @AfterEach
    void close() {
        call.close();
    }

    private void isRecorded() {
        call.connected();
        assertThat(call.answerTo(call.startRecording(7))).isInstanceOf(PbxFact.CommandDone.class);
    }

    private String[] sides() {
        return new String[] {call.recording() + "-left", call.recording() + "-right"};
    }

    @Nested
    class a_call_that_is_recorded {

        @Test
        void has_each_party_in_a_bridge_of_their_side() {
            isRecorded();

            assertThat(call.asterisk.recorded()).containsExactlyInAnyOrder(sides());
            assertThat(call.asterisk.bridged(left)).hasSize(2);
            assertThat(call.asterisk.bridged(right)).hasSize(1);
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.facts.of(PbxFact.RecordingStarted.class))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.recordingId()).isEqualTo(call.recording()));
        }

        @Test
        void is_recorded_on_when_the_command_is_read_again() {
            isRecorded();

            assertThat(call.answerTo(call.startRecording(8))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.recorded()).containsExactlyInAnyOrder(sides());
            assertThat(call.asterisk.bridged(left)).hasSize(2);
            assertThat(call.facts.of(PbxFact.RecordingStarted.class)).hasSize(2);
        }

        @Test
        void is_kept_where_the_call_ends_while_the_command_is_read_again() {
            isRecorded();
            call.asterisk.keepsOutside(".tap.3");
            call.asterisk.ends(call.callId + ".tap.2", 16);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(call.asterisk.channels()).hasSize(4));
            call.order(call.startRecording(8));
            await().atMost(PATIENCE).until(() -> call.asterisk.channels().contains(call.callId + ".tap.3"));

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
            assertThat(call.asterisk.storedRecordings()).containsExactlyInAnyOrder(sides());
        }

        @Test
        void records_silence_while_it_is_paused() {
            isRecorded();

            call.answerTo(call.pauseRecording(8));
            assertThat(call.asterisk.silent()).containsExactlyInAnyOrder(sides());
            call.answerTo(call.resumeRecording(9));

            assertThat(call.asterisk.silent()).isEmpty();
            assertThat(call.facts.of(PbxFact.RecordingPaused.class)).hasSize(1);
            assertThat(call.facts.of(PbxFact.RecordingResumed.class)).hasSize(1);
        }

        @Test
        void stays_silent_whole_where_one_side_could_not_be_resumed() {
            isRecorded();
            call.answerTo(call.pauseRecording(8));
            call.asterisk.refuses("DELETE /recordings/live/" + sides()[1] + "/mute", 409);

            assertThat(call.answerTo(call.resumeRecording(9))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.silent()).containsExactlyInAnyOrder(sides());
            assertThat(call.facts.of(PbxFact.RecordingResumed.class)).isEmpty();
        }

        @Test
        void leaves_what_was_recorded_and_nothing_else_when_it_is_stopped() {
            isRecorded();

            assertThat(call.answerTo(call.stopRecording(8))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.storedRecordings()).containsExactlyInAnyOrder(sides());
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
        }

        @Test
        void leaves_what_was_recorded_and_nothing_else_when_it_ends() {
            isRecorded();

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
            assertThat(call.asterisk.storedRecordings()).containsExactlyInAnyOrder(sides());
        }

        /** A recorder that is alone in its bridge leaves it, and does not come back. */
        @Test
        void hears_whoever_takes_the_call_over_before_whoever_gives_it_away_is_gone() {
            isRecorded();
            var bob = call.callId + ".agent.9";
            call.answerTo(call.transferTo(bob));

            call.asterisk.answers(bob);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.requests())
                    .containsSubsequence(
                            "POST /channels/" + bob + "/snoop/" + call.callId + ".tap.3",
                            "POST /bridges/" + left + "/addChannel",
                            "DELETE /channels/" + call.agent));
        }

        /** A recorder that is alone in its bridge leaves it, and does not come back. */
        @Test
        void keeps_somebody_silent_on_the_agents_side_while_it_is_parked() {
            isRecorded();
            var still = call.callId + ".still.1";
            assertThat(call.asterisk.requests())
                    .containsSubsequence("POST /channels/" + still + "/mute", "POST /bridges/" + left + "/addChannel");

            call.answerTo(
                    new AriCommand.Park("park", call.callId, "pbx-1", Served.soon(), call.customer, call.agent, 9));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(call.asterisk.channels()).doesNotContain(call.agent));
            assertThat(call.asterisk.bridged(left)).contains(still);
            assertThat(call.asterisk.recorded()).containsExactlyInAnyOrder(sides());
        }

        private AriCommand.Transfer outside(String number) {
            return new AriCommand.Transfer(
                    "transfer",
                    call.callId,
                    "pbx-1",
                    Served.soon(),
                    call.callId + ".party.9",
                    "PJSIP/" + number + "@carrier",
                    null,
                    Duration.ofSeconds(20),
                    call.agent,
                    false,
                    9,
                    call.recording());
        }

        @Test
        void is_stopped_before_somebody_outside_is_called_where_that_is_asked() {
            isRecorded();

            assertThat(call.answerTo(outside("+442079460111"))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.requests())
                    .containsSubsequence("POST /recordings/live/" + sides()[1] + "/stop", "POST /channels/create");
            assertThat(call.facts.of(PbxFact.RecordingStopped.class))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.order()).isEqualTo(9));
            assertThat(call.asterisk.storedRecordings()).containsExactlyInAnyOrder(sides());
        }

        @Test
        void stays_with_its_agent_where_it_cannot_be_stopped_before() {
            isRecorded();
            call.asterisk.refuses("/recordings/live/" + sides()[1] + "/stop", 500);

            assertThat(call.answerTo(outside("+442079460111"))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.channels()).doesNotContain(call.callId + ".party.9");
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
        }

        @Test
        void has_a_supervisor_who_barges_in_on_the_agents_side() {
            isRecorded();
            call.order(call.supervise(8, SuperviseMode.BARGE));
            await().atMost(PATIENCE).until(() -> call.asterisk.channels().contains(call.supervisor));
            call.asterisk.answers(call.supervisor);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(call.asterisk.bridged(left)).hasSize(3));

            call.answerTo(call.endSupervision(9));
            await().atMost(PATIENCE).until(() -> !call.asterisk.channels().contains(call.supervisor));
            assertThat(call.asterisk.recorded()).hasSize(2);
        }
    }

    @Nested
    class a_recording_that_cannot_begin {

        @Test
        void leaves_nothing_behind_where_one_side_is_refused() {
            call.connected();
            call.asterisk.refuses("POST /bridges/" + right + "/record", 500);

            assertThat(call.answerTo(call.startRecording(7))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.recorded()).isEmpty();
            assertThat(call.asterisk.storedRecordings()).isEmpty();
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.facts.of(PbxFact.RecordingStarted.class)).isEmpty();
        }

        @Test
        void is_not_held_to_have_begun_where_a_party_cannot_be_heard() {
            call.connected();
            call.asterisk.refuses("/snoop/" + call.callId + ".tap.2", 500);

            assertThat(call.answerTo(call.startRecording(7))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.recorded()).isEmpty();
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
        }

        @Test
        void leaves_nothing_behind_where_the_call_ends_meanwhile() {
            call.connected();
            call.asterisk.keepsOutside(".tap.2");
            call.order(call.startRecording(7));
            await().atMost(PATIENCE).until(() -> call.asterisk.channels().contains(call.callId + ".tap.2"));

            call.asterisk.ends(call.customer, 16);

            call.awaitNothingLeft();
            assertThat(call.outcomes).last().isInstanceOf(PbxFact.CommandRefused.class);
            assertThat(call.asterisk.recorded()).isEmpty();
            assertThat(call.asterisk.storedRecordings()).isEmpty();
            assertThat(call.facts.of(PbxFact.RecordingStarted.class)).isEmpty();
        }

        @Test
        void is_of_unknown_fate_where_the_pbx_is_silent() {
            call.connected();
            call.asterisk.ignores("POST /bridges/" + left + "/record");

            assertThat(call.answerTo(call.startRecording(7))).isInstanceOf(PbxFact.CommandFateUnknown.class);
        }

        @Test
        void leaves_nothing_behind_where_nobody_would_keep_the_agents_side_open() {
            call.connected();
            call.asterisk.refuses(".still.1/mute", 500);

            assertThat(call.answerTo(call.startRecording(7))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.recorded()).isEmpty();
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
        }

        @Test
        void is_refused_when_it_is_read_too_late() {
            call.connected();
            var late = new AriCommand.StartRecording(
                    "late", call.callId, "pbx-1", Instant.now().minusSeconds(1), call.recording(), 7);

            assertThat(call.answerTo(late)).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.recorded()).isEmpty();
        }
    }

    @Nested
    class the_next_owner {

        @Test
        void does_not_take_a_recording_that_runs_for_one_that_cannot_begin() {
            isRecorded();
            call.asterisk.refuses("/snoop/" + call.callId + ".still.1", 409);
            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE)
                    .until(() -> call.facts.of(PbxFact.LinkUp.class).size() == 2);

            assertThat(call.answerTo(call.startRecording(8))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.recorded()).containsExactlyInAnyOrder(sides());
        }

        @Test
        void goes_on_with_a_recording_that_it_finds() {
            isRecorded();
            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE)
                    .until(() -> call.facts.of(PbxFact.LinkUp.class).size() == 2);

            assertThat(call.answerTo(call.pauseRecording(8))).isInstanceOf(PbxFact.CommandDone.class);
            assertThat(call.answerTo(call.stopRecording(9))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.storedRecordings()).containsExactlyInAnyOrder(sides());
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            assertThat(call.asterisk.channels()).containsExactlyInAnyOrder(call.agent, call.customer);
        }
    }
}
