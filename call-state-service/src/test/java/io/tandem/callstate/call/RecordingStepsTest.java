package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.call.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordingStepsTest {

    private static final String ID = "01K0000000000000000000CALL";
    private static final String FIRST = ID + "-1";

    private final Facts agent = Facts.of(ID).ari().agent();
    private final Facts customer = Facts.of(ID).ari().customer();

    private Rehearsal talks(Rehearsal begun) {
        return begun.sees(
                agent.ami().created(),
                agent.ami().answered(),
                agent.ami().joinedTheRoom(),
                agent.controlled("tandem-0-1"),
                agent.enteredTheBridge(),
                customer.created(),
                customer.answered(),
                customer.enteredTheBridge());
    }

    private Rehearsal connected() {
        return talks(Rehearsal.begun(ID, Rehearsal.BOTH));
    }

    private Rehearsal recorded() {
        return did(connected().isAsked(new Ask.StartRecording()));
    }

    private static AriCommand.Recording last(Rehearsal call) {
        return (AriCommand.Recording) call.commands().getLast();
    }

    /** The PBX carries the last command out, and says so. */
    private Rehearsal did(Rehearsal call) {
        var command = last(call);
        return call.sees(fact(command), agent.done(command.commandId()));
    }

    private static PbxFact.RecordingFact fact(AriCommand.Recording c) {
        var at = Facts.NOON;
        return switch (c) {
            case AriCommand.StartRecording s ->
                new PbxFact.RecordingStarted(ID, Facts.PBX, FactSource.ARI, at, s.recordingId(), s.order());
            case AriCommand.StopRecording s ->
                new PbxFact.RecordingStopped(ID, Facts.PBX, FactSource.ARI, at, s.recordingId(), s.order());
            case AriCommand.PauseRecording s ->
                new PbxFact.RecordingPaused(ID, Facts.PBX, FactSource.ARI, at, s.recordingId(), s.order());
            case AriCommand.ResumeRecording s ->
                new PbxFact.RecordingResumed(ID, Facts.PBX, FactSource.ARI, at, s.recordingId(), s.order());
        };
    }

    private static List<String> told(Rehearsal call) {
        return call.told().stream().filter(name -> name.startsWith("Recording")).toList();
    }

    @Nested
    class a_call_that_is_to_be_recorded_from_its_answer {

        @Test
        void is_commanded_to_be_once_the_parties_talk() {
            var call = talks(Rehearsal.begunToBeRecorded(ID, Rehearsal.BOTH));

            assertThat(last(call).recordingId()).isEqualTo(FIRST);
            assertThat(told(call)).isEmpty();
            assertThat(CallView.of(did(call).call()).recording()).isTrue();
            assertThat(told(call)).containsExactly("RecordingStarted");
        }

        @Test
        void says_so_where_it_cannot_be_and_goes_on() {
            var call = talks(Rehearsal.begunToBeRecorded(ID, Rehearsal.BOTH).with(Rehearsal.ONLY_AMI));

            assertThat(call.call().phase()).isInstanceOf(Phase.Connected.class);
            assertThat(call.events().getLast()).isInstanceOfSatisfying(CallEvent.ControlFailed.class, failed -> {
                assertThat(failed.operation()).isEqualTo("recording/start");
                assertThat(failed.reason()).contains("AMI alone");
            });
        }

        @Test
        void is_not_recorded_where_nobody_asked_for_it() {
            assertThat(connected().commands()).noneMatch(AriCommand.Recording.class::isInstance);
        }
    }

    @Nested
    class a_call_that_is_recorded {

        @Test
        void is_said_to_be_only_when_the_pbx_does_it() {
            var call = connected().isAsked(new Ask.StartRecording());

            assertThat(CallView.of(call.call()).recording()).isFalse();
            assertThat(did(call).told()).endsWith("RecordingStarted");
        }

        @Test
        void is_not_recorded_twice_nor_paused_or_stopped_while_it_is_not() {
            assertThat(recorded().isAsked(new Ask.StartRecording()).refusal()).contains("already");
            assertThat(recorded().isAsked(new Ask.ResumeRecording()).refusal()).contains("not paused");
            assertThat(connected().isAsked(new Ask.PauseRecording()).refusal()).contains("not being recorded");
            assertThat(connected().isAsked(new Ask.StopRecording()).refusal()).contains("not being recorded");
        }

        @Test
        void is_paused_and_resumed_and_stopped() {
            var call = did(recorded().isAsked(new Ask.PauseRecording()));
            assertThat(CallView.of(call.call()).recording()).isFalse();
            assertThat(call.isAsked(new Ask.PauseRecording()).refusal()).contains("paused already");

            did(call.isAsked(new Ask.ResumeRecording()));
            did(call.isAsked(new Ask.StopRecording()));

            assertThat(told(call))
                    .containsExactly("RecordingStarted", "RecordingPaused", "RecordingResumed", "RecordingStopped");
        }

        @Test
        void may_be_recorded_again_under_another_name() {
            var call = did(recorded().isAsked(new Ask.StopRecording()));

            call.isAsked(new Ask.StartRecording());

            assertThat(last(call).recordingId()).isEqualTo(ID + "-2");
        }

        @Test
        void is_stopped_with_its_end_and_before_it() {
            var call = recorded().isAskedToHangUp().sees(agent.hungUp(16), customer.hungUp(16));
            call.waitsUntilTheEnd();

            assertThat(call.told()).endsWith("RecordingStopped", "Ended");
        }

        @Test
        void is_stopped_with_its_end_though_it_was_paused() {
            var call = did(recorded().isAsked(new Ask.PauseRecording()))
                    .sees(agent.hungUp(16), customer.hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(call.call().phase())
                    .isInstanceOfSatisfying(Phase.Ended.class, ended -> assertThat(ended.outcome())
                            .isEqualTo(CallOutcome.ANSWERED));
            assertThat(told(call)).endsWith("RecordingStopped").hasSize(3);
        }
    }

    @Nested
    class a_recording_that_is_refused {

        @Test
        void is_told_and_the_next_has_another_name() {
            var call = connected().isAsked(new Ask.StartRecording());

            call.sees(agent.refused(last(call).commandId(), "no room"));

            assertThat(call.told()).endsWith("ControlFailed");
            call.isAsked(new Ask.StartRecording());
            assertThat(last(call).recordingId()).isEqualTo(ID + "-2");
        }

        @Test
        void has_the_same_name_again_where_nobody_knows_whether_it_runs() {
            var call = connected().isAsked(new Ask.StartRecording());

            call.sees(agent.fateUnknown(last(call).commandId()));

            call.isAsked(new Ask.StartRecording());
            assertThat(last(call).recordingId()).isEqualTo(FIRST);
        }
    }

    @Test
    void facts_in_any_order_and_twice_lead_to_the_same_end() {
        for (int seed = 0; seed < 50; seed++) {
            var call = recorded();
            var facts = new ArrayList<PbxFact.RecordingFact>();
            facts.add(new PbxFact.RecordingPaused(ID, Facts.PBX, FactSource.ARI, Facts.NOON, FIRST, 101));
            facts.add(new PbxFact.RecordingResumed(ID, Facts.PBX, FactSource.ARI, Facts.NOON, FIRST, 102));
            facts.add(new PbxFact.RecordingPaused(ID, Facts.PBX, FactSource.ARI, Facts.NOON, FIRST, 103));
            facts.addAll(List.copyOf(facts));
            Collections.shuffle(facts, new Random(seed));

            facts.forEach(call::sees);

            assertThat(call.call().control().recording().mode())
                    .as("seed %d", seed)
                    .isEqualTo(Recording.Mode.PAUSED);
        }
    }

    @Test
    void what_is_told_of_an_earlier_recording_is_history() {
        var call = did(recorded().isAsked(new Ask.StopRecording()));
        did(call.isAsked(new Ask.StartRecording()));

        call.sees(new PbxFact.RecordingStopped(ID, Facts.PBX, FactSource.ARI, Facts.NOON, FIRST, 999));

        assertThat(CallView.of(call.call()).recording()).isTrue();
    }

    @Nested
    class a_call_that_is_recorded_inside_only {

        private static final Target OUTSIDE = new Target(
                null, "+442079460111", "PJSIP/+442079460111@carrier", null, java.time.Duration.ofSeconds(45));
        private static final Target INSIDE =
                new Target("bob", null, "PJSIP/1002@phones", null, java.time.Duration.ofSeconds(20));

        private Rehearsal recordedInside() {
            return did(talks(Rehearsal.begunToBeRecordedInsideOnly(ID, Rehearsal.BOTH)));
        }

        private static AriCommand.Transfer transfer(Rehearsal call) {
            return (AriCommand.Transfer) call.commands().getLast();
        }

        @Test
        void stops_before_somebody_outside_is_called_for_it() {
            var call = recordedInside().isAsked(new Ask.Transfer(OUTSIDE, false));
            var command = transfer(call);

            assertThat(command.stopsRecording()).isEqualTo(FIRST);
            call.sees(new PbxFact.RecordingStopped(ID, Facts.PBX, FactSource.ARI, Facts.NOON, FIRST, command.order()));
            assertThat(told(call)).containsExactly("RecordingStarted", "RecordingStopped");
        }

        @Test
        void stops_before_somebody_outside_is_consulted_too() {
            assertThat(transfer(recordedInside().isAsked(new Ask.Transfer(OUTSIDE, true)))
                            .stopsRecording())
                    .isEqualTo(FIRST);
        }

        @Test
        void stops_also_where_nobody_knows_yet_whether_it_began() {
            var call = talks(Rehearsal.begunToBeRecordedInsideOnly(ID, Rehearsal.BOTH))
                    .isAsked(new Ask.Transfer(OUTSIDE, false));

            assertThat(transfer(call).stopsRecording()).isEqualTo(FIRST);
        }

        @Test
        void goes_on_with_another_agent() {
            assertThat(transfer(recordedInside().isAsked(new Ask.Transfer(INSIDE, false)))
                            .stopsRecording())
                    .isNull();
        }

        @Test
        void is_not_begun_again_while_somebody_outside_is_about_to_get_it() {
            var call = recordedInside().isAsked(new Ask.Transfer(OUTSIDE, false));
            call.sees(new PbxFact.RecordingStopped(
                    ID,
                    Facts.PBX,
                    FactSource.ARI,
                    Facts.NOON,
                    FIRST,
                    transfer(call).order()));
            var commands = call.commands().size();

            call.isAsked(new Ask.StartRecording());

            assertThat(call.commands()).hasSize(commands);
        }
    }

    @Test
    void a_call_that_may_be_recorded_outside_goes_on_being_recorded_there() {
        var call = recorded().isAsked(new Ask.Transfer(a_call_that_is_recorded_inside_only.OUTSIDE, false));

        assertThat(((AriCommand.Transfer) call.commands().getLast()).stopsRecording())
                .isNull();
    }
}
