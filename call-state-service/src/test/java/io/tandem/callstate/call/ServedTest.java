package io.tandem.callstate.call;

import static io.tandem.callstate.call.KnownDirections.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget.Kind;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that come in, from the first ring to an agent or to the end; the cells of docs/inbound.md. */
class ServedTest {

    private static CallOutcome outcome(Caller caller) {
        return ((Phase.Ended) caller.call().waitsUntilTheEnd().call().phase()).outcome();
    }

    private static List<String> missed(Caller caller) {
        return caller.call().effects().stream()
                .filter(Effect.MissOffer.class::isInstance)
                .map(e -> ((Effect.MissOffer) e).agentId())
                .toList();
    }

    @Nested
    class a_call_that_arrives {

        @Test
        void is_inbound_from_the_caller_to_our_number_and_has_no_agent() {
            var view = CallView.of(Caller.waits().call().call());

            assertThat(view.direction()).isEqualTo(CallDirection.INBOUND);
            assertThat(view.from()).isEqualTo(Caller.NUMBER);
            assertThat(view.to()).isEqualTo(Caller.DID);
            assertThat(view.agentId()).isNull();
            assertThat(view.state()).isEqualTo(CallState.QUEUED);
            assertThat(view.legs()).singleElement().satisfies(leg -> {
                assertThat(leg.leg()).isEqualTo("customer");
                assertThat(leg.channelId()).isEqualTo(Caller.CHANNEL);
                assertThat(leg.number()).isEqualTo(Caller.NUMBER);
            });
        }

        @Test
        void is_told_screened_and_queued_in_this_order_and_answered_with_the_queues_music() {
            var caller = Caller.waits();

            assertThat(caller.call().told()).containsExactly("Requested", "Screened", "Queued");
            assertThat(caller.last(AriCommand.AnswerCaller.class).music()).isEqualTo("jazz");
        }

        @Test
        void that_is_told_again_changes_nothing() {
            var caller = Caller.waits();
            var before = caller.call().call();

            caller.sees(Caller.arrival());

            assertThat(caller.call().call()).isEqualTo(before);
        }

        @Test
        void that_is_blocked_is_refused_unanswered_with_cause_21() {
            var caller = Caller.arrivesFor(null, new KnownDirections(), Caller.NUMBER);

            assertThat(caller.call().commandNames()).containsExactly("HangUp");
            assertThat(caller.last(AriCommand.HangUp.class).cause()).isEqualTo(21);
            assertThat(caller.last(AriCommand.HangUp.class).channelId()).isEqualTo(Caller.CHANNEL);
            assertThat(outcome(caller.sees(caller.hangsUp(FactSource.ARI)))).isEqualTo(CallOutcome.REJECTED);
        }

        @Test
        void whose_caller_hangs_up_is_abandoned() {
            var caller = Caller.waits();

            assertThat(outcome(caller.sees(caller.hangsUp(FactSource.AMI)))).isEqualTo(CallOutcome.ABANDONED);
        }

        @Test
        void whose_caller_is_found_gone_after_a_gap_is_unknown() {
            var caller = Caller.waits();

            assertThat(outcome(caller.sees(caller.isGoneAfterAGap()))).isEqualTo(CallOutcome.UNKNOWN);
        }

        @Test
        void that_a_supervisor_hangs_up_is_cancelled() {
            var caller = Caller.waits();
            caller.call().isAskedToHangUp();

            assertThat(caller.call().commandNames()).endsWith("EndCall");
            assertThat(outcome(caller.sees(caller.hangsUp(FactSource.ARI)))).isEqualTo(CallOutcome.CANCELLED);
        }
    }

    @Nested
    class an_offer {

