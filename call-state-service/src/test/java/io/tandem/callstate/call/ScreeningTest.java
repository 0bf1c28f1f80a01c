package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Screening;
import io.tandem.contracts.Screening.OnMachine;
import io.tandem.contracts.ScreeningVerdict;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A customer who is listened to between their answer and the talk. */
class ScreeningTest {

    private static final String ID = "01K0000000000000000000CALL";
    private static final int CASES = 300;

    private final Facts agent = Facts.of(ID).ami().agent();
    private final Facts customer = Facts.of(ID).ami().customer();

    private static Screening screening(OnMachine onMachine) {
        return new Screening(onMachine, onMachine == OnMachine.VOICEMAIL ? "vm-goodbye" : null);
    }

    private Rehearsal ringing(OnMachine onMachine, Links links) {
        return Rehearsal.begunToBeScreened(ID, links, screening(onMachine))
                .sees(
                        agent.created(),
                        agent.answered(),
                        agent.joinedTheRoom(),
                        agent.ari().controlled("tandem-0-1"),
                        agent.ari().enteredTheBridge(),
                        customer.created(),
                        customer.ari().controlled("tandem-0-1"),
                        customer.ringing());
    }

    private Rehearsal listenedTo(OnMachine onMachine) {
        return ringing(onMachine, Rehearsal.BOTH)
                .sees(customer.answered(), customer.ari().released());
    }

    private PbxFact.Screened heard(AmdStatus status) {
        return customer.ari().screened(status);
    }

    private static CallOutcome outcome(Rehearsal rehearsal) {
        assertThat(rehearsal.call().phase()).isInstanceOf(Phase.Ended.class);
        return ((Phase.Ended) rehearsal.call().phase()).outcome();
    }

    @Nested
    class a_customer_who_answers {

        @ParameterizedTest
        @EnumSource(OnMachine.class)
        void is_dialled_with_what_becomes_of_a_machine_and_the_call_is_in_screening(OnMachine onMachine) {
            var call = listenedTo(onMachine);

            assertThat(call.call().state()).isEqualTo(CallState.SCREENING);
            assertThat(call.told()).endsWith("CustomerAnswered");
            assertThat(call.commands().getLast())
                    .isInstanceOfSatisfying(AriCommand.DialCustomer.class, dial -> assertThat(dial.screening())
                            .isEqualTo(screening(onMachine)));
            assertThat(call.call().deadline().due()).isEqualTo(Facts.NOON.plus(Rehearsal.LIMITS.screening()));
        }

        @ParameterizedTest
        @EnumSource(
                value = AmdStatus.class,
                names = {"HUMAN", "NOTSURE", "SKIPPED"})
        void and_is_no_machine_talks(AmdStatus status) {
            var call = listenedTo(OnMachine.HANG_UP)
                    .sees(heard(status), customer.ari().enteredTheBridge());

            assertThat(call.told()).endsWith("CustomerAnswered", "Screened", "Connected");
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.call().mode()).isEqualTo(CallMode.HYBRID);
        }

        @Test
        void and_talks_before_the_verdict_is_told_is_connected_when_it_is() {
            var call = listenedTo(OnMachine.HANG_UP).sees(customer.enteredTheBridge());
            assertThat(call.told()).endsWith("CustomerAnswered");

            call.sees(heard(AmdStatus.HUMAN));

            assertThat(call.told()).endsWith("Screened", "Connected");
        }

        @Test
        void and_talks_without_a_verdict_ever_being_told_is_connected_soon_and_that_is_told() {
            var call = listenedTo(OnMachine.HANG_UP)
                    .sees(customer.enteredTheBridge())
                    .waits();

            assertThat(call.told()).endsWith("Screened", "Connected");
            assertThat(screened(call).verdict()).isEqualTo(ScreeningVerdict.SKIPPED);
            assertThat(call.call().mode()).isEqualTo(CallMode.HYBRID);
        }

