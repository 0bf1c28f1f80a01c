package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallState;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.TransferKind;
import io.tandem.testkit.call.Facts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells of docs/transfers.md as the call's machine decides them. */
class TransferTest {

    private static final String ID = "01K0000000000000000000CALL";
    private static final Target BOB =
            new Target("bob", null, "PJSIP/1002@phones", "+442079460000", Duration.ofSeconds(20));
    private static final Target NUMBER =
            new Target(null, "+442079460111", "PJSIP/+442079460111@carrier", null, Duration.ofSeconds(45));

    private final Facts agent = Facts.of(ID).ari().agent();
    private final Facts customer = Facts.of(ID).ari().customer();

    private static <C extends AriCommand> C last(Rehearsal call, Class<C> type) {
        return call.commands().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private Facts target(Rehearsal call) {
        var legs = call.call().legs();
        return agent.leg(legs.getLast().channelId().substring(ID.length() + 1));
    }

    private long order(Rehearsal call) {
        return last(call, AriCommand.Transfer.class).order();
    }

    private Rehearsal begun(Target to, boolean consult) {
        return begun(Rehearsal.connected(ID), new Ask.Transfer(to, consult));
    }

    private Rehearsal begun(Rehearsal call, Ask ask) {
        call.isAsked(ask);
        var command = last(call, AriCommand.Transfer.class);
        var target = target(call);
        return call.sees(
                target.created(),
                customer.leftTheBridge(),
                target.transferBegun(command.order()),
                target.done(command.commandId()),
                target.ringing());
    }

    private Rehearsal consulting() {
        var call = begun(BOB, true);
        return call.sees(
                target(call).answered(),
                target(call).enteredTheBridge(),
                target(call).transferAnswered(order(call)));
    }

    private Rehearsal transferred() {
        var call = begun(BOB, false);
        var bob = target(call);
        return call.sees(bob.answered(), bob.enteredTheBridge(), bob.transferred(order(call)), agent.hungUp(16));
    }

    private Rehearsal failed(Rehearsal call, String reason, boolean aside) {
        return call.sees(target(call).hungUp(17), target(call).transferFailed(reason, aside, order(call)));
    }

    private Rehearsal conference() {
        var call = consulting().isAsked(new Ask.JoinTransfer());
        var command = last(call, AriCommand.JoinTransfer.class);
        return call.sees(
                target(call).joinedTheCall(command.order()), target(call).done(command.commandId()));
    }

    private static List<String> released(Rehearsal call) {
        return call.effects().stream()
                .filter(Effect.ReleaseAgent.class::isInstance)
                .map(e -> ((Effect.ReleaseAgent) e).agentId())
                .toList();
    }

    private static CallEvent.TransferFailed failure(Rehearsal call) {
        return call.events().stream()
                .filter(CallEvent.TransferFailed.class::isInstance)
                .map(CallEvent.TransferFailed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class a_transfer_that_rings {

        @Test
        void is_told_when_the_customer_hears_music_and_not_before() {
            var call = Rehearsal.connected(ID).isAsked(new Ask.Transfer(BOB, false));

            assertThat(call.told()).endsWith("Connected");

            call.sees(target(call).transferBegun(order(call)));

            assertThat(call.told()).endsWith("TransferStarted");
            assertThat(call.call().state()).isEqualTo(CallState.TRANSFERRING);
        }

        @Test
        void gives_the_call_to_the_agent_who_answers() {
            var call = transferred();

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.call().agentId()).isEqualTo("bob");
            assertThat(released(call)).containsExactly("agent-1");
            assertThat(call.effects()).contains(new Effect.AgentOnCall("bob"));
            assertThat(call.told()).endsWith("TransferStarted", "TransferCompleted");
        }

        @Test
        void to_a_number_leaves_the_call_with_the_agent_who_gave_it_away_but_frees_them() {
            var call = begun(NUMBER, false);
            call.sees(target(call).answered(), target(call).transferred(order(call)), agent.hungUp(16));

            assertThat(call.call().agentId()).isEqualTo("agent-1");
            assertThat(released(call)).containsExactly("agent-1");
            assertThat(target(call).leg()).startsWith("party.");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void to_somebody_who_is_busy_leaves_the_customer_with_the_agent(boolean consult) {
            var call = failed(begun(BOB, consult), "busy", false);

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(failure(call).reason()).isEqualTo("busy");
            assertThat(released(call)).containsExactly("bob");
            assertThat(call.call().agentId()).isEqualTo("agent-1");
        }

        @Test
        void goes_on_when_the_agent_hangs_up_before_the_answer() {
            var call = begun(BOB, false).sees(agent.hungUp(16));

            assertThat(call.call().state()).isEqualTo(CallState.TRANSFERRING);

            call.sees(target(call).answered(), target(call).transferred(order(call)));

            assertThat(call.call().agentId()).isEqualTo("bob");
            assertThat(released(call)).containsExactly("agent-1");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void that_nobody_takes_after_the_agent_hung_up_calls_the_agent_back(boolean consult) {
            var call = failed(begun(BOB, consult).sees(agent.hungUp(16)), "no answer", true);

            assertThat(last(call, AriCommand.Transfer.class).endpoint()).isEqualTo("PJSIP/1001@phones");
            assertThat(released(call)).containsExactly("bob");

            var back = target(call);
            call.sees(back.transferBegun(order(call)), back.answered(), back.transferred(order(call)));

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.call().agentId()).isEqualTo("agent-1");
            assertThat(released(call)).containsExactly("bob");
        }

        @Test
        void that_nobody_takes_at_all_ends_the_call() {
            var call = failed(begun(BOB, false).sees(agent.hungUp(16)), "busy", true);
            failed(call, "no answer", true);
            call.sees(customer.hungUp(16)).waitsUntilTheEnd();

            assertThat(call.commandNames()).contains("EndCall");
            assertThat(CallView.of(call.call()).outcome()).isEqualTo("ANSWERED");
            assertThat(released(call)).containsExactlyInAnyOrder("bob", "agent-1");
        }

        @Test
        void to_a_number_that_nobody_takes_calls_nobody_back_whom_we_do_not_know() {
            var call = begun(transferredToANumber(), new Ask.Transfer(BOB, false));
            failed(call.sees(agent.leg(numberLeg(call)).hungUp(16)), "busy", true);

            assertThat(call.commandNames()).contains("EndCall");
        }

        private Rehearsal transferredToANumber() {
            var call = begun(NUMBER, false);
            return call.sees(target(call).answered(), target(call).transferred(order(call)), agent.hungUp(16));
        }

        private String numberLeg(Rehearsal call) {
            return call.call().legs().get(2).channelId().substring(ID.length() + 1);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_cancelled_and_the_customer_is_back(boolean consult) {
            var call = begun(BOB, consult).isAsked(new Ask.CancelTransfer());
            failed(call, "cancelled", false);

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(released(call)).containsExactly("bob");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void ends_when_the_customer_hangs_up(boolean consult) {
            var call = begun(BOB, consult).sees(customer.hungUp(16));
            call.sees(target(call).hungUp(16), agent.hungUp(16)).waitsUntilTheEnd();

            assertThat(call.told()).endsWith("Ended");
            assertThat(released(call)).containsExactlyInAnyOrder("agent-1", "bob");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void that_the_pbx_does_not_begin_leaves_everything_as_it_was(boolean consult) {
            var call = Rehearsal.connected(ID).isAsked(new Ask.Transfer(BOB, consult));
            call.sees(agent.refused(last(call, AriCommand.Transfer.class).commandId(), "409 no music"));

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(failure(call).reason()).isEqualTo("409 no music");
            assertThat(released(call)).containsExactly("bob");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void of_which_nobody_knows_is_undone(boolean consult) {
            var call = Rehearsal.connected(ID).isAsked(new Ask.Transfer(BOB, consult));
            call.sees(agent.fateUnknown(last(call, AriCommand.Transfer.class).commandId()));

            assertThat(call.commandNames()).endsWith("Transfer", "CancelTransfer");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void that_is_never_heard_of_again_is_undone_and_given_up_in_the_end(boolean consult) {
            var call = begun(BOB, consult).waits();

            assertThat(call.commandNames()).endsWith("CancelTransfer");

            call.waits();

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(failure(call).reason()).contains("in time");
            assertThat(released(call)).containsExactly("bob");
            assertThat(call.isAsked(new Ask.Unhold()).refusal()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void that_is_never_heard_of_again_with_nobody_left_ends_the_call(boolean consult) {
            var call = begun(BOB, consult).sees(agent.hungUp(16)).waits().waits();

            assertThat(call.call().phase()).isInstanceOf(Phase.Ending.class);
            assertThat(call.waitsUntilTheEnd().call().ended()).isTrue();
        }

        @Test
        void that_is_answered_under_a_new_owner_of_the_shard_is_completed_by_command() {
            var call = begun(BOB, false);
            call.sees(target(call).answered(), target(call).transferAnswered(order(call)));

            assertThat(call.commandNames()).endsWith("CompleteTransfer");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void of_which_ami_alone_tells_that_the_leg_is_gone_is_undone_when_ari_stays_silent(boolean consult) {
            var call = begun(BOB, consult);
            call.sees(target(call).ami().hungUp(17));

            assertThat(call.call().state()).isEqualTo(CallState.TRANSFERRING);

            call.waits();

            assertThat(call.commandNames()).endsWith("CancelTransfer");
        }
    }

    @Nested
    class a_consultation {

        @Test
        void begins_with_the_answer_and_the_customer_waits() {
            var call = consulting();

            assertThat(call.told()).endsWith("TransferStarted", "TransferAnswered");
            assertThat(call.call().state()).isEqualTo(CallState.TRANSFERRING);
            assertThat(call.effects()).contains(new Effect.AgentOnCall("bob"));
            assertThat(released(call)).isEmpty();
        }

        @Test
        void is_completed_by_the_agent() {
            var call = consulting().isAsked(new Ask.CompleteTransfer());
            var command = last(call, AriCommand.CompleteTransfer.class);
            call.sees(target(call).transferred(command.order()), agent.hungUp(16));

            assertThat(command.fromChannelId()).isEqualTo(agent.channelId());
            assertThat(call.call().agentId()).isEqualTo("bob");
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
        }

        @Test
        void that_is_completed_before_the_answer_is_blind() {
            var call = begun(BOB, true).isAsked(new Ask.CompleteTransfer());
            call.sees(target(call)
                    .done(last(call, AriCommand.CompleteTransfer.class).commandId()));
            call.sees(target(call).answered(), target(call).transferred(order(call)), agent.hungUp(16));

            assertThat(call.call().agentId()).isEqualTo("bob");
        }

        @Test
        void is_cancelled_and_the_customer_is_back() {
            var call = consulting().isAsked(new Ask.CancelTransfer());
            failed(call, "cancelled", false);

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(released(call)).containsExactly("bob");
        }

        @Test
        void becomes_a_conference() {
            var call = conference();

            assertThat(call.told()).endsWith("PartyJoined");
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.call().agentId()).isEqualTo("agent-1");
            assertThat(released(call)).isEmpty();
        }

        @Test
        void whose_target_hangs_up_gives_the_customer_back() {
            var call = failed(consulting(), "hung up", false);

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.told()).endsWith("TransferFailed");
        }

        @Test
        void whose_agent_hangs_up_is_a_transfer() {
            var call = consulting().sees(agent.hungUp(16));

            assertThat(call.call().phase()).isInstanceOf(Phase.Connected.class);

            call.sees(target(call).transferred(order(call)));

            assertThat(call.call().agentId()).isEqualTo("bob");
            assertThat(released(call)).containsExactly("agent-1");
        }

        @Test
        void whose_agent_hung_up_unheard_by_the_owner_of_the_shard_is_completed_by_command() {
            var call = consulting().sees(agent.ami().hungUp(16)).waits();

            assertThat(call.commandNames()).endsWith("CompleteTransfer");
        }

        @Test
        void whose_agent_hangs_up_before_the_answer_is_blind() {
            var call = begun(BOB, true).sees(agent.hungUp(16));
            call.sees(target(call).answered(), target(call).transferred(order(call)));

            assertThat(call.call().agentId()).isEqualTo("bob");
        }

        @Test
        void whose_customer_hangs_up_ends_for_all() {
            var call = consulting().sees(customer.hungUp(16));
            call.sees(target(call).hungUp(16), agent.hungUp(16)).waitsUntilTheEnd();

            assertThat(call.told()).endsWith("Ended");
            assertThat(released(call)).containsExactlyInAnyOrder("agent-1", "bob");
        }

        @Test
        void does_not_last_for_ever() {
            assertThat(consulting().waits().commandNames()).endsWith("CancelTransfer");
        }

        @Test
        void goes_on_when_it_cannot_be_completed() {
            var call = consulting().isAsked(new Ask.CompleteTransfer());
            call.sees(
                    agent.refused(last(call, AriCommand.CompleteTransfer.class).commandId(), "409"));

            assertThat(call.told()).endsWith("ControlFailed");
            assertThat(call.call().state()).isEqualTo(CallState.TRANSFERRING);
            assertThat(call.isAsked(new Ask.CancelTransfer()).refusal()).isEmpty();
        }
    }

    @Nested
    class what_is_asked {

        @Test
        void twice_is_refused_while_the_first_is_under_way() {
            var call = begun(BOB, false);

            assertThat(call.isAsked(new Ask.Transfer(NUMBER, false)).refusal()).contains("transferred already");
            assertThat(call.isAsked(new Ask.AddParty(NUMBER)).refusal()).contains("transferred already");
            assertThat(call.isAsked(new Ask.Park(Duration.ofMinutes(1))).refusal())
                    .contains("transferred already");
            assertThat(call.isAsked(new Ask.Hold()).refusal()).contains("transferred already");
        }

        @Test
        void of_an_agent_who_is_in_the_call_is_refused() {
            var me = new Target("agent-1", null, "PJSIP/1001@phones", null, Duration.ofSeconds(20));

            assertThat(Rehearsal.connected(ID)
                            .isAsked(new Ask.Transfer(me, true))
                            .refusal())
                    .contains("in the call already");
        }

        @Test
        void of_a_consultation_that_is_none_is_refused() {
            var call = begun(BOB, false);

            assertThat(call.isAsked(new Ask.CompleteTransfer()).refusal()).contains("no consultation");
            assertThat(begun(BOB, true).isAsked(new Ask.JoinTransfer()).refusal())
                    .contains("not answered");
            assertThat(Rehearsal.connected(ID).isAsked(new Ask.CancelTransfer()).refusal())
                    .contains("no transfer");
        }

        @Test
        void while_ami_carries_the_call_alone_is_refused() {
            var ami = Facts.of(ID).ami();
            var call = Rehearsal.begun(ID, Rehearsal.ONLY_AMI)
                    .sees(
                            ami.agent().created(),
                            ami.agent().answered(),
                            ami.agent().joinedTheRoom(),
                            ami.customer().created(),
                            ami.customer().answered(),
                            ami.customer().joinedTheRoom());

            assertThat(call.isAsked(new Ask.Transfer(BOB, false)).refusal()).contains("AMI alone");
            assertThat(call.isAsked(new Ask.AddParty(BOB)).refusal()).contains("AMI alone");
            assertThat(call.isAsked(new Ask.Park(Duration.ofMinutes(1))).refusal())
                    .contains("AMI alone");
        }
    }

    @Nested
    class a_conference {

        private Rehearsal added(Rehearsal call, Target who) {
            call.isAsked(new Ask.AddParty(who));
            var command = last(call, AriCommand.AddParty.class);
            return call.sees(
                    target(call).done(command.commandId()),
                    target(call).answered(),
                    target(call).joinedTheCall(command.order()));
        }

        @Test
        void takes_agents_and_numbers() {
            var call = added(added(Rehearsal.connected(ID), NUMBER), BOB);

            assertThat(call.told()).endsWith("PartyJoined", "PartyJoined");
            assertThat(CallView.of(call.call()).legs()).hasSize(4);
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
        }

        @Test
        void goes_on_when_a_party_leaves() {
            var call = added(Rehearsal.connected(ID), BOB);
            call.sees(target(call).hungUp(16), target(call).ami().hungUp(16));

            assertThat(call.told()).endsWith("PartyJoined", "PartyLeft");
            assertThat(released(call)).containsExactly("bob");
        }

        @Test
        void goes_on_with_the_other_agent_when_the_first_leaves() {
            var call = added(added(Rehearsal.connected(ID), NUMBER), BOB).sees(agent.hungUp(16));

            assertThat(call.call().agentId()).isEqualTo("bob");
            assertThat(released(call)).containsExactly("agent-1");
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
        }

        @Test
        void ends_with_its_customer_and_with_its_last_agent() {
            var call = conference().sees(agent.hungUp(16));
            call.sees(target(call).hungUp(16));

            assertThat(call.call().phase()).isInstanceOf(Phase.Ending.class);
            assertThat(conference().sees(customer.hungUp(16)).call().phase()).isInstanceOf(Phase.Ending.class);
        }

        @Test
        void that_nobody_comes_to_is_told_with_the_reason() {
            var call = Rehearsal.connected(ID).isAsked(new Ask.AddParty(BOB));
            call.sees(target(call).created(), target(call).hungUp(17));

            assertThat(call.events().getLast())
                    .isInstanceOfSatisfying(CallEvent.ControlFailed.class, failed -> assertThat(failed.reason())
                            .contains("17"));
            assertThat(released(call)).containsExactly("bob");
        }

        @Test
        void lets_a_party_be_removed_and_muted_but_not_the_last() {
            var call = added(Rehearsal.connected(ID), NUMBER);
            var leg = target(call).leg();

            assertThat(call.isAsked(new Ask.MuteParty(leg, io.tandem.contracts.MuteDirection.IN, true))
                            .refusal())
                    .isEmpty();
            call.sees(
                    target(call)
                            .muted(
                                    io.tandem.contracts.MuteDirection.IN,
                                    last(call, AriCommand.Mute.class).order()),
                    agent.done(last(call, AriCommand.Mute.class).commandId()));
            assertThat(call.told()).endsWith("PartyMuted");
            assertThat(call.isAsked(new Ask.DropParty(leg)).refusal()).isEmpty();
            assertThat(Rehearsal.connected(ID)
                            .isAsked(new Ask.DropParty("agent"))
                            .refusal())
                    .contains("nobody else");
            assertThat(call.isAsked(new Ask.MuteParty("party.9", io.tandem.contracts.MuteDirection.IN, true))
                            .refusal())
                    .contains("party.9");
        }

        @Test
        void cannot_be_transferred_or_parked() {
            assertThat(conference().isAsked(new Ask.Transfer(NUMBER, false)).refusal())
                    .contains("others");
            assertThat(conference().isAsked(new Ask.Park(Duration.ofMinutes(1))).refusal())
                    .contains("others");
        }
    }

    @Nested
    class a_parked_customer {

        private Rehearsal parked() {
            var call = Rehearsal.connected(ID).isAsked(new Ask.Park(Duration.ofMinutes(1)));
            var command = last(call, AriCommand.Park.class);
            return call.sees(customer.parked(command.order()), customer.done(command.commandId()), agent.hungUp(16));
        }

        @Test
        void is_held_without_an_agent() {
            var call = parked();

            assertThat(call.call().state()).isEqualTo(CallState.HELD);
            assertThat(call.told()).endsWith("Parked");
            assertThat(released(call)).containsExactly("agent-1");
            assertThat(call.isAsked(new Ask.Unhold()).refusal()).contains("parked");
        }

        @Test
        void is_fetched_by_another_agent() {
            var call = begun(parked(), new Ask.Unpark(BOB));
            call.sees(target(call).answered(), target(call).transferred(order(call)));

            assertThat(last(call, AriCommand.Transfer.class).fromChannelId()).isNull();
            assertThat(call.call().agentId()).isEqualTo("bob");
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.told()).endsWith("TransferStarted", "Resumed", "TransferCompleted");
        }

        @Test
        void is_parked_on_when_whoever_fetches_them_does_not_answer() {
            var call = failed(begun(parked(), new Ask.Unpark(BOB)), "no answer", true);

            assertThat(call.call().state()).isEqualTo(CallState.HELD);
            assertThat(call.isAsked(new Ask.Unpark(BOB)).refusal()).isEmpty();
        }

        @Test
        void who_is_not_fetched_in_time_rings_the_agent_who_parked_them() {
            var call = parked().waits();

            assertThat(last(call, AriCommand.Transfer.class).endpoint()).isEqualTo("PJSIP/1001@phones");
            assertThat(call.effects()).contains(new Effect.ReserveAgent("agent-1"));
            call.sees(target(call).transferBegun(order(call)), target(call).transferred(order(call)));
            assertThat(call.call().agentId()).isEqualTo("agent-1");
            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
        }

        @Test
        void whom_nobody_ever_takes_is_let_go_after_three_calls() {
            var call = parked();
            for (int i = 0; i < 3; i++) {
                failed(call.waits(), "no answer", true);
            }

            assertThat(call.commandNames()).contains("EndCall");
            assertThat(call.sees(customer.hungUp(16)).waitsUntilTheEnd().call().ended())
                    .isTrue();
        }

        @Test
        void who_hangs_up_ends_the_call() {
            assertThat(parked().sees(customer.hungUp(16))
                            .waitsUntilTheEnd()
                            .call()
                            .ended())
                    .isTrue();
        }

        @Test
        void who_cannot_be_parked_talks_on() {
            var call = Rehearsal.connected(ID).isAsked(new Ask.Park(Duration.ofMinutes(1)));
            call.sees(agent.refused(last(call, AriCommand.Park.class).commandId(), "409"));

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.told()).endsWith("ControlFailed");
        }
    }

    /** AMI tells of every leg as well, at its own pace: whatever it tells when, the call goes the same way. */
    @Test
    void any_interleaving_of_ami_leads_to_the_same_agent_and_the_same_end() {
        var random = new Random(7);
        for (int i = 0; i < 400; i++) {
            var call = begun(BOB, i % 2 == 0);
            var bob = target(call);
            var ari = new ArrayList<PbxFact.CallFact>(List.of(bob.answered(), bob.enteredTheBridge()));
            if (i % 2 == 0) {
                ari.add(bob.transferAnswered(order(call)));
                ari.add(agent.hungUp(16));
                ari.add(bob.transferred(order(call)));
            } else {
                ari.add(bob.transferred(order(call)));
                ari.add(agent.hungUp(16));
            }
            ari.addAll(List.of(bob.hungUp(16), customer.hungUp(16)));
            var ami = new ArrayList<PbxFact.CallFact>(List.of(
                    bob.ami().created(),
                    bob.ami().answered(),
                    agent.ami().hungUp(16),
                    bob.ami().hungUp(16),
                    customer.ami().hungUp(16)));

            var told = merged(ari, ami, random);
            told.forEach(call::sees);
            call.waitsUntilTheEnd();

            assertThat(call.call().ended()).as("%s", told).isTrue();
            assertThat(call.call().agentId()).as("%s", told).isIn("bob", "agent-1");
            assertThat(released(call)).as("%s", told).containsExactlyInAnyOrder("agent-1", "bob");
            assertThat(call.events().stream().map(CallEvent::version))
                    .as("%s", told)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(CallView.of(call.call()).outcome()).as("%s", told).isEqualTo("ANSWERED");
        }
    }

    private static List<PbxFact.CallFact> merged(
            List<PbxFact.CallFact> one, List<PbxFact.CallFact> other, Random random) {
        var merged = new ArrayList<PbxFact.CallFact>();
        while (!one.isEmpty() || !other.isEmpty()) {
            boolean first = other.isEmpty() || (!one.isEmpty() && random.nextBoolean());
            var next = (first ? one : other).removeFirst();
            merged.add(next);
            if (random.nextInt(4) == 0) {
                merged.add(next);
            }
        }
        return merged;
    }

    @Test
    void a_story_that_is_told_twice_is_told_once() {
        var call = transferred();
        var bob = target(call);
        var told = call.told();
        call.sees(bob.transferBegun(order(call)), bob.transferred(order(call)), agent.hungUp(16));

        assertThat(call.told()).isEqualTo(told);
        assertThat(call.events().stream()
                        .filter(CallEvent.TransferCompleted.class::isInstance)
                        .map(e -> ((CallEvent.TransferCompleted) e).kind()))
                .containsExactly(TransferKind.BLIND);
    }
}