        @Test
        void rings_at_the_agents_phone_while_the_caller_hears_music() {
            var caller = Caller.waits().isOfferedTo("ann");

            var command = caller.last(AriCommand.Transfer.class);
            assertThat(command.fromChannelId()).isNull();
            assertThat(command.consult()).isFalse();
            assertThat(command.callerId()).isEqualTo(Caller.NUMBER);
            assertThat(caller.lastEvent(CallEvent.Offered.class).agentId()).isEqualTo("ann");
            assertThat(caller.call().call().state()).isEqualTo(CallState.QUEUED);
            assertThat(caller.call().effects())
                    .contains(new Effect.RequireReservation("ann", 7), new Effect.AgentRinging("ann"));
        }

        @Test
        void that_is_answered_connects_them() {
            var caller = Caller.waits().takenBy("ann");

            assertThat(caller.call().call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(caller.call().call().agentId()).isEqualTo("ann");
            assertThat(caller.call().told()).containsExactly("Requested", "Screened", "Queued", "Offered", "Connected");
            assertThat(caller.call().call().times().connectedAt()).isNotNull();
            assertThat(outcome(caller.sees(
                            caller.hangsUp(FactSource.ARI), caller.agent().hungUp(16))))
                    .isEqualTo(CallOutcome.ANSWERED);
        }

        @Test
        void is_made_once_at_a_time() {
            var caller = Caller.waits().isOfferedTo("ann");

            caller.call().takes(caller.offerTo("bob"));

            assertThat(caller.call().refusal()).contains("offered already");
        }

        @Test
        void for_another_queue_than_the_call_waits_in_is_ignored() {
            var caller = Caller.waits();
            var offer = caller.offerTo("ann");

            caller.call()
                    .takes(new Input.Offer(
                            "support", offer.to(), 7, "", caller.call().now(), Rehearsal.BOTH));

            assertThat(caller.call().refusal()).contains("does not wait in support");
        }

        @ParameterizedTest
        @ValueSource(strings = {"no answer", "busy", "the phone is not reachable"})
        void that_nobody_takes_leaves_the_caller_in_their_place(String reason) {
            var caller = Caller.waits();
            var since = caller.call().call().queuedSince();
            caller.isOfferedTo("ann");
            caller.sees(caller.agent().hungUp(19), caller.agent().transferFailed(reason, true, caller.order()));

            assertThat(caller.call().call().waitingIn()).contains("sales");
            assertThat(caller.call().call().queuedSince()).isEqualTo(since);
            assertThat(caller.call().call().missed()).containsOnlyKeys("ann");
            assertThat(caller.call().told()).endsWith("Offered", "OfferEnded");
            assertThat(missed(caller)).hasSize(reason.equals("busy") ? 0 : 1);
            assertThat(caller.call().releases()).isEqualTo(1);
        }

        @Test
        void that_rings_too_long_is_cancelled_and_counts_as_not_answered() {
            var caller = Caller.waits().isOfferedTo("ann");
            caller.call().waits();
            assertThat(caller.call().commandNames()).endsWith("CancelTransfer");

            caller.sees(caller.agent().transferFailed("cancelled", true, caller.order()));

            assertThat(caller.lastEvent(CallEvent.OfferEnded.class).reason()).isEqualTo("no-answer");
            assertThat(missed(caller)).containsExactly("ann");
        }

        @Test
        void of_which_the_PBX_never_says_anything_is_given_up_and_the_caller_waits_on() {
            var caller = Caller.waits().isOfferedTo("ann");
            caller.call().waits().waits();

            assertThat(caller.call().call().waitingIn()).contains("sales");
            assertThat(caller.call().releases()).isEqualTo(1);
        }

        @Test
        void that_is_refused_by_the_controller_is_over() {
            var caller = Caller.waits().isOfferedTo("ann");
            caller.sees(caller.agent()
                    .refused(caller.last(AriCommand.Transfer.class).commandId(), "expired"));

            assertThat(caller.call().call().waitingIn()).contains("sales");
            assertThat(caller.lastEvent(CallEvent.OfferEnded.class).reason()).isEqualTo("expired");
        }

        @Test
        void that_the_agent_rejects_is_no_missed_call() {
            var caller = Caller.waits().isOfferedTo("ann");
            caller.call().takes(new Input.OfferRejected("ann", caller.call().now(), Rehearsal.BOTH));
            caller.sees(caller.agent().transferFailed("cancelled", true, caller.order()));

            assertThat(caller.lastEvent(CallEvent.OfferEnded.class).reason()).isEqualTo("rejected");
            assertThat(missed(caller)).isEmpty();
            assertThat(caller.call().call().missed()).containsOnlyKeys("ann");
        }

        @Test
        void is_not_rejected_by_another_agent() {
            var caller = Caller.waits().isOfferedTo("ann");
            caller.call().takes(new Input.OfferRejected("bob", caller.call().now(), Rehearsal.BOTH));

            assertThat(caller.call().refusal()).contains("not offered to bob");
        }

        @Test
        void ends_with_the_caller_who_hangs_up_and_frees_the_agent_who_missed_nothing() {
            var caller = Caller.waits().isOfferedTo("ann");
            caller.sees(caller.hangsUp(FactSource.AMI));
            assertThat(caller.call().commandNames()).endsWith("EndCall");

            var outcome = outcome(caller.sees(caller.agent().hungUp(16)));

            assertThat(outcome).isEqualTo(CallOutcome.ABANDONED);
            assertThat(caller.call().effects()).contains(new Effect.ReleaseAgent("ann"));
            assertThat(missed(caller)).isEmpty();
        }

        @Test
        void is_not_made_while_ARI_is_away() {
            var caller = Caller.waits();
            caller.call().with(Rehearsal.ONLY_AMI);

            caller.call().takes(caller.offerTo("ann"));

            assertThat(caller.call().refusal()).contains("ARI");
        }
    }

