package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AmdStatus;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallState;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Screening;
import io.tandem.testkit.call.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with an agent who waits at a desk. */
class DeskCallTest {

    private static final String ID = "01K0000000000000000000CALL";
    private static final int CASES = 300;

    private final Facts agent = Facts.of(ID).ari().agent();
    private final Facts customer = Facts.of(ID).ari().customer();

    private static CallOutcome outcome(Rehearsal rehearsal) {
        assertThat(rehearsal.call().phase()).isInstanceOf(Phase.Ended.class);
        return ((Phase.Ended) rehearsal.call().phase()).outcome();
    }

    @Nested
    class of_a_campaign {

        private Rehearsal ringing() {
            return Rehearsal.begunForAWaitingAgent(ID, Rehearsal.BOTH, "campaign-1", null)
                    .sees(customer.created(), customer.controlled("tandem-0-1"), customer.ringing());
        }

        private Rehearsal answered() {
            return ringing().sees(customer.answered(), customer.enteredTheBridge());
        }

        private Rehearsal talking() {
            return answered()
                    .sees(agent.created(), agent.answered(), agent.controlled("tandem-0-1"), agent.enteredTheBridge());
        }

        @Test
        void begins_with_the_customer_and_leaves_the_agent_alone_until_they_answer() {
            var call = ringing();

            assertThat(call.commandNames()).containsExactly("DialCustomer");
            assertThat(((AriCommand.DialCustomer) call.commands().getFirst()).desk())
                    .startsWith("Local/");
            assertThat(call.told()).containsExactly("Requested", "CustomerDialing", "CustomerRinging");
            assertThat(call.call().state()).isEqualTo(CallState.CUSTOMER_RINGING);
            assertThat(call.call().mode()).isEqualTo(CallMode.ARI_ONLY);
            assertThat(call.call().agents()).containsValue(Group.Part.NOT_CALLED);
        }

        @Test
        void asks_for_the_agent_once_when_the_customer_has_answered() {
            var call = answered();

            assertThat(call.commandNames()).containsExactly("DialCustomer", "OriginateAgent");
            assertThat(((AriCommand.OriginateAgent) call.commands().getLast()).endpoint())
                    .startsWith("Local/");
            assertThat(call.call().state()).isNotEqualTo(CallState.CONNECTED);
        }

        @Test
        void does_not_ask_for_an_agent_who_was_seen_to_come() {
            var call = ringing().sees(customer.enteredTheBridge(), agent.created(), customer.answered());

            assertThat(call.commandNames()).containsExactly("DialCustomer", "OriginateAgent");
            assertThat(ringing().sees(agent.created(), customer.answered()).commandNames())
                    .containsExactly("DialCustomer");
        }

        @Test
        void is_connected_when_the_agent_is_there_and_no_phone_rang() {
            var call = talking();

            assertThat(call.told())
                    .startsWith("Requested", "CustomerDialing", "CustomerRinging", "CustomerAnswered")
                    .contains("AgentAnswered")
                    .doesNotContain("AgentRinging", "AgentInConference", "Degraded")
                    .endsWith("Connected");
            assertThat(call.effects()).doesNotHaveAnyElementsOfTypes(Effect.AgentRinging.class);
            assertThat(call.call().agents()).containsValue(Group.Part.ON_CALL);
        }

        @Test
        void is_connected_since_the_agent_came_and_not_since_the_customer_did() {
            var call = answered()
                    .sees(
                            agent.created(),
                            agent.answered(),
                            agent.at(Facts.NOON.plusSeconds(3)).enteredTheBridge());

            assertThat(call.call().times().connectedAt()).isEqualTo(Facts.NOON.plusSeconds(3));
        }

        @Test
        void ends_answered_when_either_hangs_up_after_the_talk() {
            assertThat(outcome(talking()
                            .sees(customer.hungUp(16), agent.hungUp(16))
                            .waitsUntilTheEnd()))
                    .isEqualTo(CallOutcome.ANSWERED);
            assertThat(outcome(talking()
                            .sees(agent.leftTheBridge(), agent.hungUp(16), customer.hungUp(16))
                            .waitsUntilTheEnd()))
                    .isEqualTo(CallOutcome.ANSWERED);
        }

        @ParameterizedTest
        @ValueSource(ints = {17, 19, 21})
        void ends_as_the_customer_does_who_never_answers(int cause) {
            var call = ringing().sees(customer.hungUp(cause)).waitsUntilTheEnd();

            assertThat(outcome(call))
                    .isEqualTo(
                            switch (cause) {
                                case 17 -> CallOutcome.BUSY;
                                case 21 -> CallOutcome.REJECTED;
                                default -> CallOutcome.NO_ANSWER;
                            });
            assertThat(call.commandNames()).doesNotContain("OriginateAgent");
            assertThat(call.releases()).isPositive();
        }

        @Test
        void is_abandoned_where_the_agent_left_the_desk_in_between() {
            var call = answered()
                    .sees(agent.created(), agent.hungUp(20), customer.hungUp(20))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.ABANDONED);
        }

        @Test
        void is_abandoned_where_the_customer_does_not_wait_for_the_agent() {
            assertThat(outcome(answered().sees(customer.hungUp(16)).waitsUntilTheEnd()))
                    .isEqualTo(CallOutcome.ABANDONED);
        }