        @Test
        void and_hangs_up_while_they_are_listened_to_has_abandoned_the_call() {
            var call = listenedTo(OnMachine.HANG_UP)
                    .sees(customer.hungUp(16), agent.hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.ABANDONED);
            assertThat(call.told()).doesNotContain("Connected", "Screened");
        }

        @Test
        void is_lost_to_an_agent_who_hangs_up_while_they_are_listened_to() {
            var call = listenedTo(OnMachine.HANG_UP)
                    .sees(
                            agent.ari().leftTheBridge(),
                            agent.ari().hungUp(16),
                            customer.ari().hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.AGENT_HUNG_UP);
        }

        @Test
        void may_be_let_go_by_whoever_asks() {
            var call = listenedTo(OnMachine.VOICEMAIL)
                    .isAskedToHangUp()
                    .sees(agent.hungUp(16), customer.hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.CANCELLED);
        }

        @Test
        void cannot_be_put_on_hold_yet() {
            var call = listenedTo(OnMachine.HANG_UP).isAsked(new Ask.Hold());

            assertThat(call.refusal()).endsWith("is not connected, but SCREENING");
        }
    }

    private static CallEvent.Screened screened(Rehearsal call) {
        return call.events().stream()
                .filter(CallEvent.Screened.class::isInstance)
                .map(CallEvent.Screened.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class a_machine {

        @Test
        void ends_the_call_and_it_is_hung_up_here_too() {
            var call = listenedTo(OnMachine.HANG_UP).sees(heard(AmdStatus.MACHINE));

            assertThat(call.commands().getLast()).isInstanceOf(AriCommand.EndCall.class);
            call.sees(agent.hungUp(16), customer.hungUp(16));
            assertThat(outcome(call)).isEqualTo(CallOutcome.MACHINE);
            assertThat(call.told()).endsWith("CustomerAnswered", "Screened", "Ended");
            assertThat(call.releases()).isEqualTo(1);
        }

        @Test
        void is_connected_where_that_is_wanted() {
            var call = listenedTo(OnMachine.CONNECT)
                    .sees(heard(AmdStatus.MACHINE), customer.ari().enteredTheBridge());

            assertThat(call.told()).endsWith("Screened", "Connected");
            call.sees(customer.hungUp(16), agent.hungUp(16));
            assertThat(outcome(call)).isEqualTo(CallOutcome.ANSWERED);
        }

        @Test
        void gets_its_message_while_the_agent_is_free_as_soon_as_their_phone_is() {
            var call = listenedTo(OnMachine.VOICEMAIL).sees(heard(AmdStatus.MACHINE));
            assertThat(call.releases()).isZero();
            assertThat(call.commandNames()).endsWith("HangUp");

            call.sees(agent.hungUp(16));

            assertThat(call.releases()).isEqualTo(1);
            assertThat(call.call().state()).isEqualTo(CallState.SCREENING);
            call.sees(customer.ari().messageLeft(true), customer.hungUp(16)).waitsUntilTheEnd();
            assertThat(outcome(call)).isEqualTo(CallOutcome.MACHINE);
            assertThat(call.call().customer().screened().messageLeft()).isTrue();
            assertThat(call.releases()).isEqualTo(1);
            assertThat(call.told()).doesNotContain("Connected");
        }

        @Test
        void whose_hang_up_ami_tells_first_is_not_over_before_ari_said_that_it_got_its_message() {
            var call = listenedTo(OnMachine.VOICEMAIL)
                    .sees(
                            heard(AmdStatus.MACHINE),
                            agent.hungUp(16),
                            agent.ari().hungUp(16),
                            customer.hungUp(16));
            assertThat(call.call().ended()).isFalse();

            call.sees(customer.ari().messageLeft(true));

            assertThat(outcome(call)).isEqualTo(CallOutcome.MACHINE);
            assertThat(call.call().customer().screened().messageLeft()).isTrue();
        }

        @Test
        void of_whose_message_ari_never_speaks_is_a_machine_in_the_end() {
            var call = listenedTo(OnMachine.VOICEMAIL)
                    .sees(heard(AmdStatus.MACHINE), agent.hungUp(16), customer.hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.MACHINE);
            assertThat(call.call().customer().screened().messageLeft()).isNull();
        }

        @Test
        void whose_agent_is_gone_before_the_verdict_is_told_gets_its_message_all_the_same() {
            var call = listenedTo(OnMachine.VOICEMAIL).sees(agent.hungUp(16));
            assertThat(call.call().ended()).isFalse();

            call.sees(heard(AmdStatus.MACHINE));

            assertThat(call.call().phase()).isInstanceOf(Phase.LeavingMessage.class);
            assertThat(call.releases()).isEqualTo(1);
        }

        @Test
        void that_never_ends_its_greeting_is_hung_up_at_the_time_limit() {
            var call = listenedTo(OnMachine.VOICEMAIL).sees(heard(AmdStatus.MACHINE), agent.hungUp(16));

            call.waits();

            assertThat(call.commandNames()).endsWith("EndCall", "HangUp");
            assertThat(outcome(call.waitsUntilTheEnd())).isEqualTo(CallOutcome.MACHINE);
        }
    }

    @Nested
    class when_nobody_can_listen {

        @Test
        void a_customer_who_finds_no_controller_after_amd_is_connected_in_the_room() {
            var call = listenedTo(OnMachine.HANG_UP).sees(customer.handOffFailed());

            assertThat(call.call().mode()).isEqualTo(CallMode.AMI_ONLY);
            assertThat(call.commands())
                    .filteredOn(AmiCommand.ReturnToConference.class::isInstance)
                    .hasSize(2);
            assertThat(screened(call).reason()).isEqualTo("no controller took the customer back from AMD");
            call.sees(customer.joinedTheRoom());
            assertThat(call.told()).endsWith("Degraded", "Screened", "Connected");
        }

        @Test
        void a_customer_who_does_not_come_back_is_fetched_by_ami_and_connected() {
            var call = listenedTo(OnMachine.HANG_UP).waits();

            assertThat(call.call().mode()).isEqualTo(CallMode.AMI_ONLY);
            assertThat(screened(call).verdict()).isEqualTo(ScreeningVerdict.SKIPPED);
            call.sees(customer.joinedTheRoom());
            assertThat(call.told()).endsWith("Connected");
        }

        @Test
        void a_customer_who_does_not_come_back_is_let_go_when_ami_is_away() {
            var call = listenedTo(OnMachine.HANG_UP).with(Rehearsal.ONLY_ARI).waits();

            assertThat(call.commandNames()).endsWith("EndCall");
            assertThat(outcome(call.waitsUntilTheEnd())).isEqualTo(CallOutcome.FAILED);
        }

        @Test
        void a_call_of_ami_alone_is_connected_and_says_why_it_was_not_screened() {
            var call = Rehearsal.begunToBeScreened(ID, Rehearsal.ONLY_AMI, screening(OnMachine.HANG_UP))
                    .sees(
                            agent.created(),
                            agent.answered(),
                            agent.joinedTheRoom(),
                            customer.created(),
                            customer.answered(),
                            customer.joinedTheRoom());

            assertThat(call.told()).endsWith("CustomerAnswered", "Screened", "Connected");
            assertThat(screened(call).reason()).contains("AMI alone");
        }

        @Test
        void a_call_of_ari_alone_is_screened_as_any_other() {
            var call = ringing(OnMachine.HANG_UP, Rehearsal.ONLY_ARI)
                    .sees(
                            customer.ari().answered(),
                            heard(AmdStatus.HUMAN),
                            customer.ari().enteredTheBridge());

            assertThat(call.told()).endsWith("CustomerAnswered", "Screened", "Connected");
        }
    }

    /** Each interface in its own order, and otherwise as it comes: the end is the same, and so is what is told. */
    @Nested
    class in_any_order {

        private void leadsTo(
                OnMachine onMachine, List<PbxFact.CallFact> ami, List<PbxFact.CallFact> ari, CallOutcome end) {
            var random = new Random(onMachine.ordinal());
            for (int i = 0; i < CASES; i++) {
                var call = ringing(onMachine, Rehearsal.BOTH);
                var told = merged(ami, ari, random);
                told.forEach(call::sees);
                call.waitsUntilTheEnd();

                var how = told.stream()
                        .map(f -> f.source() + " " + f.getClass().getSimpleName())
                        .toList();
                assertThat(outcome(call)).as("%s", how).isEqualTo(end);
                assertThat(call.releases()).as("%s", how).isEqualTo(1);
                assertThat(call.told()).as("%s", how).containsOnlyOnce("Screened");
                assertThat(call.call().mode()).as("%s", how).isEqualTo(CallMode.HYBRID);
            }
        }

        @Test
        void a_machine_that_is_hung_up_is_a_machine() {
            leadsTo(
                    OnMachine.HANG_UP,
                    List.of(customer.answered(), agent.hungUp(16), customer.hungUp(16)),
                    List.of(
                            customer.ari().answered(),
                            customer.ari().released(),
                            heard(AmdStatus.MACHINE),
                            agent.ari().leftTheBridge(),
                            agent.ari().hungUp(16),
                            customer.ari().hungUp(16)),
                    CallOutcome.MACHINE);
        }

        @Test
        void a_machine_that_gets_a_message_is_a_machine() {
            leadsTo(
                    OnMachine.VOICEMAIL,
                    List.of(customer.answered(), agent.hungUp(16), customer.hungUp(16)),
                    List.of(
                            customer.ari().answered(),
                            customer.ari().released(),
                            heard(AmdStatus.MACHINE),
                            agent.ari().leftTheBridge(),
                            agent.ari().hungUp(16),
                            customer.ari().messageLeft(true),
                            customer.ari().hungUp(16)),
                    CallOutcome.MACHINE);
        }

        @Test
        void a_person_who_talks_is_an_answered_call() {
            leadsTo(
                    OnMachine.HANG_UP,
                    List.of(customer.answered(), customer.enteredTheBridge(), customer.hungUp(16), agent.hungUp(16)),
                    List.of(
                            customer.ari().answered(),
                            customer.ari().released(),
                            heard(AmdStatus.HUMAN),
                            customer.ari().enteredTheBridge(),
                            customer.ari().leftTheBridge(),
                            customer.ari().hungUp(16),
                            agent.ari().leftTheBridge(),
                            agent.ari().hungUp(16)),
                    CallOutcome.ANSWERED);
        }

        private static List<PbxFact.CallFact> merged(
                List<PbxFact.CallFact> ami, List<PbxFact.CallFact> ari, Random random) {
            var merged = new ArrayList<PbxFact.CallFact>();
            int a = 0;
            int b = 0;
            while (a < ami.size() || b < ari.size()) {
                boolean fromAmi = b == ari.size() || (a < ami.size() && random.nextBoolean());
                merged.add(fromAmi ? ami.get(a++) : ari.get(b++));
                if (random.nextInt(4) == 0) {
                    merged.add(merged.get(random.nextInt(merged.size())));
                }
            }
            return merged;
        }
    }

    @Test
    void a_verdict_is_told_with_how_long_it_took() {
        var call = listenedTo(OnMachine.HANG_UP).sees(heard(AmdStatus.HUMAN), heard(AmdStatus.MACHINE));

        assertThat(screened(call)).satisfies(it -> {
            assertThat(it.verdict()).isEqualTo(ScreeningVerdict.HUMAN);
            assertThat(it.reason()).isEqualTo("HUMAN-800-800");
            assertThat(it.took()).isEqualTo(Duration.ofMillis(2300));
        });
    }
}