    @Nested
    class a_wait {

        @Test
        void is_told_and_forecast_from_time_to_time() {
            var caller = Caller.waits().waitsOn(3, Duration.ofSeconds(200));

            assertThat(caller.last(AriCommand.Announce.class).media())
                    .containsExactly(
                            "sound:queue-thereare",
                            "number:3",
                            "sound:queue-callswaiting",
                            "sound:queue-holdtime",
                            "number:4",
                            "sound:queue-minutes",
                            "sound:queue-thankyou");
            assertThat(caller.last(AriCommand.Announce.class).until()).isEqualTo("1");

            caller.waitsOn(1, null);

            assertThat(caller.last(AriCommand.Announce.class).media())
                    .containsExactly("sound:queue-youarenext", "sound:queue-thankyou");
        }

        @Test
        void that_lasts_too_long_ends_with_a_message_where_nothing_else_is_said() {
            var caller = Caller.waits();
            while (!(((Phase.Served) caller.call().call().phase()).stay() instanceof Stay.Hearing)) {
                caller.waitsOn(1, null);
            }
            assertThat(Duration.between(Facts.NOON, caller.call().now())).isEqualTo(KnownDirections.MAX_WAIT);

            caller.sees(caller.heard(null), caller.hangsUp(FactSource.ARI));

            assertThat(caller.call().commandNames()).endsWith("EndCall");
            assertThat(outcome(caller)).isEqualTo(CallOutcome.NO_ANSWER);
        }

        @Test
        void that_lasts_too_long_overflows_to_where_the_queue_says() {
            var directions = new KnownDirections()
                    .with(KnownDirections.waiting("sales", to(Kind.QUEUE, "night")))
                    .with(KnownDirections.waiting("night", null));
            var caller = Caller.arrivesFor(to(Kind.QUEUE, "sales"), directions, Caller.NUMBER);
            while (caller.call().call().waitingIn().filter("sales"::equals).isPresent()) {
                caller.waitsOn(1, null);
            }

            assertThat(caller.call().call().waitingIn()).contains("night");
        }