        @Test
        void is_abandoned_where_nobody_says_what_became_of_the_agent() {
            assertThat(outcome(answered().waitsUntilTheEnd())).isEqualTo(CallOutcome.ABANDONED);
        }

        @Test
        void is_cancelled_by_whoever_hangs_it_up_while_it_rings() {
            var call = ringing().isAskedToHangUp().waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.CANCELLED);
        }

        @Test
        void fails_at_once_where_ari_is_away() {
            var call = Rehearsal.begunForAWaitingAgent(ID, Rehearsal.ONLY_AMI, "campaign-1", null);

            assertThat(outcome(call)).isEqualTo(CallOutcome.FAILED);
            assertThat(call.commands()).isEmpty();
        }

        @Test
        void comes_to_the_same_end_whatever_repeats_itself_and_whichever_interface_is_first() {
            var ari = List.<PbxFact.CallFact>of(
                    customer.created(),
                    customer.controlled("tandem-0-1"),
                    customer.answered(),
                    customer.enteredTheBridge(),
                    agent.created(),
                    agent.answered(),
                    agent.enteredTheBridge(),
                    customer.leftTheBridge(),
                    customer.hungUp(16),
                    agent.leftTheBridge(),
                    agent.hungUp(16));
            var ami = List.<PbxFact.CallFact>of(
                    customer.ami().created(),
                    customer.ami().answered(),
                    customer.ami().enteredTheBridge(),
                    agent.ami().created(),
                    agent.ami().answered(),
                    agent.ami().enteredTheBridge(),
                    customer.ami().hungUp(16),
                    agent.ami().hungUp(16));
            var random = new Random(7);
            for (int i = 0; i < CASES; i++) {
                var call = Rehearsal.begunForAWaitingAgent(ID, Rehearsal.BOTH, "campaign-1", null);
                merged(ari, ami, random).forEach(call::sees);

                assertThat(outcome(call.waitsUntilTheEnd())).isEqualTo(CallOutcome.ANSWERED);
                assertThat(call.told())
                        .doesNotHaveDuplicates()
                        .contains("Connected")
                        .endsWith("Ended");
            }
        }

        private List<PbxFact.CallFact> merged(List<PbxFact.CallFact> one, List<PbxFact.CallFact> other, Random random) {
            var all = new ArrayList<PbxFact.CallFact>();
            int i = 0;
            int j = 0;
            while (i < one.size() || j < other.size()) {
                boolean isFirst = j == other.size() || (i < one.size() && random.nextBoolean());
                var next = isFirst ? one.get(i++) : other.get(j++);
                all.add(next);
                if (random.nextInt(4) == 0) {
                    all.add(next);
                }
            }
            return all;
        }
    }

    @Nested
    class of_a_campaign_that_listens_first {

        private final Screening screening = new Screening(Screening.OnMachine.HANG_UP, null);

        private Rehearsal listenedTo() {
            return Rehearsal.begunForAWaitingAgent(ID, Rehearsal.BOTH, "campaign-1", screening)
                    .sees(
                            customer.created(),
                            customer.controlled("tandem-0-1"),
                            customer.answered(),
                            customer.released());
        }

        @Test
        void keeps_the_agent_out_of_it_while_amd_listens() {
            var call = listenedTo();

            assertThat(call.call().state()).isEqualTo(CallState.SCREENING);
            assertThat(call.commandNames()).containsExactly("DialCustomer");
        }

        @Test
        void asks_for_the_agent_when_it_is_a_person() {
            var call = listenedTo().sees(customer.screened(AmdStatus.HUMAN));

            assertThat(call.commandNames()).containsExactly("DialCustomer", "OriginateAgent");
        }

        @Test
        void never_asks_for_the_agent_for_a_machine() {
            var call = listenedTo()
                    .sees(customer.screened(AmdStatus.MACHINE), customer.hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(outcome(call)).isEqualTo(CallOutcome.MACHINE);
            assertThat(call.commandNames()).doesNotContain("OriginateAgent");
        }

        @Test
        void lets_the_agent_go_at_once_where_a_machine_is_left_a_message() {
            var voicemail = new Screening(Screening.OnMachine.VOICEMAIL, "vm-goodbye");
            var call = Rehearsal.begunForAWaitingAgent(ID, Rehearsal.BOTH, "campaign-1", voicemail)
                    .sees(
                            customer.created(),
                            customer.controlled("tandem-0-1"),
                            customer.answered(),
                            customer.released(),
                            customer.screened(AmdStatus.MACHINE));

            assertThat(call.releases()).isPositive();
            assertThat(call.commandNames()).doesNotContain("OriginateAgent");
        }
    }

    @Nested
    class that_the_agent_makes {

        @Test
        void begins_with_the_agent_by_ari_and_their_phone_does_not_ring() {
            var call = Rehearsal.begunForAWaitingAgent(ID, Rehearsal.BOTH, null, null)
                    .sees(agent.created(), agent.answered(), agent.controlled("tandem-0-1"), agent.enteredTheBridge());

            assertThat(call.commandNames()).containsExactly("OriginateAgent", "DialCustomer");
            assertThat(((AriCommand.DialCustomer) call.commands().getLast()).desk())
                    .isNull();
            assertThat(call.told()).containsExactly("Requested", "AgentDialing", "AgentAnswered", "HandedOff");
        }
    }
}
