package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.MediaMode;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.call.Facts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MediaStepsTest {

    private static final String ID = "01K0000000000000000000CALL";

    private final Facts agent = Facts.of(ID).ari().agent();
    private final Facts customer = Facts.of(ID).ari().customer();

    private Rehearsal connected() {
        return Rehearsal.begun(ID, Rehearsal.BOTH)
                .sees(
                        agent.ami().created(),
                        agent.ami().answered(),
                        agent.ami().joinedTheRoom(),
                        agent.controlled("tandem-0-1"),
                        agent.enteredTheBridge(),
                        customer.created(),
                        customer.answered(),
                        customer.enteredTheBridge());
    }

    private static Rehearsal asked(Rehearsal call) {
        return call.isAsked(new Ask.AttachMedia("echo", MediaMode.LISTEN));
    }

    private static AriCommand.AttachMedia command(Rehearsal call) {
        return (AriCommand.AttachMedia) call.commands().getLast();
    }

    private static PbxFact.MediaAttached attached(AriCommand.AttachMedia c) {
        return new PbxFact.MediaAttached(ID, Facts.PBX, FactSource.ARI, Facts.NOON, c.channelId(), c.order());
    }

    private static PbxFact.MediaEnded ended(AriCommand.AttachMedia c) {
        return new PbxFact.MediaEnded(ID, Facts.PBX, FactSource.ARI, Facts.NOON, c.channelId(), "the connection ended");
    }

    private Rehearsal attached() {
        var call = asked(connected());
        var command = command(call);
        return call.sees(attached(command), agent.done(command.commandId()));
    }

    private static String mediaId(Rehearsal call) {
        return call.call().control().media().getFirst().mediaId();
    }

    @Nested
    class a_program_that_is_asked_for {

        @Test
        void is_commanded_by_its_name_with_a_stream_of_its_own() {
            var command = command(asked(connected()));

            assertThat(command.target()).isEqualTo("echo");
            assertThat(command.mode()).isEqualTo(MediaMode.LISTEN);
            assertThat(command.channelId()).startsWith(ID + ".media.");
            assertThat(command.stream()).matches("[0-9a-f-]{36}");
            assertThat(command(asked(attached())).stream()).isNotEqualTo(command.stream());
        }

        @Test
        void is_told_only_once_the_pbx_says_so_and_only_once() {
            var call = asked(connected());
            var command = command(call);
            assertThat(call.told()).doesNotContain("MediaAttached");

            call.sees(attached(command), attached(command), agent.done(command.commandId()));

            assertThat(call.told()).containsOnlyOnce("MediaAttached");
            assertThat(CallView.of(call.call()).media()).singleElement().satisfies(it -> {
                assertThat(it.attached()).isTrue();
                assertThat(it.stream()).isEqualTo(command.stream());
            });
        }

        @Test
        void is_forgotten_with_the_reason_where_the_pbx_refuses_it() {
            var call = asked(connected());

            call.sees(agent.refused(command(call).commandId(), "there is no media target echo"));

            assertThat(call.told()).endsWith("ControlFailed");
            assertThat(call.call().control().media()).isEmpty();
        }

        @Test
        void may_come_though_nobody_knows_whether_it_was_attached() {
            var call = asked(connected());
            var command = command(call);

            call.sees(agent.fateUnknown(command.commandId()), attached(command));

            assertThat(call.told()).endsWith("ControlFailed", "MediaAttached");
        }

        @Test
        void is_told_as_failed_where_it_ends_before_it_was_in_the_call() {
            var call = asked(connected());

            call.sees(ended(command(call)));

            assertThat(call.told()).endsWith("ControlFailed").doesNotContain("MediaDetached");
            assertThat(call.call().control().media()).isEmpty();
        }

        @Test
        void is_refused_before_the_call_talks() {
            var call = Rehearsal.begun(ID, Rehearsal.BOTH);
            var commands = call.commands().size();

            asked(call);

            assertThat(call.commands()).hasSize(commands);
        }

        @Test
        void is_refused_as_the_fifth() {
            var call = attached();
            for (int i = 0; i < 3; i++) {
                asked(call);
                var command = command(call);
                call.sees(attached(command), agent.done(command.commandId()));
            }
            var commands = call.commands().size();

            asked(call);

            assertThat(call.call().control().media()).hasSize(4);
            assertThat(call.commands()).hasSize(commands);
        }
    }

    @Nested
    class a_program_in_the_call {

        @Test
        void is_detached_by_its_id() {
            var call = attached();
            var mediaId = mediaId(call);

            call.isAsked(new Ask.DetachMedia(mediaId));

            assertThat(call.commands().getLast())
                    .isInstanceOfSatisfying(AriCommand.DetachMedia.class, c -> assertThat(c.channelId())
                            .isEqualTo(ID + "." + mediaId));
        }

        @Test
        void is_told_as_detached_once_when_its_connection_ends() {
            var call = asked(connected());
            var command = command(call);
            call.sees(attached(command), ended(command), ended(command), attached(command));

            assertThat(call.told()).containsOnlyOnce("MediaAttached").containsOnlyOnce("MediaDetached");
            assertThat(call.call().control().media()).isEmpty();
        }

        @Test
        void is_told_as_detached_right_before_the_end_of_the_call() {
            var call = attached();

            call.isAskedToHangUp().sees(customer.hungUp(16), agent.hungUp(16)).waitsUntilTheEnd();

            assertThat(call.told()).containsSubsequence("MediaDetached", "Ended");
        }

        @Test
        void is_not_detached_by_an_id_that_is_not_there() {
            var call = attached();
            var commands = call.commands().size();

            call.isAsked(new Ask.DetachMedia("media.999"));

            assertThat(call.commands()).hasSize(commands);
        }
    }
}