        @Test
        void does_not_begin_in_a_queue_that_is_full() {
            var caller = Caller.arrivesFor(to(Kind.QUEUE, "sales")).isNoticed(3);

            assertThat(caller.call().call().queueId()).isEmpty();
            assertThat(caller.call().told()).doesNotContain("Queued");
        }

        @Test
        void in_queues_that_overflow_into_each_other_has_an_end() {
            var directions = new KnownDirections().with(KnownDirections.waiting("sales", to(Kind.QUEUE, "sales")));
            var caller = Caller.arrivesFor(to(Kind.QUEUE, "sales"), directions, Caller.NUMBER);
            for (int i = 0; i <= Serving.MOST_SENT; i++) {
                caller.isNoticed(3);
            }

            assertThat(caller.call().call().phase()).isInstanceOf(Phase.Ending.class);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_left_by_the_key_for_a_callback_which_keeps_the_place(boolean duringTheAnnouncement) {
            var caller = Caller.waits();
            var since = caller.call().call().queuedSince().orElseThrow();
            if (duringTheAnnouncement) {
                caller.waitsOn(2, null).sees(caller.heard("1"));
            } else {
                caller.sees(caller.presses("1", Facts.NOON));
            }

            assertThat(caller.lastEvent(CallEvent.CallbackRequested.class).number())
                    .isEqualTo(Caller.NUMBER);
            var kept = caller.call().effects().stream()
                    .filter(Effect.KeepPlace.class::isInstance)
                    .map(e -> ((Effect.KeepPlace) e).callback())
                    .toList();
            assertThat(kept).singleElement().satisfies(callback -> {
                assertThat(callback.since()).isEqualTo(since);
                assertThat(callback.callId()).matches("[0-9A-HJKMNP-TV-Z]{26}");
                assertThat(callback.priority()).isEqualTo(5);
            });
            caller.sees(caller.heard(null), caller.hangsUp(FactSource.ARI));
            assertThat(outcome(caller)).isEqualTo(CallOutcome.NO_ANSWER);
        }

        @Test
        void goes_on_where_the_caller_cannot_be_called_back() {
            var caller = Caller.arrivesFor(to(Kind.QUEUE, "sales"), new KnownDirections(), null)
                    .isNoticed(1);
            caller.sees(caller.presses("1", Facts.NOON));

            assertThat(caller.call().call().waitingIn()).contains("sales");
        }

        @Test
        void goes_on_after_any_other_key() {
            var caller = Caller.waits();
            caller.sees(caller.presses("7", Facts.NOON));

            assertThat(caller.call().call().waitingIn()).contains("sales");
        }
    }

    @Nested
    class a_menu {

        private Caller asked() {
            return Caller.arrivesFor(to(Kind.MENU, "main"));
        }

        @Test
        void leads_where_the_caller_chooses() {
            var caller = asked();
            caller.sees(caller.chooses("1"));

            assertThat(caller.lastEvent(CallEvent.MenuEnded.class).digits()).isEqualTo("1");
            assertThat(caller.call().call().waitingIn()).contains("sales");
        }

        @Test
        void told_twice_leads_there_once() {
            var caller = asked();
            var chosen = caller.chooses("1");
            caller.sees(chosen, chosen);

            assertThat(caller.call().told().stream().filter("MenuEnded"::equals))
                    .hasSize(1);
        }

        @Test
        void that_nobody_answers_or_that_is_never_said_to_be_over_leads_elsewhere() {
            var unanswered = asked();
            unanswered.sees(unanswered.chooses(null));
            assertThat(unanswered.call().call().phase()).isInstanceOf(Phase.Ending.class);

            var silent = asked();
            silent.call().waits();
            assertThat(silent.call().call().phase()).isInstanceOf(Phase.Ending.class);
        }

        @Test
        void that_leads_to_itself_has_an_end() {
            var round = KnownDirections.menu("main", Map.of("1", to(Kind.MENU, "main")), to(Kind.MENU, "main"));
            var caller = Caller.arrivesFor(to(Kind.MENU, "main"), new KnownDirections().with(round), Caller.NUMBER);
            for (int i = 0; i < Serving.MOST_SENT; i++) {
                caller.sees(caller.chooses("1"));
            }

            assertThat(caller.call().call().phase()).isInstanceOf(Phase.Ending.class);
        }
    }

