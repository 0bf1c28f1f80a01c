package io.tandem.aricontroller.ari;

import static io.tandem.aricontroller.ari.Served.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that come in and wait, over real HTTP and a real WebSocket to a scripted peer. */
class CallerStoriesTest {

    private static final String CALLER = "1795289877.4";
    private static final Duration OFFER = Duration.ofSeconds(1);
    private static final String DID = "+442079460999";
    private static final String CALL = "pbx-1:" + CALLER;

    private Served call;
    private String bob;

    @BeforeEach
    void serve() {
        begin(new ScriptedAri(), Map.of());
    }

    @AfterEach
    void close() {
        call.close();
    }

    private void begin(ScriptedAri asterisk, Map<String, String> properties) {
        call = new Served(asterisk, CALL, properties).started();
        bob = CALL + ".agent.7";
    }

    private void again(ScriptedAri asterisk, Map<String, String> properties) {
        call.close();
        begin(asterisk, properties);
    }

    private CallerStoriesTest arrived() {
        return arrived("+442079460123");
    }

    /** As the dialplan does it: offered again where nobody took the call, since a busy machine may lose a request or a connection. */
    private CallerStoriesTest arrived(String number) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(OFFER).until(() -> {
            call.asterisk.offers(CALLER, DID, number);
            return call.asterisk.isClaimedWithin(OFFER, CALLER);
        });
        awaitFact(PbxFact.CallArrived.class);
        return this;
    }

    private CallerStoriesTest waiting() {
        arrived();
        assertThat(call.answerTo(answer(1, null))).isInstanceOf(PbxFact.CommandDone.class);
        return this;
    }

    private AriCommand.AnswerCaller answer(long order, String music) {
        return new AriCommand.AnswerCaller("c" + order, CALL, "pbx-1", Served.soon(), CALLER, music, order);
    }

    private AriCommand.Announce announce(long order, String... media) {
        return new AriCommand.Announce("c" + order, CALL, "pbx-1", Served.soon(), CALLER, List.of(media), "*", order);
    }

    private AriCommand.RunMenu menu(long order) {
        return new AriCommand.RunMenu(
                "c" + order,
                CALL,
                "pbx-1",
                Served.soon(),
                CALLER,
                "main",
                List.of("welcome"),
                List.of("invalid"),
                Duration.ofMillis(1000),
                1,
                List.of("1", "12", "2"),
                order);
    }

    private AriCommand.ContinueInDialplan continueIn(long order, String extension) {
        return new AriCommand.ContinueInDialplan(
                "c" + order, CALL, "pbx-1", Served.soon(), CALLER, "site-queue", extension, order);
    }

    private AriCommand.Transfer offer() {
        return new AriCommand.Transfer(
                "offer",
                CALL,
                "pbx-1",
                Served.soon(),
                bob,
                "PJSIP/1002@phones",
                "+442079460123",
                Duration.ofSeconds(20),
                null,
                false,
                7);
    }

    private AriCommand.HangUp hangUp(int cause) {
        return new AriCommand.HangUp("hang-up", CALL, "pbx-1", Served.soon(), CALLER, cause);
    }

    private String place(long order) {
        return CALL + ".hold." + order;
    }

    private <F extends PbxFact> F awaitFact(Class<F> type) {
        return await().atMost(PATIENCE)
                .until(() -> call.facts.of(type), all -> !all.isEmpty())
                .getLast();
    }

    private void awaitPlaying(String... what) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(call.asterisk.playing()).containsExactly(what));
    }

    private void awaitOutcome(String commandId, Class<? extends PbxFact.CommandFact> type) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.outcomes)
                .filteredOn(it -> it.commandId().equals(commandId))
                .singleElement()
                .isInstanceOf(type));
    }

    private int countOf(String request) {
        return (int) call.asterisk.requests().stream().filter(request::equals).count();
    }

    @Nested
    class a_call_that_comes_in {

        @Test
        void is_claimed_by_the_owner_of_its_shard_and_told_unanswered() {
            arrived();

            assertThat(awaitFact(PbxFact.CallArrived.class)).satisfies(arrival -> {
                assertThat(arrival.callId()).isEqualTo(CALL);
                assertThat(arrival.channelId()).isEqualTo(CALLER);
                assertThat(arrival.did()).isEqualTo(DID);
                assertThat(arrival.callerNumber()).isEqualTo("+442079460123");
                assertThat(arrival.callerName()).isEqualTo("Ann");
                assertThat(arrival.endpoint()).isEqualTo("carrier");
            });
            assertThat(awaitFact(PbxFact.ControlStarted.class).role()).isEqualTo("customer");
            assertThat(call.asterisk.requests()).noneMatch(request -> request.endsWith("/answer"));
            assertThat(call.asterisk.bridges()).isEmpty();
        }

        @Test
        void hides_a_number_that_is_withheld() {
            arrived("anonymous");

            assertThat(awaitFact(PbxFact.CallArrived.class)).satisfies(arrival -> {
                assertThat(arrival.callerNumber()).isNull();
                assertThat(arrival.callerName()).isNull();
            });
        }

        @Test
        void is_left_to_the_owner_of_another_shard() {
            again(new ScriptedAri(), Map.of());
            call.shards.revoke(List.of(0));
            var own = call.shards.shardOf(CALL);
            call.shards.assign(List.of(0, 1, 2, 3), 4);
            await().atMost(PATIENCE).until(() -> call.asterisk.connected().size() == 4);
            await().atMost(PATIENCE)
                    .until(() -> call.facts.of(PbxFact.LinkAlive.class).stream()
                                    .filter(alive -> alive.shards() == 4)
                                    .map(PbxFact.LinkAlive::shard)
                                    .distinct()
                                    .count()
                            == 4);

            arrived();

            assertThat(own).isZero();
            assertThat(awaitFact(PbxFact.ControlStarted.class).application())
                    .startsWith("tandem-" + call.shards.shardOf(CALL) + "-");
            assertThat(countOf("POST /events/claim")).isEqualTo(1);
        }

        @Test
        void is_refused_without_an_answer() {
            arrived();

            assertThat(call.answerTo(hangUp(21))).isInstanceOf(PbxFact.CommandDone.class);

            call.awaitNothingLeft();
            assertThat(awaitFact(PbxFact.ChannelHungUp.class).cause()).isEqualTo(21);
            assertThat(call.asterisk.requests()).noneMatch(request -> request.endsWith("/answer"));
        }

        @Test
        void ends_with_its_caller() {
            arrived();

            call.asterisk.ends(CALLER, 16);

            call.awaitNothingLeft();
            assertThat(awaitFact(PbxFact.ChannelHungUp.class).callId()).isEqualTo(CALL);
        }

        @Test
        void is_told_again_by_whoever_takes_it_over() {
            var asterisk = new ScriptedAri();
            asterisk.wasLeftWaiting("tandem-0-dead", CALLER, DID);
            again(asterisk, Map.of());

            assertThat(awaitFact(PbxFact.CallArrived.class).did()).isEqualTo(DID);
            assertThat(call.facts.of(PbxFact.SnapshotTaken.class).getLast().channels())
                    .extracting(PbxFact.LiveChannel::callId)
                    .containsExactly(CALL);
            assertThat(call.answerTo(answer(1, null))).isInstanceOf(PbxFact.CommandDone.class);
            assertThat(asterisk.bridged(place(1))).containsExactly(CALLER);
        }

        @Test
        void for_which_nobody_says_anything_is_told_so_by_the_dialplan() {
            again(new ScriptedAri(), Map.of("ari-controller.limits.unserved", "50ms"));
            call.asterisk.hasExtension("s@tandem-unserved");

            arrived();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(call.asterisk.inDialplan())
                    .containsExactly(CALLER + " s@tandem-unserved"));
            awaitFact(PbxFact.ControlEnded.class);
        }

        @Test
        void for_which_nobody_says_anything_is_refused_where_the_dialplan_has_nothing_for_it() {
            again(new ScriptedAri(), Map.of("ari-controller.limits.unserved", "50ms"));

            arrived();

            call.awaitNothingLeft();
            assertThat(awaitFact(PbxFact.ChannelHungUp.class).cause()).isEqualTo(34);
        }
    }

    @Nested
    class a_caller_who_is_answered {

        @Test
        void waits_aside_with_music() {
            waiting();

            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);
            assertThat(call.asterisk.requests())
                    .containsSubsequence("POST /channels/" + CALLER + "/answer", "POST /channels/" + CALLER + "/moh");
            awaitFact(PbxFact.ChannelAnswered.class);
        }

        @Test
        void hears_other_music_when_it_is_asked_for_and_is_not_moved() {
            waiting();

            assertThat(call.answerTo(answer(2, "jazz"))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.bridges()).containsExactly(place(1));
            assertThat(countOf("POST /channels/" + CALLER + "/moh")).isEqualTo(2);
        }

        @Test
        void who_cannot_be_answered_is_left_as_they_were() {
            arrived();
            call.asterisk.refuses("/answer", 500);

            assertThat(call.answerTo(answer(1, null))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.bridges()).isEmpty();
            assertThat(call.asterisk.channels()).containsExactly(CALLER);
        }

        @Test
        void hangs_up_and_nothing_is_left() {
            waiting();

            call.asterisk.ends(CALLER, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_kept_by_the_next_owner_with_music() {
            waiting();
            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE)
                    .until(() -> call.facts.of(PbxFact.CallArrived.class).size() == 2);

            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);
            call.answerTo(call.endCall());
            call.awaitNothingLeft();
        }
    }

    @Nested
    class an_announcement {

        @Test
        void answers_plays_in_order_without_music_and_then_gives_it_back() {
            arrived();
            call.order(announce(3, "sound:queue-youarenext", "number:2"));
            awaitPlaying(place(3) + " sound:queue-youarenext,number:2");
            assertThat(call.outcomes).isEmpty();

            call.asterisk.finishesPlaying();

            assertThat(awaitFact(PbxFact.Announced.class)).satisfies(it -> {
                assertThat(it.digit()).isNull();
                assertThat(it.order()).isEqualTo(3);
            });
            awaitOutcome("c3", PbxFact.CommandDone.class);
            assertThat(call.asterisk.requests())
                    .containsSubsequence(
                            "POST /channels/" + CALLER + "/answer",
                            "DELETE /channels/" + CALLER + "/moh",
                            "POST /bridges/" + place(3) + "/play/" + CALL + ".play.300",
                            "POST /channels/" + CALLER + "/moh");
        }

        @Test
        void is_cut_short_by_its_digit_and_by_no_other() {
            waiting();
            call.order(announce(3, "sound:hello"));
            awaitPlaying(place(1) + " sound:hello");

            call.asterisk.presses(CALLER, "5");
            call.asterisk.presses(CALLER, "*");

            assertThat(awaitFact(PbxFact.Announced.class).digit()).isEqualTo("*");
            assertThat(call.asterisk.playing()).isEmpty();
            assertThat(call.facts.of(PbxFact.DtmfPressed.class)).hasSize(2);
        }

        @Test
        void is_broken_off_by_the_next_command() {
            waiting();
            call.order(announce(3, "sound:hello"));
            awaitPlaying(place(1) + " sound:hello");

            call.order(announce(4, "sound:beep"));

            awaitPlaying(place(1) + " sound:beep");
            awaitOutcome("c3", PbxFact.CommandRefused.class);
            call.asterisk.finishesPlaying();
            awaitOutcome("c4", PbxFact.CommandDone.class);
            assertThat(call.facts.of(PbxFact.Announced.class)).hasSize(1);
        }

        @Test
        void goes_on_while_somebody_is_called_and_is_broken_off_by_their_answer() {
            waiting();
            call.order(announce(3, "sound:hello"));
            awaitPlaying(place(1) + " sound:hello");
            assertThat(call.answerTo(offer())).isInstanceOf(PbxFact.CommandDone.class);
            assertThat(call.asterisk.playing()).hasSize(1);

            call.asterisk.answers(bob);

            awaitFact(PbxFact.Transferred.class);
            awaitOutcome("c3", PbxFact.CommandRefused.class);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(call.asterisk.playing()).isEmpty();
                assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
            });
            assertThat(call.facts.of(PbxFact.Announced.class)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 500})
        void that_cannot_be_played_leaves_the_caller_with_music(int status) {
            waiting();
            call.asterisk.refuses("/play/" + CALL + ".play.300", status);

            assertThat(call.answerTo(announce(3, "sound:hello"))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(countOf("POST /channels/" + CALLER + "/moh")).isEqualTo(2);
        }

        @Test
        void whose_end_is_never_told_ends_by_its_limit() {
            again(new ScriptedAri(), Map.of("ari-controller.limits.playback", "50ms"));
            waiting();

            call.order(announce(3, "sound:hello"));

            awaitFact(PbxFact.Announced.class);
            assertThat(call.asterisk.playing()).isEmpty();
        }

        @Test
        void ends_with_its_caller() {
            waiting();
            call.order(announce(3, "sound:hello"));
            awaitPlaying(place(1) + " sound:hello");

            call.asterisk.ends(CALLER, 16);

            awaitFact(PbxFact.ChannelHungUp.class);
            awaitOutcome("c3", PbxFact.CommandRefused.class);
            call.awaitNothingLeft();
            assertThat(call.asterisk.playing()).isEmpty();
            assertThat(call.facts.of(PbxFact.Announced.class)).isEmpty();
        }

        @Test
        void ends_with_the_call() {
            waiting();
            call.order(announce(3, "sound:hello"));
            awaitPlaying(place(1) + " sound:hello");

            call.answerTo(call.endCall());

            awaitOutcome("c3", PbxFact.CommandRefused.class);
            call.awaitNothingLeft();
        }

        @Test
        void is_said_again_when_the_line_was_lost_meanwhile() {
            waiting();
            call.order(announce(3, "sound:hello"));
            awaitPlaying(place(1) + " sound:hello");

            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE).until(() -> call.asterisk.played().size() == 2);
            awaitPlaying(place(1) + " sound:hello");
            call.asterisk.finishesPlaying();

            awaitOutcome("c3", PbxFact.CommandDone.class);
        }
    }

    @Nested
    class a_menu {

        private void begun() {
            waiting();
            call.order(menu(3));
            awaitPlaying(place(1) + " sound:welcome");
        }

        @Test
        void is_interrupted_by_the_choice() {
            begun();

            call.asterisk.presses(CALLER, "2");

            assertThat(awaitFact(PbxFact.MenuEnded.class)).satisfies(it -> {
                assertThat(it.digits()).isEqualTo("2");
                assertThat(it.menuId()).isEqualTo("main");
                assertThat(it.tries()).isEqualTo(1);
            });
            assertThat(call.asterisk.playing()).isEmpty();
            awaitOutcome("c3", PbxFact.CommandDone.class);
        }

        @Test
        void waits_for_the_longer_choice() {
            begun();

            call.asterisk.presses(CALLER, "1");
            await().atMost(PATIENCE).until(() -> call.asterisk.playing().isEmpty());
            call.asterisk.presses(CALLER, "2");

            assertThat(awaitFact(PbxFact.MenuEnded.class).digits()).isEqualTo("12");
        }

        @Test
        void takes_the_shorter_choice_when_no_more_is_pressed() {
            begun();

            call.asterisk.presses(CALLER, "1");

            assertThat(awaitFact(PbxFact.MenuEnded.class).digits()).isEqualTo("1");
        }

        @Test
        void says_that_a_choice_is_wrong_and_gives_up_after_the_last_try() {
            begun();

            call.asterisk.presses(CALLER, "9");
            awaitPlaying(place(1) + " sound:invalid,sound:welcome");
            call.asterisk.presses(CALLER, "9");

            assertThat(awaitFact(PbxFact.MenuEnded.class)).satisfies(it -> {
                assertThat(it.digits()).isNull();
                assertThat(it.tries()).isEqualTo(2);
            });
            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);
        }

        @Test
        void gives_up_on_a_caller_who_says_nothing() {
            begun();

            call.asterisk.finishesPlaying();
            await().atMost(PATIENCE).until(() -> call.asterisk.played().size() == 2);
            call.asterisk.finishesPlaying();

            assertThat(awaitFact(PbxFact.MenuEnded.class).digits()).isNull();
            assertThat(call.asterisk.played()).containsExactly("sound:welcome", "sound:welcome");
        }

        @Test
        void begins_anew_at_the_next_owner_who_reads_it_however_late() {
            var asterisk = new ScriptedAri();
            asterisk.wasLeftBy("tandem-0-dead", CALLER, "Up", place(1));
            again(asterisk, Map.of());
            awaitFact(PbxFact.CallArrived.class);
            var late = menu(3);
            call.order(new AriCommand.RunMenu(
                    late.commandId(),
                    late.callId(),
                    late.pbxId(),
                    Instant.EPOCH,
                    late.channelId(),
                    late.menuId(),
                    late.prompts(),
                    late.invalid(),
                    late.digitTimeout(),
                    late.retries(),
                    late.choices(),
                    late.order()));
            awaitPlaying(place(1) + " sound:welcome");

            asterisk.presses(CALLER, "2");

            assertThat(awaitFact(PbxFact.MenuEnded.class).digits()).isEqualTo("2");
            assertThat(asterisk.requests()).contains("DELETE /playbacks/" + CALL + ".play.300");
        }
    }

    @Nested
    class an_offer {

        @Test
        void puts_the_caller_and_whoever_answers_together() {
            waiting();
            call.answerTo(offer());
            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);

            call.asterisk.answers(bob);

            awaitFact(PbxFact.Transferred.class);
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(CALLER, bob);
            assertThat(call.asterisk.bridges()).containsExactly(call.bridge);
        }

        @Test
        void answers_a_caller_who_was_not() {
            arrived();

            call.answerTo(offer());
            call.asterisk.answers(bob);

            awaitFact(PbxFact.Transferred.class);
            assertThat(call.asterisk.requests()).contains("POST /channels/" + CALLER + "/answer");
        }

        @ParameterizedTest
        @ValueSource(ints = {17, 19, 21})
        void that_is_not_taken_leaves_the_caller_with_music(int cause) {
            waiting();
            call.answerTo(offer());

            call.asterisk.ends(bob, cause);

            assertThat(awaitFact(PbxFact.TransferFailed.class).aside()).isTrue();
            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);
            assertThat(call.shards.liveCalls()).isEqualTo(1);
        }

        @Test
        void that_is_not_taken_after_the_owner_changed_leaves_the_caller_with_music() {
            waiting();
            call.answerTo(offer());
            call.asterisk.dropsTheLine();
            await().atMost(PATIENCE)
                    .until(() -> call.facts.of(PbxFact.CallArrived.class).size() == 2);

            call.asterisk.ends(bob, 19);

            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);
        }

        @Test
        void whose_caller_hangs_up_lets_the_agent_go() {
            waiting();
            call.answerTo(offer());

            call.asterisk.ends(CALLER, 16);

            call.awaitNothingLeft();
        }

        @Test
        void ends_the_call_with_the_agent_who_talked() {
            waiting();
            call.answerTo(offer());
            call.asterisk.answers(bob);
            awaitFact(PbxFact.Transferred.class);

            call.asterisk.ends(bob, 16);

            call.awaitNothingLeft();
        }

        @Test
        void is_refused_what_is_for_callers_who_wait_once_it_was_taken() {
            waiting();
            call.answerTo(offer());
            call.asterisk.answers(bob);
            awaitFact(PbxFact.Transferred.class);

            assertThat(call.answerTo(announce(9, "sound:hello"))).isInstanceOf(PbxFact.CommandRefused.class);
        }

        @Test
        void is_recorded_with_the_caller_at_the_right() {
            waiting();
            call.answerTo(offer());
            call.asterisk.answers(bob);
            awaitFact(PbxFact.Transferred.class);

            assertThat(call.answerTo(call.startRecording(9))).isInstanceOf(PbxFact.CommandDone.class);

            assertThat(call.asterisk.recorded()).containsExactlyInAnyOrder(CALL + "-1-left", CALL + "-1-right");
            assertThat(call.asterisk.bridged(CALL + ".right.1")).hasSize(1);
            assertThat(call.asterisk.bridged(CALL + ".left.1")).hasSize(2).contains(CALL + ".still.1");
            call.answerTo(call.endCall());
            call.awaitNothingLeft();
        }
    }

    @Nested
    class a_caller_who_goes_to_the_dialplan {

        @Test
        void leaves_nothing_of_ours_behind() {
            waiting();
            call.asterisk.hasExtension("600@site-queue");

            assertThat(call.answerTo(continueIn(5, "600"))).isInstanceOf(PbxFact.CommandDone.class);

            awaitFact(PbxFact.ControlEnded.class);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(call.asterisk.bridges()).isEmpty();
                assertThat(call.shards.liveCalls()).isZero();
            });
            assertThat(call.asterisk.inDialplan()).containsExactly(CALLER + " 600@site-queue");
            assertThat(call.asterisk.channels()).containsExactly(CALLER);
        }

        @Test
        void is_kept_where_there_is_no_such_extension() {
            waiting();

            assertThat(call.answerTo(continueIn(5, "601"))).isInstanceOf(PbxFact.CommandRefused.class);

            assertThat(call.asterisk.bridged(place(1))).containsExactly(CALLER);
        }

        @Test
        void is_kept_while_somebody_is_called_for_them() {
            waiting();
            call.asterisk.hasExtension("600@site-queue");
            call.answerTo(offer());

            assertThat(call.answerTo(continueIn(5, "600"))).isInstanceOf(PbxFact.CommandRefused.class);
        }
    }
}
