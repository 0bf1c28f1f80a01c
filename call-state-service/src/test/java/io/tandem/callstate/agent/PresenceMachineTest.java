package io.tandem.callstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.callstate.agent.PresenceMachine.Settings;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallOutcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresenceMachineTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration WRAP_UP = Duration.ofSeconds(5);
    private static final PresenceMachine MACHINE = new PresenceMachine(new Settings(3, WRAP_UP));

    private static Presence then(Presence presence, Instant now, Input input) {
        return switch (MACHINE.on(presence, input, now)) {
            case Result.Moved m -> m.presence();
            case Result.Unchanged u -> u.presence();
            case Result.Refused r -> throw new AssertionError(r.why());
        };
    }

    /** One input a second, the first at noon. */
    private static Presence then(Presence presence, Input... inputs) {
        var now = NOON;
        var is = presence;
        for (var input : inputs) {
            is = then(is, now, input);
            now = now.plusSeconds(1);
        }
        return is;
    }

    private static Presence after(Input... inputs) {
        return then(Presence.unknown("acme", "agent-1"), inputs);
    }

    private static Presence talking() {
        return after(
                new Input.LogIn(),
                new Input.Reserve("call-1", true),
                new Input.Ring("call-1"),
                new Input.Talk("call-1"));
    }

    private static Presence missing(int calls) {
        var presence = after(new Input.LogIn());
        for (int i = 0; i < calls; i++) {
            presence = then(
                    presence,
                    new Input.Reserve("call-" + i, false),
                    new Input.Ring("call-" + i),
                    new Input.Release("call-" + i, CallOutcome.AGENT_NO_ANSWER));
        }
        return presence;
    }

    @Test
    void an_agent_who_was_paused_is_paused_again_after_the_call() {
        var pause = new Input.Choose(AgentStatus.PAUSED, "lunch");

        var presence = after(
                new Input.LogIn(),
                pause,
                new Input.Reserve("call-1", false),
                new Input.Ring("call-1"),
                new Input.Talk("call-1"),
                new Input.Release("call-1", CallOutcome.ANSWERED));

        assertThat(presence.status()).isEqualTo(AgentStatus.PAUSED);
        assertThat(presence.reason()).isEqualTo("lunch");
        assertThat(presence.callId()).isNull();
    }

    @Test
    void an_agent_who_logs_out_during_a_call_is_offline_after_it() {
        var leaving = then(talking(), new Input.LogOut());
        assertThat(leaving.status()).isEqualTo(AgentStatus.ON_CALL);
        assertThat(leaving.afterCall()).isEqualTo(AgentStatus.OFFLINE);

        assertThat(then(leaving, new Input.Release("call-1", CallOutcome.ANSWERED))
                        .status())
                .isEqualTo(AgentStatus.OFFLINE);
    }

    @Test
    void pausing_during_a_call_takes_effect_after_it_and_is_not_shown_before() {
        var pausing = then(talking(), new Input.Choose(AgentStatus.PAUSED, "lunch"));
        assertThat(pausing.status()).isEqualTo(AgentStatus.ON_CALL);
        assertThat(pausing.shownReason()).isNull();
        assertThat(pausing.since()).isEqualTo(talking().since());

        var paused = then(pausing, new Input.Release("call-1", CallOutcome.ANSWERED));
        assertThat(paused.status()).isEqualTo(AgentStatus.PAUSED);
        assertThat(paused.shownReason()).isEqualTo("lunch");
    }

    @Test
    void a_forced_logout_says_why() {
        var presence = after(new Input.LogIn(), new Input.LogOut("forced-logout"));

        assertThat(presence.status()).isEqualTo(AgentStatus.OFFLINE);
        assertThat(presence.shownReason()).isEqualTo("forced-logout");
        assertThat(then(presence, new Input.LogIn()).shownReason()).isNull();
    }

    @Test
    void a_campaign_reserves_only_who_is_available() {
        assertThat(MACHINE.on(after(), new Input.Reserve("call-1", true), NOON)).isInstanceOf(Result.Refused.class);
        assertThat(MACHINE.on(after(), new Input.Reserve("call-1", false), NOON))
                .isInstanceOf(Result.Moved.class);
    }

    @ParameterizedTest
    @EnumSource(CallOutcome.class)
    void an_agent_who_never_logged_in_is_offline_after_any_call(CallOutcome outcome) {
        var presence = after(
                new Input.Reserve("call-1", false),
                new Input.Ring("call-1"),
                new Input.Talk("call-1"),
                new Input.Release("call-1", outcome));

        assertThat(presence.status()).isEqualTo(AgentStatus.OFFLINE);
        assertThat(presence.missed()).isZero();
    }

    @Test
    void an_agent_has_one_call_at_a_time() {
        var reserved = after(new Input.LogIn(), new Input.Reserve("call-1", true));

        assertThat(MACHINE.on(reserved, new Input.Reserve("call-2", false), NOON))
                .isInstanceOf(Result.Refused.class);
        assertThat(MACHINE.on(reserved, new Input.Reserve("call-1", true), NOON))
                .isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void what_happens_in_another_call_changes_nothing() {
        assertThat(MACHINE.on(talking(), new Input.Release("call-0"), NOON)).isInstanceOf(Result.Unchanged.class);
        assertThat(MACHINE.on(talking(), new Input.Lapse("call-0"), NOON)).isInstanceOf(Result.Unchanged.class);
        assertThat(MACHINE.on(talking(), new Input.Ring("call-1"), NOON)).isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void only_who_is_logged_in_can_pause() {
        assertThat(MACHINE.on(after(), new Input.Choose(AgentStatus.PAUSED, null), NOON))
                .isInstanceOf(Result.Refused.class);
    }

    @Test
    void versions_begin_at_the_time_so_that_they_rise_also_after_all_was_forgotten() {
        var first = after(new Input.LogIn());
        assertThat(first.version()).isEqualTo(NOON.toEpochMilli());
        assertThat(then(first, new Input.LogOut()).version()).isEqualTo(first.version() + 1);
    }

    @Nested
    class a_wrap_up {

        private Presence wrappingUp() {
            return then(talking(), NOON, new Input.Release("call-1", CallOutcome.ANSWERED));
        }

        @Test
        void follows_a_talk_and_ends_when_its_time_is_over() {
            assertThat(wrappingUp().status()).isEqualTo(AgentStatus.WRAP_UP);
            assertThat(wrappingUp().until()).isEqualTo(NOON.plus(WRAP_UP));
            assertThat(wrappingUp().callId()).isNull();

            var early = MACHINE.on(
                    wrappingUp(), new Input.EndOfTime(), NOON.plus(WRAP_UP).minusMillis(1));
            assertThat(early).isInstanceOf(Result.Unchanged.class);
            var over = then(wrappingUp(), NOON.plus(WRAP_UP), new Input.EndOfTime());
            assertThat(over.status()).isEqualTo(AgentStatus.AVAILABLE);
            assertThat(over.until()).isNull();
            assertThat(MACHINE.on(over, new Input.EndOfTime(), NOON.plus(WRAP_UP)))
                    .isInstanceOf(Result.Unchanged.class);
        }

        @ParameterizedTest
        @EnumSource(value = CallOutcome.class, mode = EnumSource.Mode.EXCLUDE, names = "ANSWERED")
        void does_not_follow_a_call_in_which_nobody_talked(CallOutcome outcome) {
            assertThat(then(talking(), new Input.Release("call-1", outcome)).status())
                    .isEqualTo(AgentStatus.AVAILABLE);
        }

        @Test
        void is_as_long_as_the_campaign_says_and_none_where_it_says_zero() {
            var asked = after(
                    new Input.LogIn(),
                    new Input.Reserve("call-1", true, Duration.ofSeconds(30)),
                    new Input.Talk("call-1"));
            assertThat(then(asked, NOON, new Input.Release("call-1", CallOutcome.ANSWERED))
                            .until())
                    .isEqualTo(NOON.plusSeconds(30));

            var none = after(
                    new Input.LogIn(), new Input.Reserve("call-1", true, Duration.ZERO), new Input.Talk("call-1"));
            assertThat(then(none, new Input.Release("call-1", CallOutcome.ANSWERED))
                            .status())
                    .isEqualTo(AgentStatus.AVAILABLE);
        }

        @Test
        void is_ended_early_by_the_agent() {
            var free = then(wrappingUp(), new Input.Choose(AgentStatus.AVAILABLE, null));
            assertThat(free.status()).isEqualTo(AgentStatus.AVAILABLE);
            assertThat(free.until()).isNull();

            assertThat(then(wrappingUp(), new Input.Choose(AgentStatus.PAUSED, "tea"))
                            .status())
                    .isEqualTo(AgentStatus.PAUSED);
            assertThat(then(wrappingUp(), new Input.LogOut()).status()).isEqualTo(AgentStatus.OFFLINE);
        }

        @Test
        void keeps_campaigns_away_and_not_a_call_of_the_agents_own() {
            assertThat(MACHINE.on(wrappingUp(), new Input.Reserve("call-2", true), NOON))
                    .isInstanceOf(Result.Refused.class);

            var own = then(wrappingUp(), new Input.Reserve("call-2", false));
            assertThat(own.status()).isEqualTo(AgentStatus.RESERVED);
            assertThat(own.until()).isNull();
            assertThat(then(own, new Input.Release("call-2")).status()).isEqualTo(AgentStatus.AVAILABLE);
        }

        @Test
        void is_not_begun_again_by_a_second_word_of_the_same_end() {
            assertThat(MACHINE.on(wrappingUp(), new Input.Release("call-1", CallOutcome.ANSWERED), NOON.plusSeconds(3)))
                    .isInstanceOf(Result.Unchanged.class);
        }
    }

    @Nested
    class a_call_that_is_not_answered {

        @Test
        void pauses_the_agent_when_it_is_the_third_in_a_row() {
            assertThat(missing(2).status()).isEqualTo(AgentStatus.AVAILABLE);
            assertThat(missing(2).missed()).isEqualTo(2);

            assertThat(missing(3).status()).isEqualTo(AgentStatus.PAUSED);
            assertThat(missing(3).shownReason()).isEqualTo("missed-offers");
        }

        @Test
        void counts_no_more_once_another_was_answered() {
            var answered = then(
                    missing(2),
                    new Input.Reserve("call-9", false),
                    new Input.Talk("call-9"),
                    new Input.Release("call-9", CallOutcome.NO_ANSWER));

            assertThat(answered.missed()).isZero();
        }

        @Test
        void counts_no_more_once_the_agent_says_that_they_are_there() {
            assertThat(then(missing(3), new Input.Choose(AgentStatus.AVAILABLE, null)))
                    .extracting(Presence::status, Presence::missed)
                    .containsExactly(AgentStatus.AVAILABLE, 0);
        }

        @Test
        void is_not_counted_against_who_is_paused_anyway() {
            var paused = then(
                    after(new Input.LogIn(), new Input.Choose(AgentStatus.PAUSED, "lunch")),
                    new Input.Reserve("call-1", false),
                    new Input.Release("call-1", CallOutcome.AGENT_NO_ANSWER));

            assertThat(paused.missed()).isZero();
            assertThat(paused.shownReason()).isEqualTo("lunch");
        }

        @Test
        void that_was_taken_back_neither_counts_nor_forgives() {
            var cancelled = then(
                    missing(2), new Input.Reserve("call-9", false), new Input.Release("call-9", CallOutcome.CANCELLED));

            assertThat(cancelled.missed()).isEqualTo(2);
        }

        @Test
        void pauses_nobody_where_that_is_switched_off() {
            var never = new PresenceMachine(new Settings(0, WRAP_UP));
            var reserved = then(missing(2), new Input.Reserve("call-9", false));

            assertThat(never.on(reserved, new Input.Release("call-9", CallOutcome.AGENT_NO_ANSWER), NOON))
                    .isInstanceOfSatisfying(
                            Result.Moved.class,
                            m -> assertThat(m.presence().status()).isEqualTo(AgentStatus.AVAILABLE));
        }
    }

    @Nested
    class a_reservation {

        @Test
        void has_a_number_of_its_own_for_as_long_as_it_lasts() {
            var first = after(new Input.LogIn(), new Input.Reserve("call-1", true));
            var talking = then(first, new Input.Ring("call-1"), new Input.Talk("call-1"));
            var second = then(talking, new Input.Release("call-1"), new Input.Reserve("call-1", true));

            assertThat(first.fence()).isPositive();
            assertThat(talking.fence()).isEqualTo(first.fence());
            assertThat(then(talking, new Input.Release("call-1")).fence()).isZero();
            assertThat(second.fence()).isGreaterThan(first.fence());
        }
    }

    @Nested
    class the_time_in_a_status {

        @Test
        void begins_with_the_status() {
            assertThat(after(new Input.LogIn()).since()).isEqualTo(NOON);
            assertThat(after(new Input.LogIn(), new Input.Choose(AgentStatus.PAUSED, null))
                            .since())
                    .isEqualTo(NOON.plusSeconds(1));
        }

        @Test
        void begins_anew_with_another_reason() {
            assertThat(after(
                                    new Input.LogIn(),
                                    new Input.Choose(AgentStatus.PAUSED, "lunch"),
                                    new Input.Choose(AgentStatus.PAUSED, "meeting"))
                            .since())
                    .isEqualTo(NOON.plusSeconds(2));
        }
    }
}
