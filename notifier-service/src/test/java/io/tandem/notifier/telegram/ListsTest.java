package io.tandem.notifier.telegram;

import static io.tandem.notifier.CallEvents.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CampaignEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Lists lists = new Lists(new CallText(true));

    @Test
    void say_so_when_they_are_empty() {
        assertThat(lists.calls(List.of())).isEqualTo("No live calls.");
    }

    @Test
    void show_a_call_on_one_line() {
        assertThat(lists.calls(List.of(call("c-1").connected())))
                .isEqualTo("1 live call:\nanna calls ***********07, talking since 12:00:05 UTC");
    }

    @Test
    void show_an_agents_presence_with_its_reason() {
        var paused = new AgentEvent.PresenceChanged("anna", "acme", 3, NOON, AgentStatus.PAUSED, "lunch", null);
        var talking = new AgentEvent.PresenceChanged("ben", "acme", 3, NOON, AgentStatus.ON_CALL, null, "c-1");

        assertThat(lists.agents(List.of(paused, talking))).isEqualTo("2 agents:\nanna: paused (lunch)\nben: on call");
    }

    @Test
    void show_a_campaign_with_its_state_and_progress() {
        var started = new CampaignEvent.Started("c", "acme", 1, NOON, "Spring");
        var progress =
                new CampaignEvent.Progress("c", "acme", 2, NOON, "Spring", Map.of("PENDING", 3L, "COMPLETED", 1L));

        assertThat(lists.campaigns(List.of(started, progress)))
                .isEqualTo("1 campaign:\nSpring: running (completed 1, pending 3)");
    }

    @Test
    void fit_into_one_message() {
        List<CallEvent> many = IntStream.range(0, 500)
                .mapToObj(i -> call("c-" + i).by("a".repeat(64)).connected())
                .toList();

        assertThat(lists.calls(many)).endsWith("and 475 more").hasSizeLessThan(4096);
    }

    @Test
    void tell_what_is_going_on() {
        assertThat(lists.status(12, NOON, 2, NOON.plusSeconds(3)))
                .isEqualTo("Tandem is up.\nLive calls: 2\nEvents in the last minute: 12\nLast event: 3 s ago");
        assertThat(lists.status(0, null, 0, NOON)).contains("Last event: none yet");
    }
}
