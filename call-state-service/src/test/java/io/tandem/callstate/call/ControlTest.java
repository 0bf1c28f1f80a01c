package io.tandem.callstate.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallParty;
import io.tandem.contracts.CallState;
import io.tandem.contracts.MuteDirection;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.SuperviseMode;
import io.tandem.testkit.call.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ControlTest {

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

    private static AriCommand.Control last(Rehearsal call) {
        return (AriCommand.Control) call.commands().getLast();
    }

    private Rehearsal held() {
        var call = connected().isAsked(new Ask.Hold());
        var command = last(call);
        return call.sees(customer.held(command.order()), customer.done(command.commandId()));
    }

    private Rehearsal supervised(SuperviseMode mode) {
        var call = connected().isAsked(new Ask.Supervise("boss", "PJSIP/1009@phones", mode));
        var command = (AriCommand.Supervise) call.commands().getLast();
        return call.sees(agent.done(command.commandId()), agent.supervised(command.channelId(), mode, command.order()));
    }

    @Nested
    class a_call_that_is_put_on_hold {

        @Test
        void is_held_only_when_the_pbx_did_it() {
            var call = connected().isAsked(new Ask.Hold());

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(last(call)).isInstanceOfSatisfying(AriCommand.Hold.class, hold -> assertThat(hold.channelId())
                    .isEqualTo(ID + ".customer"));

            call.sees(customer.held(last(call).order()));

            assertThat(call.call().state()).isEqualTo(CallState.HELD);
            assertThat(call.told()).endsWith("Held");
            assertThat(CallView.of(call.call()).held()).isTrue();
        }

        @Test
        void is_not_held_twice() {
            assertThat(held().isAsked(new Ask.Hold()).refusal()).contains("held already");
        }

        @Test
        void is_not_asked_again_before_the_answer_but_when_none_came_in_time() {
            var call = connected().isAsked(new Ask.Hold());

            assertThat(call.isAsked(new Ask.Hold()).refusal()).contains("not answered yet");
            assertThat(call.after(Rehearsal.LIMITS.commandLife())
                            .isAsked(new Ask.Hold())
                            .refusal())
                    .isEmpty();
        }

        @Test
        void talks_on_when_the_pbx_refuses_and_says_so() {
            var call = connected().isAsked(new Ask.Hold());
            call.sees(customer.refused(last(call).commandId(), "409 no"));

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.events().getLast()).isInstanceOfSatisfying(CallEvent.ControlFailed.class, failed -> {
                assertThat(failed.operation()).isEqualTo("hold");
                assertThat(failed.reason()).isEqualTo("409 no");
            });
            assertThat(call.isAsked(new Ask.Hold()).refusal()).isEmpty();
        }

        @Test
        void can_be_asked_for_both_ways_while_nobody_knows() {
            var call = connected().isAsked(new Ask.Hold());
            call.sees(customer.fateUnknown(last(call).commandId()));

            assertThat(call.isAsked(new Ask.Unhold()).refusal()).isEmpty();
            assertThat(call.told()).endsWith("ControlFailed");
        }

        @Test
        void comes_back() {
            var call = held().isAsked(new Ask.Unhold());
            call.sees(customer.resumed(last(call).order()));

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.told()).endsWith("Held", "Resumed");
        }

        @Test
        void is_not_held_again_by_a_fact_that_is_late() {
            var call = held();
            long first = last(call).order();
            call.isAsked(new Ask.Unhold()).sees(customer.resumed(last(call).order()), customer.held(first));

            assertThat(call.call().state()).isEqualTo(CallState.CONNECTED);
            assertThat(call.last()).isInstanceOf(Transition.Ignored.class);
        }

        @Test
        void ends_as_answered_when_it_is_hung_up_while_held() {
            var call = held().sees(customer.leftTheBridge(), customer.hungUp(16), agent.hungUp(16))
                    .waitsUntilTheEnd();

            assertThat(call.told()).endsWith("Ended");
            assertThat(CallView.of(call.call()).outcome()).isEqualTo("ANSWERED");
            assertThat(CallView.of(call.call()).held()).isFalse();
        }
    }

    @Nested
    class control_is_refused {

        @Test
        void before_the_call_is_connected() {
            assertThat(Rehearsal.begun(ID, Rehearsal.BOTH)
                            .isAsked(new Ask.Hold())
                            .refusal())
                    .contains("not connected");
        }

        @Test
        void when_ami_carries_the_call_alone() {
            var ami = customer.ami();
            var call = Rehearsal.begun(ID, Rehearsal.ONLY_AMI)
                    .sees(
                            agent.ami().created(),
                            agent.ami().answered(),
                            agent.ami().joinedTheRoom())
                    .sees(ami.created(), ami.answered(), ami.joinedTheRoom());

            assertThat(call.isAsked(new Ask.Hold()).refusal()).contains("AMI alone");
        }

        @Test
        void while_ari_is_away() {
            assertThat(connected()
                            .with(Rehearsal.ONLY_AMI)
                            .isAsked(new Ask.Dtmf(CallParty.CUSTOMER, "1"))
                            .refusal())
                    .contains("ARI");
        }

        @Test
        void when_the_call_has_ended() {
            var call = connected().sees(customer.hungUp(16), agent.hungUp(16)).waitsUntilTheEnd();

            assertThat(call.isAsked(new Ask.Hold()).refusal()).contains("has ended");
        }

        @Test
        void and_nothing_is_told_after_the_end_whatever_the_answer() {
            var call = connected().isAsked(new Ask.Hold());
            var command = last(call);
            call.sees(customer.hungUp(16), agent.hungUp(16)).waitsUntilTheEnd();

            call.sees(customer.refused(command.commandId(), "gone"), customer.held(command.order()));

            assertThat(call.told()).endsWith("Ended");
        }
    }

    @Nested
    class a_party_who_is_muted {

        @Test
        void is_muted_in_that_direction_until_unmuted() {
            var call = connected().isAsked(new Ask.Mute(CallParty.AGENT, MuteDirection.IN));
            call.sees(
                    agent.muted(MuteDirection.IN, last(call).order()),
                    agent.done(last(call).commandId()));
            assertThat(call.call().control().muted(CallParty.AGENT)).contains(MuteDirection.IN);
            assertThat(CallView.of(call.call()).muted()).isTrue();

            assertThat(call.isAsked(new Ask.Mute(CallParty.AGENT, MuteDirection.IN))
                            .refusal())
                    .isNotEmpty();
            assertThat(call.isAsked(new Ask.Unmute(CallParty.CUSTOMER, MuteDirection.BOTH))
                            .refusal())
                    .isNotEmpty();
            call.isAsked(new Ask.Unmute(CallParty.AGENT, MuteDirection.BOTH));
            call.sees(agent.unmuted(MuteDirection.BOTH, last(call).order()));

            assertThat(call.call().control().muted()).isFalse();
            assertThat(call.told()).endsWith("Muted", "Unmuted");
        }
    }

    @Nested
    class digits {

        @Test
        void that_are_pressed_are_told_once_each_however_often_they_are_read() {
            var first = customer.pressed("1", Facts.NOON);
            var second = customer.pressed("1", Facts.NOON.plusMillis(300));
            var call = connected().sees(first, first, second, first, second);

            assertThat(call.told().stream().filter("Dtmf"::equals)).hasSize(2);
        }

        @Test
        void never_show_in_what_is_logged() {
            var call = connected().sees(customer.pressed("7", Facts.NOON));

            assertThat(call.events().getLast().toString()).doesNotContain("digits=7");
            assertThat(new Ask.Dtmf(CallParty.AGENT, "4711").toString()).doesNotContain("4711");
        }
    }

    @Nested
    class a_supervisor {

        @Test
        void attends_changes_and_leaves() {
            var call = supervised(SuperviseMode.LISTEN);
            var channel = call.call().control().supervision().channelId();
            call.isAsked(new Ask.Supervise("boss", "PJSIP/1009@phones", SuperviseMode.BARGE));
            assertThat(last(call)).isInstanceOfSatisfying(AriCommand.Supervise.class, s -> assertThat(s.channelId())
                    .isEqualTo(channel));
            call.sees(agent.supervised(channel, SuperviseMode.BARGE, last(call).order()));
            call.sees(agent.supervisionEnded(channel), agent.supervisionEnded(channel));

            assertThat(call.told()).endsWith("Supervised", "Supervised", "Supervised");
            assertThat(call.call().control().supervised()).isEmpty();
        }

        @Test
        void is_the_only_one() {
            assertThat(supervised(SuperviseMode.LISTEN)
                            .isAsked(new Ask.Supervise("other", "PJSIP/1008@phones", SuperviseMode.LISTEN))
                            .refusal())
                    .contains("boss");
        }

        @Test
        void is_not_the_calls_own_agent() {
            assertThat(connected()
                            .isAsked(new Ask.Supervise("agent-1", "PJSIP/1001@phones", SuperviseMode.LISTEN))
                            .refusal())
                    .contains("agent-1");
        }

        @Test
        void whose_phone_is_not_reached_is_told_as_a_failure_once_and_another_may_try() {
            var call = connected().isAsked(new Ask.Supervise("boss", "PJSIP/1509@phones", SuperviseMode.LISTEN));
            var command = (AriCommand.Supervise) call.commands().getLast();
            call.sees(
                    agent.supervisionEnded(command.channelId()),
                    agent.refused(command.commandId(), "no such endpoint"));

            assertThat(call.told().stream().filter("ControlFailed"::equals)).hasSize(1);
            assertThat(call.isAsked(new Ask.Supervise("other", "PJSIP/1008@phones", SuperviseMode.LISTEN))
                            .refusal())
                    .isEmpty();
        }
    }

    /** What a busy call's control says, in every order and often: the same end, and events that tell each change once. */
    @Test
    void any_order_of_the_same_facts_leads_to_the_same_state() {
        var channel = ID + ".supervisor.60";
        List<PbxFact.ControlFact> facts = List.of(
                customer.held(40),
                customer.resumed(44),
                customer.held(52),
                agent.muted(MuteDirection.BOTH, 41),
                agent.unmuted(MuteDirection.OUT, 45),
                customer.muted(MuteDirection.OUT, 46),
                customer.unmuted(MuteDirection.BOTH, 50),
                customer.sentDigits("12", 47),
                agent.supervised(channel, SuperviseMode.LISTEN, 61),
                agent.supervised(channel, SuperviseMode.WHISPER, 63));
        var random = new Random(4);
        for (int i = 0; i < 400; i++) {
            var told = new ArrayList<>(facts);
            told.addAll(facts.subList(0, random.nextInt(facts.size())));
            Collections.shuffle(told, random);
            var call = connected();
            call.isAsked(new Ask.Supervise("boss", "PJSIP/1009@phones", SuperviseMode.LISTEN));
            var mine = ((AriCommand.Supervise) call.commands().getLast()).channelId();

            told.forEach(fact -> call.sees(ofThisCall(fact, channel, mine)));

            var control = call.call().control();
            assertThat(control.held()).as("%s", told).isTrue();
            assertThat(control.muted(CallParty.AGENT)).as("%s", told).contains(MuteDirection.IN);
            assertThat(control.muted(CallParty.CUSTOMER)).as("%s", told).isEmpty();
            assertThat(control.supervised().orElseThrow().mode()).as("%s", told).isEqualTo(SuperviseMode.WHISPER);
            assertThat(call.told().stream().filter("Dtmf"::equals)).hasSize(1);
            assertThat(call.told().stream()
                            .filter(t -> t.equals("Held") || t.equals("Resumed"))
                            .toList())
                    .as("%s", told)
                    .isIn(List.of("Held"), List.of("Held", "Resumed", "Held"));
        }
    }

    private PbxFact.ControlFact ofThisCall(PbxFact.ControlFact fact, String channel, String mine) {
        return fact instanceof PbxFact.Supervised s && s.channelId().equals(channel)
                ? agent.supervised(mine, s.mode(), s.order())
                : fact;
    }

    @Test
    void the_end_of_a_supervision_is_final_whenever_it_is_read() {
        var call = supervised(SuperviseMode.LISTEN);
        var channel = call.call().control().supervision().channelId();

        call.sees(agent.supervisionEnded(channel), agent.supervised(channel, SuperviseMode.BARGE, 99));

        assertThat(call.call().control().supervised()).isEmpty();
    }
}
