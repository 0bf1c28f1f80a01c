package io.tandem.callstate.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveViewTest {

    @Test
    void every_state_and_presence_is_there_and_those_that_nobody_has_are_zero() {
        var view = LiveView.of(
                Instant.EPOCH,
                Map.of(CallState.CONNECTED, 2, CallState.HELD, 1),
                List.of(AgentStatus.ON_CALL, AgentStatus.ON_CALL, AgentStatus.OFFLINE),
                List.of());

        assertThat(view.liveCalls()).isEqualTo(3);
        assertThat(view.calls())
                .hasSize(CallState.values().length - 1)
                .containsEntry(CallState.CONNECTED, 2)
                .containsEntry(CallState.QUEUED, 0)
                .doesNotContainKey(CallState.ENDED);
        assertThat(view.agents())
                .hasSize(AgentStatus.values().length)
                .containsEntry(AgentStatus.ON_CALL, 2)
                .containsEntry(AgentStatus.OFFLINE, 1)
                .containsEntry(AgentStatus.WRAP_UP, 0);
    }
}
