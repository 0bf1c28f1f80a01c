package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CallMachineTest {

    private static final String ID = "01K0000000000000000000CALL";

    private final Facts agent = Facts.of(ID).ami().agent();
    private final Facts customer = Facts.of(ID).ami().customer();

    private static Rehearsal begun(Links links) {
        return Rehearsal.begun(ID, links);
    }

    private Rehearsal waiting(Links links) {
        return begun(links).sees(agent.created(), agent.ringing(), agent.answered(), agent.joinedTheRoom());
    }

    private Rehearsal callingTheCustomer() {
        return waiting(Rehearsal.BOTH)
                .sees(agent.ari().controlled("tandem-0-1"), agent.ari().enteredTheBridge());
    }

    private Rehearsal connected() {
        return callingTheCustomer()
                .sees(
                        customer.created(),
                        customer.ringing(),
                        customer.answered(),
                        customer.ari().enteredTheBridge());
    }

    private static CallOutcome outcome(Rehearsal rehearsal) {
        assertThat(rehearsal.call().phase()).isInstanceOf(Phase.Ended.class);
        return ((Phase.Ended) rehearsal.call().phase()).outcome();
    }

    @Nested
    class a_call_that_begins {

        @Test
        void has_ami_dial_the_agent_when_both_interfaces_live() {
            var call = begun(Rehearsal.BOTH);

            assertThat(call.call().mode()).isEqualTo(CallMode.HYBRID);
            assertThat(call.commands())
                    .singleElement()
                    .isInstanceOfSatisfying(AmiCommand.OriginateToConference.class, o -> {
                        assertThat(o.channelId()).isEqualTo(ID + ".agent");
                        assertThat(o.expiresAt())
                                .isBefore(call.call().deadline().due());
                    });
        }

        @Test
        void is_degraded_to_ami_when_ari_is_away() {
            var call = begun(Rehearsal.ONLY_AMI);

            assertThat(call.told()).containsExactly("Requested", "Degraded");
            assertThat(call.call().mode()).isEqualTo(CallMode.AMI_ONLY);
        }

        @Test
        void is_degraded_to_ari_when_ami_is_away() {
            var call = begun(Rehearsal.ONLY_ARI);

            assertThat(call.told()).containsExactly("Requested", "Degraded");
            assertThat(call.commandNames()).containsExactly("OriginateAgent");
        }

        @Test
        void fails_at_once_when_both_are_away() {
            var call = begun(Rehearsal.NEITHER);

            assertThat(outcome(call)).isEqualTo(CallOutcome.FAILED);
            assertThat(call.commands()).isEmpty();
            assertThat(call.releases()).isEqualTo(1);
        }
    }

    @Nested
    class an_agent_who_is_called {

        @Test
        void is_dialled_by_ari_when_nothing_is_seen_of_ami() {
            var call = begun(Rehearsal.BOTH).waits();

            assertThat(call.call().mode()).isEqualTo(CallMode.ARI_ONLY);
            assertThat(call.commandNames()).containsExactly("OriginateToConference", "OriginateAgent");
        }

        @Test
        void is_dialled_by_ari_soon_after_ami_refused() {
            var call = begun(Rehearsal.BOTH);
            call.sees(agent.refused(call.call().agent().commandId(), "expired"));

            assertThat(Duration.between(Facts.NOON, call.call().deadline().due()))
                    .isLessThan(Duration.ofSeconds(1));
            call.waits();
            assertThat(call.commandNames()).endsWith("OriginateAgent");
        }

        @Test
        void is_dialled_by_ami_when_it_came_back_and_nothing_is_seen_of_ari_which_was_thought_to_live() {
            var call = begun(Rehearsal.ONLY_ARI).with(Rehearsal.ONLY_AMI).waits();

            assertThat(call.call().mode()).isEqualTo(CallMode.AMI_ONLY);
            assertThat(call.commandNames()).containsExactly("OriginateAgent", "OriginateToConference");
        }

        @Test
        void is_dialled_by_ari_when_it_came_back_and_nothing_is_seen_of_ami_which_was_thought_to_live() {
            var call = begun(Rehearsal.ONLY_AMI).with(Rehearsal.ONLY_ARI).waits();

            assertThat(call.call().mode()).isEqualTo(CallMode.ARI_ONLY);
            assertThat(call.commandNames()).containsExactly("OriginateToConference", "OriginateAgent");
        }

        @Test
        void is_dialled_once_by_each_and_then_given_up() {
            for (var first : List.of(Rehearsal.BOTH, Rehearsal.ONLY_AMI, Rehearsal.ONLY_ARI)) {
                var call = begun(first).with(Rehearsal.BOTH).waitsUntilTheEnd();

                assertThat(outcome(call)).isEqualTo(CallOutcome.UNKNOWN);
                assertThat(call.commandNames()).containsOnlyOnce("OriginateToConference");
                assertThat(call.commandNames()).containsOnlyOnce("OriginateAgent");
            }
        }

        @Test
        void whom_ari_has_after_all_is_ARIs_again() {
            var call = begun(Rehearsal.ONLY_ARI)
                    .with(Rehearsal.BOTH)
                    .waits()
                    .sees(
                            agent.ari().created(),
                            agent.ari().answered(),
                            agent.ari().enteredTheBridge());

            assertThat(call.call().mode()).isEqualTo(CallMode.ARI_ONLY);
            assertThat(call.commandNames()).endsWith("DialCustomer");
        }

        @Test
        void is_not_dialled_again_when_the_fate_of_the_first_try_is_not_known() {
            var call = begun(Rehearsal.BOTH);
            call.sees(agent.fateUnknown(call.call().agent().commandId())).waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.UNKNOWN);
            assertThat(call.commandNames()).doesNotContain("OriginateAgent");
        }

        @Test
        void who_never_answers_is_given_up_and_hung_up() {
            var call =
                    begun(Rehearsal.BOTH).sees(agent.created(), agent.ringing()).waits();

            assertThat(call.commandNames()).contains("HangUp");
            assertThat(outcome(call.waitsUntilTheEnd())).isEqualTo(CallOutcome.AGENT_NO_ANSWER);
        }

        @Test
        void who_is_busy_ends_the_call() {
            var call = begun(Rehearsal.BOTH).sees(agent.created(), agent.dialEnded("BUSY"), agent.hungUp(17));

            assertThat(outcome(call)).isEqualTo(CallOutcome.AGENT_NO_ANSWER);
        }
    }

    @Nested
    class an_agent_who_waits {

        @Test
        void is_handed_to_the_application_that_lives() {
            var call = waiting(Rehearsal.BOTH);

            assertThat(call.call().state()).isEqualTo(CallState.HANDING_OFF);
            assertThat(call.commands().getLast())
                    .isInstanceOfSatisfying(AmiCommand.HandOff.class, h -> assertThat(h.application())
                            .isEqualTo("tandem-0-1"));
        }

        @Test
        void gets_the_customer_into_the_room_when_ari_died_meanwhile() {
            var call = begun(Rehearsal.BOTH)
                    .with(Rehearsal.ONLY_AMI)
                    .sees(agent.created(), agent.answered(), agent.joinedTheRoom());

            assertThat(call.call().mode()).isEqualTo(CallMode.AMI_ONLY);
            assertThat(call.commandNames()).containsExactly("OriginateToConference", "OriginateToConference");
        }

        @Test
        void gets_the_customer_into_the_room_when_the_hand_off_fails() {
            var call = waiting(Rehearsal.BOTH).sees(agent.handOffFailed());

            assertThat(call.told()).endsWith("Degraded");
            assertThat(call.commandNames()).endsWith("OriginateToConference");
        }

        @Test
        void is_pulled_back_when_ari_does_not_take_them() {
            var call = waiting(Rehearsal.BOTH).waits();

            assertThat(call.commandNames()).endsWith("ReturnToConference", "OriginateToConference");
        }

        @Test
        void who_hangs_up_ends_the_call_as_agent_hung_up() {
            var call = waiting(Rehearsal.ONLY_AMI).sees(agent.hungUp(16)).waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.AGENT_HUNG_UP);
        }
    }

    @Nested
    class a_customer_who_is_called {

        @Test
        void is_dialled_once_the_agent_is_in_the_bridge() {
            var call = callingTheCustomer();

            assertThat(call.commands().getLast()).isInstanceOfSatisfying(AriCommand.DialCustomer.class, d -> {
                assertThat(d.endpoint()).isEqualTo("PJSIP/+442079460000@carrier");
                assertThat(d.ringTimeout()).isEqualTo(Duration.ofSeconds(45));
            });
            assertThat(call.call().state()).isEqualTo(CallState.CUSTOMER_DIALING);
        }

        @Test
        void who_was_seen_before_the_agent_came_to_the_bridge_is_not_dialled_again() {
            var call = waiting(Rehearsal.BOTH).sees(customer.created());

            assertThat(call.commandNames()).doesNotContain("DialCustomer");
            assertThat(call.told()).endsWith("HandedOff", "CustomerDialing");
        }

        @Test
        void is_dialled_by_ami_when_ari_does_nothing() {
            var call = callingTheCustomer().waits();

            assertThat(call.commandNames()).endsWith("ReturnToConference", "OriginateToConference");
            assertThat(call.told()).endsWith("Degraded");
        }

        @Test
        void is_never_dialled_again_when_the_fate_of_the_first_try_is_not_known() {
            var call = callingTheCustomer();
            call.sees(customer.ari().fateUnknown(call.call().customer().commandId()))
                    .waitsUntilTheEnd();

            assertThat(call.commandNames()).containsOnlyOnce("DialCustomer");
            assertThat(call.commandNames()).containsOnlyOnce("OriginateToConference");
            assertThat(outcome(call)).isEqualTo(CallOutcome.UNKNOWN);
        }

        @Test
        void who_answers_while_ari_is_dead_meets_the_agent_in_the_room() {
            var call = callingTheCustomer()
                    .sees(customer.created(), customer.answered())
                    .waits();
            assertThat(call.commandNames()).endsWith("ReturnToConference", "ReturnToConference");

            call.sees(customer.joinedTheRoom());

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.call().mode()).isEqualTo(CallMode.AMI_ONLY);
        }

        @Test
        void who_is_busy_is_told_so_although_a_late_cause_is_missing() {
            var call = callingTheCustomer()
                    .sees(customer.created(), customer.dialEnded("BUSY"), customer.hungUp(0), agent.hungUp(16));

            assertThat(outcome(call)).isEqualTo(CallOutcome.BUSY);
        }

        @Test
        void whose_end_has_no_cause_yet_is_judged_after_the_other_interface_had_its_say() {
            var call = callingTheCustomer().sees(customer.created(), customer.hungUp(0), agent.hungUp(16));
            assertThat(call.call().ended()).isFalse();

            call.sees(customer.ari().hungUp(34, "503"));

            assertThat(outcome(call)).isEqualTo(CallOutcome.CONGESTION);
        }
    }

    @Nested
    class a_connected_call {

        @Test
        void waits_for_nothing() {
            assertThat(connected().call().deadline()).isNull();
        }

        @Test
        void hangs_the_agent_up_by_ami_when_ami_is_all_there_is() {
            var call = waiting(Rehearsal.ONLY_AMI)
                    .sees(customer.created(), customer.answered(), customer.joinedTheRoom(), customer.hungUp(16));

            assertThat(call.commands().getLast())
                    .isInstanceOfSatisfying(AmiCommand.HangUp.class, h -> assertThat(h.channelId())
                            .isEqualTo(ID + ".agent"));
        }

        @Test
        void ends_with_what_is_known_when_the_other_leg_is_never_seen_to_go() {
            var call = connected().sees(customer.hungUp(16)).waits();
            assertThat(call.commandNames()).endsWith("EndCall", "HangUp");

            call.waits();

            assertThat(outcome(call)).isEqualTo(CallOutcome.ANSWERED);
        }

        @Test
        void that_is_hung_up_on_request_was_answered() {
            var call = connected().isAskedToHangUp();
            assertThat(call.commandNames()).endsWith("EndCall");

            call.sees(customer.hungUp(16), agent.hungUp(16));

            assertThat(outcome(call)).isEqualTo(CallOutcome.ANSWERED);
        }
    }

    @Nested
    class a_call_that_is_hung_up_on_request {

        @Test
        void before_anybody_talked_was_cancelled() {
            var call =
                    begun(Rehearsal.BOTH).sees(agent.created(), agent.ringing()).isAskedToHangUp();
            assertThat(call.commandNames()).endsWith("HangUp");

            call.sees(agent.hungUp(16));

            assertThat(outcome(call)).isEqualTo(CallOutcome.CANCELLED);
        }

        @Test
        void hangs_up_a_phone_that_only_begins_to_ring_then() {
            var call = begun(Rehearsal.BOTH).isAskedToHangUp().sees(agent.created());

            assertThat(call.commandNames()).containsExactly("OriginateToConference", "HangUp", "HangUp");
        }
    }

    @Nested
    class a_call_that_has_ended {

        @Test
        void hangs_up_a_leg_that_turns_out_to_live() {
            var call = begun(Rehearsal.BOTH).waits().waitsUntilTheEnd();
            var before = call.commands().size();

            call.sees(agent.created());

            assertThat(call.commandNames().subList(before, call.commands().size()))
                    .contains("HangUp");
            assertThat(call.told()).containsOnlyOnce("Ended").endsWith("Ended");
        }

        @Test
        void ignores_what_comes_late() {
            var call = connected().sees(customer.hungUp(16), agent.hungUp(16));

            call.sees(customer.ari().hungUp(16), agent.ari().leftTheBridge());

            assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
        }
    }

    @Nested
    class a_time_limit {

        @Test
        void that_was_set_anew_since_is_ignored() {
            var call = begun(Rehearsal.BOTH);
            var old = call.call().deadline();

            call.sees(agent.created()).sees(agent.passed(old.name().name(), old.armed()));

            assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
            assertThat(call.commandNames()).isEqualTo(List.of("OriginateToConference"));
        }
    }

    @Nested
    class a_call_of_which_the_ledger_tells {

        private static final Instant GONE = Facts.NOON.plusSeconds(7);

        private static PbxFact.LedgerRead read(PbxFact.LedgerEntry... entries) {
            return new PbxFact.LedgerRead(
                    ID, Facts.PBX, FactSource.LEDGER, Facts.NOON.plusSeconds(90), List.of(entries));
        }

        private static PbxFact.LedgerEntry entry(String leg, PbxFact.LedgerEvent event, int second) {
            return new PbxFact.LedgerEntry(
                    ID + "." + leg,
                    event,
                    Facts.NOON.plusSeconds(second),
                    event == PbxFact.LedgerEvent.HUNG_UP ? 16 : 0);
        }

        private static PbxFact.LedgerRead answeredAndOver() {
            return read(
                    entry("agent", PbxFact.LedgerEvent.CREATED, 0),
                    entry("agent", PbxFact.LedgerEvent.ANSWERED, 0),
                    entry("agent", PbxFact.LedgerEvent.ROOM_JOINED, 0),
                    entry("agent", PbxFact.LedgerEvent.ROOM_LEFT, 1),
                    entry("agent", PbxFact.LedgerEvent.BRIDGE_ENTERED, 1),
                    entry("customer", PbxFact.LedgerEvent.CREATED, 1),
                    entry("customer", PbxFact.LedgerEvent.ANSWERED, 2),
                    entry("customer", PbxFact.LedgerEvent.BRIDGE_ENTERED, 3),
                    entry("customer", PbxFact.LedgerEvent.HUNG_UP, 6),
                    entry("agent", PbxFact.LedgerEvent.HUNG_UP, 7));
        }

        @Test
        void ends_when_it_truly_did_if_its_end_went_unheard() {
            var call = connected().sees(answeredAndOver());

            assertThat(outcome(call)).isEqualTo(CallOutcome.ANSWERED);
            assertThat(call.call().times().endedAt()).isEqualTo(GONE);
            assertThat(call.told()).endsWith("Ended").doesNotHaveDuplicates();
        }

        @Test
        void is_told_whole_with_its_true_times_if_all_of_it_went_unheard() {
            var call = begun(Rehearsal.BOTH).sees(answeredAndOver());

            assertThat(outcome(call)).isEqualTo(CallOutcome.ANSWERED);
            assertThat(call.call().times())
                    .isEqualTo(new Call.Times(Facts.NOON.plusSeconds(2), Facts.NOON.plusSeconds(3), GONE));
            assertThat(call.told()).contains("Connected").endsWith("Ended").doesNotHaveDuplicates();
        }

        @Test
        void dials_nobody_for_an_agent_who_is_long_gone() {
            var call = begun(Rehearsal.BOTH)
                    .sees(read(
                            entry("agent", PbxFact.LedgerEvent.CREATED, 0),
                            entry("agent", PbxFact.LedgerEvent.ANSWERED, 0),
                            entry("agent", PbxFact.LedgerEvent.ROOM_JOINED, 0),
                            entry("agent", PbxFact.LedgerEvent.BRIDGE_ENTERED, 1),
                            entry("agent", PbxFact.LedgerEvent.HUNG_UP, 7)))
                    .waitsUntilTheEnd();

            assertThat(call.commandNames()).containsExactly("OriginateToConference");
            assertThat(outcome(call)).isEqualTo(CallOutcome.AGENT_HUNG_UP);
        }

        @Test
        void goes_on_with_an_agent_who_waits_unheard() {
            var call = begun(Rehearsal.BOTH)
                    .sees(read(
                            entry("agent", PbxFact.LedgerEvent.CREATED, 0),
                            entry("agent", PbxFact.LedgerEvent.ANSWERED, 0),
                            entry("agent", PbxFact.LedgerEvent.ROOM_JOINED, 0)));

            assertThat(call.commandNames()).containsExactly("OriginateToConference", "HandOff");
        }

        @Test
        void is_answered_and_ended_by_the_boot_that_cut_off_its_talk() {
            var call = connected()
                    .sees(read(
                            entry("agent", PbxFact.LedgerEvent.CUT_OFF, 7),
                            entry("customer", PbxFact.LedgerEvent.CUT_OFF, 7)));

            assertThat(outcome(call)).isEqualTo(CallOutcome.ANSWERED);
            assertThat(call.call().times().endedAt()).isEqualTo(GONE);
        }

        @Test
        void is_unknown_when_it_was_cut_off_while_it_rang() {
            var call = callingTheCustomer()
                    .sees(customer.created(), customer.ringing())
                    .sees(read(
                            entry("agent", PbxFact.LedgerEvent.CUT_OFF, 7),
                            entry("customer", PbxFact.LedgerEvent.CUT_OFF, 7)))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.UNKNOWN);
        }

        @Test
        void is_not_moved_by_reading_it_again() {
            var call = begun(Rehearsal.BOTH)
                    .sees(read(entry("agent", PbxFact.LedgerEvent.CREATED, 0)))
                    .sees(read(entry("agent", PbxFact.LedgerEvent.CREATED, 0)));

            assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
        }

        @Test
        void is_not_moved_after_its_end() {
            var call = connected().sees(answeredAndOver()).sees(answeredAndOver());

            assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
        }

        @Test
        void is_not_moved_by_a_channel_that_is_not_of_its_legs() {
            var call = connected().sees(read(entry("snoop.1", PbxFact.LedgerEvent.HUNG_UP, 7)));

            assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
        }

        @Test
        void has_news_only_of_what_nobody_showed() {
            var call = connected().call();

            assertThat(Recorded.isNews(call, read(entry("agent", PbxFact.LedgerEvent.ANSWERED, 0))))
                    .isFalse();
            assertThat(Recorded.isNews(call, answeredAndOver())).isTrue();
        }
    }
}
