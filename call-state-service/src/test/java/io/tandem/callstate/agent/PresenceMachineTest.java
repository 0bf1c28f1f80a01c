package io.tandem.callstate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.contracts.AgentStatus;
import org.junit.jupiter.api.Test;

class PresenceMachineTest {

    private static Presence after(Input... inputs) {
        var presence = Presence.unknown("acme", "agent-1");
        for (var input : inputs) {
            presence = switch (PresenceMachine.on(presence, input)) {
                case Result.Moved m -> m.presence();
                case Result.Unchanged u -> u.presence();
                case Result.Refused r -> throw new AssertionError(r.why());
            };
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
                new Input.Release("call-1"));

        assertThat(presence.status()).isEqualTo(AgentStatus.PAUSED);
        assertThat(presence.reason()).isEqualTo("lunch");
        assertThat(presence.callId()).isNull();
    }

    @Test
    void an_agent_who_logs_out_during_a_call_is_offline_after_it() {
        var talking = after(
                new Input.LogIn(), new Input.Reserve("call-1", true), new Input.Talk("call-1"), new Input.LogOut());
        assertThat(talking.status()).isEqualTo(AgentStatus.ON_CALL);

        assertThat(after(
                                new Input.LogIn(),
                                new Input.Reserve("call-1", true),
                                new Input.LogOut(),
                                new Input.Release("call-1"))
                        .status())
                .isEqualTo(AgentStatus.OFFLINE);
    }

    @Test
    void a_campaign_reserves_only_who_is_available() {
        assertThat(PresenceMachine.on(after(), new Input.Reserve("call-1", true)))
                .isInstanceOf(Result.Refused.class);
        assertThat(PresenceMachine.on(after(), new Input.Reserve("call-1", false)))
                .isInstanceOf(Result.Moved.class);
    }

    @Test
    void an_agent_has_one_call_at_a_time() {
        var reserved = after(new Input.LogIn(), new Input.Reserve("call-1", true));

        assertThat(PresenceMachine.on(reserved, new Input.Reserve("call-2", false)))
                .isInstanceOf(Result.Refused.class);
        assertThat(PresenceMachine.on(reserved, new Input.Reserve("call-1", true)))
                .isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void what_happens_in_another_call_changes_nothing() {
        var talking = after(new Input.LogIn(), new Input.Reserve("call-1", true), new Input.Talk("call-1"));

        assertThat(PresenceMachine.on(talking, new Input.Release("call-0"))).isInstanceOf(Result.Unchanged.class);
        assertThat(PresenceMachine.on(talking, new Input.Ring("call-1"))).isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void only_who_is_logged_in_can_pause() {
        assertThat(PresenceMachine.on(after(), new Input.Choose(AgentStatus.PAUSED, null)))
                .isInstanceOf(Result.Refused.class);
    }
}
