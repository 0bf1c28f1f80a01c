package io.tandem.callstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent who logs in to wait at a desk. */
class DeskTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String DESK = "01K0000000000000000000DESK";
    private static final Input.TakeDesk TAKE =
            new Input.TakeDesk(DESK, "pbx-1", "PJSIP/1001@phones", Duration.ofSeconds(20));
    private static final PresenceMachine MACHINE =
            new PresenceMachine(new PresenceMachine.Settings(3, Duration.ofSeconds(5)));

    private static Presence then(Presence presence, Input... inputs) {
        var is = presence;
        for (var input : inputs) {
            is = switch (MACHINE.on(is, input, NOON)) {
                case Result.Moved m -> m.presence();
                case Result.Unchanged u -> u.presence();
                case Result.Refused r -> throw new AssertionError(r.why());
            };
        }
        return is;
    }

    private static Presence after(Input... inputs) {
        return then(Presence.unknown("acme", "ada"), inputs);
    }

    private static Presence waiting() {
        return after(TAKE, new Input.SitDown(DESK));
    }

    private static Presence talking() {
        return then(waiting(), new Input.Reserve("call-1", true), new Input.Talk("call-1"));
    }

    private static String refusal(Presence presence, Input input) {
        return ((Result.Refused) MACHINE.on(presence, input, NOON)).why();
    }

    private static Optional<AriCommand> command(Presence before, Input input) {
        return DeskCommands.of(before, then(before, input), input, NOON, Duration.ofSeconds(2));
    }

    @Nested
    class whose_phone_is_being_called {
        @Test
        void is_ringing_without_a_call_and_cannot_be_given_one() {
            var presence = after(TAKE);

            assertThat(presence.status()).isEqualTo(AgentStatus.RINGING);
            assertThat(presence.callId()).isNull();
            assertThat(presence.waitsAt()).isEmpty();
            assertThat(refusal(presence, new Input.Reserve("call-1", true))).contains("is being called to their desk");
            assertThat(refusal(presence, new Input.Reserve("call-1", false))).contains("is being called to their desk");
        }

        @Test
        void has_it_called_by_one_command_and_not_again() {
            assertThat(command(Presence.unknown("acme", "ada"), TAKE))
                    .get()
                    .isInstanceOfSatisfying(AriCommand.OriginateAgent.class, call -> {
                        assertThat(call.channelId()).isEqualTo(DESK + ".desk");
                        assertThat(call.endpoint()).isEqualTo("PJSIP/1001@phones");
                        assertThat(call.expiresAt()).isEqualTo(NOON.plusSeconds(2));
                    });
            assertThat(MACHINE.on(after(TAKE), TAKE, NOON)).isInstanceOf(Result.Unchanged.class);
        }

        @ParameterizedTest
        @CsvSource({
            "17, desk-busy",
            "21, desk-rejected",
            "19, desk-no-answer",
            "0, desk-no-answer",
            "20, desk-unreachable",
            "3, desk-unreachable"
        })
        void and_does_not_answer_is_offline_with_the_reason(int cause, String reason) {
            var presence = after(TAKE, new Input.LoseDesk(DESK, cause));

            assertThat(presence.status()).isEqualTo(AgentStatus.OFFLINE);
            assertThat(presence.shownReason()).isEqualTo(reason);
            assertThat(presence.desk()).isNull();
        }

        @Test
        void is_offline_when_the_pbx_never_says_what_came_of_it() {
            var ringing = after(TAKE);
            assertThat(MACHINE.on(ringing, new Input.EndOfTime(), NOON.plusSeconds(24)))
                    .isInstanceOf(Result.Unchanged.class);

            var result = MACHINE.on(ringing, new Input.EndOfTime(), NOON.plusSeconds(25));

            assertThat(result).isInstanceOfSatisfying(Result.Moved.class, moved -> {
                assertThat(moved.presence().status()).isEqualTo(AgentStatus.OFFLINE);
                assertThat(moved.presence().shownReason()).isEqualTo(Desk.NO_ANSWER);
                assertThat(DeskCommands.of(
                                ringing, moved.presence(), new Input.EndOfTime(), NOON, Duration.ofSeconds(2)))
                        .get()
                        .isInstanceOf(AriCommand.HangUp.class);
            });
        }

        @Test
        void and_logs_out_is_offline_and_the_phone_is_hung_up() {
            assertThat(after(TAKE, new Input.LogOut("forced-logout")).status()).isEqualTo(AgentStatus.OFFLINE);
            assertThat(command(after(TAKE), new Input.LogOut())).get().isInstanceOf(AriCommand.HangUp.class);
        }

        @Test
        void is_not_seated_by_what_is_told_of_an_earlier_desk() {
            assertThat(after(TAKE, new Input.SitDown("another")).status()).isEqualTo(AgentStatus.RINGING);
            assertThat(after(TAKE, new Input.LoseDesk("another", 16)).status()).isEqualTo(AgentStatus.RINGING);
        }
    }

    @Nested
    class who_waits {
        @Test
        void is_available_and_reached_at_the_desk() {
            assertThat(waiting().status()).isEqualTo(AgentStatus.AVAILABLE);
            assertThat(waiting().waitsAt()).map(Desk::endpoint).contains("Local/" + DESK + "@tandem-desk/n");
            assertThat(waiting().until()).isNull();
        }

        @Test
        void cannot_be_reached_there_from_another_pbx() {
            var desk = waiting().waitsAt().orElseThrow();

            assertThat(desk.endpointOn("pbx-1")).contains(desk.endpoint());
            assertThat(desk.endpointOn("pbx-2")).isEmpty();
        }

        @Test
        void goes_on_waiting_there_through_calls_wrap_ups_and_pauses() {
            var after = then(
                    talking(),
                    new Input.Release("call-1", CallOutcome.ANSWERED),
                    new Input.Choose(AgentStatus.PAUSED, "lunch"));

            assertThat(after.status()).isEqualTo(AgentStatus.PAUSED);
            assertThat(after.waitsAt()).isPresent();
        }

        @Test
        void and_hangs_the_phone_up_is_logged_out_and_that_is_the_reason() {
            var presence = then(waiting(), new Input.LoseDesk(DESK, 16));

            assertThat(presence.status()).isEqualTo(AgentStatus.OFFLINE);
            assertThat(presence.shownReason()).isEqualTo("desk-hung-up");
        }

        @Test
        void and_is_cut_off_is_logged_out_with_another_reason() {
            assertThat(then(waiting(), new Input.LoseDesk(DESK, 0)).shownReason())
                    .isEqualTo("desk-lost");
        }

        @Test
        void and_logs_out_has_the_phone_hung_up_at_once() {
            assertThat(command(waiting(), new Input.LogOut()))
                    .get()
                    .isInstanceOfSatisfying(AriCommand.HangUp.class, hangUp -> assertThat(hangUp.channelId())
                            .isEqualTo(DESK + ".desk"));
        }

        @Test
        void cannot_log_in_on_demand_beside_it() {
            assertThat(refusal(waiting(), new Input.LogIn())).contains("waits at a desk");
        }
    }

    @Nested
    class who_talks {
        @Test
        void and_logs_out_keeps_the_desk_until_the_call_is_over() {
            var leaving = then(talking(), new Input.LogOut());
            assertThat(leaving.waitsAt()).isPresent();
            assertThat(command(talking(), new Input.LogOut())).isEmpty();

            var end = new Input.Release("call-1", CallOutcome.ANSWERED);

            assertThat(then(leaving, end).status()).isEqualTo(AgentStatus.OFFLINE);
            assertThat(command(leaving, end)).get().isInstanceOf(AriCommand.HangUp.class);
        }

        @Test
        void and_logs_out_and_in_again_keeps_the_desk() {
            var presence = then(talking(), new Input.LogOut(), TAKE, new Input.Release("call-1", CallOutcome.BUSY));

            assertThat(presence.status()).isEqualTo(AgentStatus.AVAILABLE);
            assertThat(presence.waitsAt()).isPresent();
        }

        @Test
        void and_hangs_the_phone_up_is_offline_after_the_call() {
            var presence = then(talking(), new Input.LoseDesk(DESK, 16));
            assertThat(presence.status()).isEqualTo(AgentStatus.ON_CALL);

            var after = then(presence, new Input.Release("call-1", CallOutcome.ANSWERED));

            assertThat(after.status()).isEqualTo(AgentStatus.OFFLINE);
            assertThat(after.shownReason()).isEqualTo("desk-hung-up");
        }
    }

    @Test
    void nobody_takes_a_desk_who_is_logged_in_on_demand_or_has_a_call() {
        assertThat(refusal(after(new Input.LogIn()), TAKE)).contains("logged in on demand");
        assertThat(refusal(after(new Input.Reserve("call-1", false)), TAKE)).contains("has a call");
    }

    @Nested
    class a_fact {
        private PbxFact.ChannelHungUp hungUp(String leg) {
            return new PbxFact.ChannelHungUp(DESK, "pbx-1", FactSource.ARI, NOON, DESK + leg, 16, null, null, false);
        }

        @Test
        void about_a_desks_phone_is_none_of_a_calls() {
            assertThat(DeskFact.isOfDesk(hungUp(".desk"))).isTrue();
            assertThat(DeskFact.isOfDesk(hungUp(".agent"))).isFalse();
            assertThat(DeskFact.input(hungUp(".desk"))).contains(new Input.LoseDesk(DESK, 16));
        }

        @Test
        void that_the_phone_could_not_be_called_loses_the_desk_and_one_about_its_end_does_not() {
            var refused = new PbxFact.CommandRefused(
                    DESK, "pbx-1", FactSource.ARI, NOON, DESK + ".desk:call", "ari.originate-agent.v1", "none");
            var late = new PbxFact.CommandRefused(
                    DESK, "pbx-1", FactSource.ARI, NOON, DESK + ".desk:hang-up", "ari.hang-up.v1", "expired");

            assertThat(DeskFact.isOfDesk(refused)).isTrue();
            assertThat(DeskFact.input(refused)).contains(new Input.LoseDesk(DESK, 20));
            assertThat(DeskFact.input(late)).isEmpty();
        }
    }
}