    @Nested
    class a_target {

        @ParameterizedTest
        @EnumSource(
                value = Kind.class,
                names = {"MESSAGE", "NUMBER", "DIALPLAN", "HANG_UP", "AGENT", "CALLBACK"})
        void of_any_kind_comes_to_an_end_when_the_caller_goes(Kind kind) {
            var caller = Caller.arrivesFor(to(kind, kind == Kind.CALLBACK ? "sales" : "4711"));
            caller.sees(caller.hangsUp(FactSource.ARI));
            if (kind == Kind.NUMBER) {
                caller.sees(caller.agent().hungUp(16));
            }

            assertThat(outcome(caller))
                    .isEqualTo(
                            switch (kind) {
                                case NUMBER -> CallOutcome.ABANDONED;
                                case DIALPLAN -> CallOutcome.UNKNOWN;
                                case AGENT -> CallOutcome.FAILED;
                                case MESSAGE, HANG_UP, CALLBACK, QUEUE, MENU -> CallOutcome.NO_ANSWER;
                            });
        }

        @Test
        void that_is_a_number_gets_the_caller_on_answer() {
            var caller = Caller.arrivesFor(to(Kind.NUMBER, "+442079460111"));
            caller.sees(caller.answered());

            assertThat(caller.call().call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(caller.call().call().agentId()).isNull();
            assertThat(caller.call().told()).containsExactly("Requested", "Screened", "Connected");
        }

        @Test
        void that_is_a_number_which_does_not_answer_ends_the_call() {
            var caller = Caller.arrivesFor(to(Kind.NUMBER, "+442079460111"));
            caller.sees(caller.agent().transferFailed("no answer", true, caller.order()));
            caller.sees(caller.heard(null), caller.hangsUp(FactSource.ARI));

            assertThat(outcome(caller)).isEqualTo(CallOutcome.NO_ANSWER);
        }

        @Test
        void in_the_dialplan_that_the_PBX_refuses_ends_with_a_message() {
            var caller = Caller.arrivesFor(to(Kind.DIALPLAN, "600"));
            caller.sees(Facts.of(Caller.ID)
                    .ari()
                    .refused(caller.last(AriCommand.ContinueInDialplan.class).commandId(), "not allowed"));

            assertThat(caller.call().commandNames()).endsWith("Announce");
        }
    }

    @Nested
    class a_call_that_talks {

        private Caller sentOn(Kind kind, String value) {
            var caller = Caller.waits().takenBy("ann");
            caller.call().isAsked(new Ask.SendOn(to(kind, value)));
            var park = caller.last(AriCommand.Park.class);
            return caller.sees(
                    Facts.of(Caller.ID).ari().done(park.commandId()),
                    new PbxFact.Parked(Caller.ID, Facts.PBX, FactSource.ARI, Facts.NOON, Caller.CHANNEL, park.order()));
        }

        @Test
        void goes_back_to_a_queue_and_the_agent_is_free() {
            var caller = sentOn(Kind.QUEUE, "sales").isNoticed(1);

            assertThat(caller.call().call().state()).isEqualTo(CallState.QUEUED);
            assertThat(caller.call().effects()).contains(new Effect.ReleaseAgent("ann"));

            caller.sees(caller.agent().hungUp(16)).takenBy("bob");

            assertThat(caller.call().call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(caller.call().call().agentId()).isEqualTo("bob");
            assertThat(caller.call().told()).endsWith("Queued", "Offered", "TransferCompleted");
        }

        @Test
        void goes_to_a_menu() {
            var caller = sentOn(Kind.MENU, "main");
            caller.sees(caller.chooses("1"));

            assertThat(caller.call().call().waitingIn()).contains("sales");
        }

        @Test
        void that_was_answered_stays_so_when_the_caller_gives_up_in_the_next_queue() {
            var caller = sentOn(Kind.QUEUE, "sales");

            assertThat(outcome(caller.sees(caller.agent().hungUp(16), caller.hangsUp(FactSource.ARI))))
                    .isEqualTo(CallOutcome.ANSWERED);
        }

        @Test
        void is_held_like_any_other() {
            var caller = Caller.waits().takenBy("ann");
            caller.call().isAsked(new Ask.Hold());

            assertThat(caller.last(AriCommand.Hold.class).channelId()).isEqualTo(Caller.CHANNEL);
        }
    }

    /** Whatever AMI and ARI say first, twice or not at all. */
    @Nested
    class any_order {

        private static final int CASES = 500;

        @Test
        void leads_to_the_same_end_of_a_call_that_was_answered() {
            for (int seed = 0; seed < CASES; seed++) {
                var random = new Random(seed);
                var caller = Caller.waits().isOfferedTo("ann");
                var agent = caller.agent();
                var ari = List.<PbxFact.CallFact>of(
                        agent.created(),
                        agent.transferBegun(caller.order()),
                        agent.answered(),
                        agent.enteredTheBridge(),
                        caller.entered(FactSource.ARI),
                        agent.transferred(caller.order()),
                        caller.hangsUp(FactSource.ARI),
                        agent.hungUp(16));
                var ami = List.<PbxFact.CallFact>of(
                        agent.ami().created(),
                        agent.ami().answered(),
                        agent.ami().enteredTheBridge(),
                        caller.entered(FactSource.AMI),
                        caller.hangsUp(FactSource.AMI),
                        agent.ami().hungUp(16));

                caller.sees(merged(ari, ami, random));

                assertThat(outcome(caller)).as("seed %d", seed).isEqualTo(CallOutcome.ANSWERED);
                assertThat(caller.call().told().stream().filter("Connected"::equals))
                        .as("seed %d", seed)
                        .hasSize(1);
                assertThat(caller.call().releases()).as("seed %d", seed).isEqualTo(1);
            }
        }

        @Test
        void leads_to_the_same_end_of_a_call_whose_caller_gave_up_while_it_rang() {
            for (int seed = 0; seed < CASES; seed++) {
                var random = new Random(seed);
                var caller = Caller.waits().isOfferedTo("ann");
                var agent = caller.agent();
                var ari = List.<PbxFact.CallFact>of(
                        agent.created(),
                        agent.transferBegun(caller.order()),
                        agent.ringing(),
                        caller.hangsUp(FactSource.ARI),
                        agent.hungUp(16),
                        agent.transferFailed("the caller left", true, caller.order()));
                var ami = List.<PbxFact.CallFact>of(
                        agent.ami().created(),
                        agent.ami().ringing(),
                        caller.hangsUp(FactSource.AMI),
                        agent.ami().hungUp(16));

                caller.sees(merged(ari, ami, random));

                assertThat(outcome(caller)).as("seed %d", seed).isEqualTo(CallOutcome.ABANDONED);
                assertThat(missed(caller)).as("seed %d", seed).isEmpty();
                assertThat(caller.call().releases()).as("seed %d", seed).isEqualTo(1);
            }
        }

        /** Each in its own order, some of it twice. */
        private PbxFact.CallFact[] merged(List<PbxFact.CallFact> a, List<PbxFact.CallFact> b, Random random) {
            var told = new ArrayList<PbxFact.CallFact>();
            int i = 0;
            int j = 0;
            while (i < a.size() || j < b.size()) {
                boolean first = j == b.size() || (i < a.size() && random.nextBoolean());
                told.add(first ? a.get(i++) : b.get(j++));
                while (random.nextInt(4) == 0) {
                    told.add(told.get(random.nextInt(told.size())));
                }
            }
            return told.toArray(PbxFact.CallFact[]::new);
        }
    }
}
