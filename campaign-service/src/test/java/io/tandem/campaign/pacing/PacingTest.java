package io.tandem.campaign.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AgentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void every_free_agent_gets_a_contact_whoever_is_free_longest_first() {
        var snapshot = snapshot(5, 0, free("b", 10), free("a", 30), free("c", 20));

        assertThat(Pacing.decide(snapshot, 5)).isEqualTo(new Decision.Claim(List.of("a", "c", "b")));
    }

    @Test
    void agents_who_are_free_equally_long_come_in_the_order_of_their_ids() {
        var snapshot = snapshot(5, 0, free("b", 10), free("a", 10));

        assertThat(Pacing.decide(snapshot, 5)).isEqualTo(new Decision.Claim(List.of("a", "b")));
    }

    @Test
    void never_more_calls_than_the_campaign_may_have() {
        var snapshot = snapshot(3, 2, free("a", 20), free("b", 10));

        assertThat(Pacing.room(snapshot)).isEqualTo(1);
        assertThat(Pacing.decide(snapshot, 2)).isEqualTo(new Decision.Claim(List.of("a")));
    }

    @Test
    void never_more_agents_than_contacts_that_are_due() {
        var snapshot = snapshot(5, 0, free("a", 20), free("b", 10));

        assertThat(Pacing.decide(snapshot, 1)).isEqualTo(new Decision.Claim(List.of("a")));
    }

    @Test
    void holds_when_the_calls_are_at_their_limit_or_beyond() {
        assertThat(Pacing.room(snapshot(2, 3, free("a", 1)))).isZero();
        assertThat(Pacing.decide(snapshot(2, 2, free("a", 1)), 1))
                .isEqualTo(new Decision.Hold("as many calls as allowed are under way"));
    }

    @Test
    void holds_without_a_due_contact_or_a_free_agent() {
        assertThat(Pacing.decide(snapshot(5, 0, free("a", 1)), 0)).isEqualTo(new Decision.Hold("no contact is due"));
        assertThat(Pacing.decide(snapshot(5, 0), 1)).isEqualTo(new Decision.Hold("no agent is free"));
    }

    @Test
    void only_available_agents_are_free() {
        for (var status : AgentStatus.values()) {
            var seat = new Seat("a", status, Optional.empty(), Optional.empty(), Optional.empty(), false);

            assertThat(Pacing.room(snapshot(5, 0, seat))).isEqualTo(status == AgentStatus.AVAILABLE ? 1 : 0);
        }
    }

    @Test
    void an_agent_whom_an_attempt_holds_is_not_free() {
        var seat = new Seat("a", AgentStatus.AVAILABLE, Optional.empty(), Optional.empty(), Optional.empty(), true);

        assertThat(Pacing.room(snapshot(5, 0, seat))).isZero();
    }

    @Test
    void an_agent_wraps_up_for_exactly_as_long_as_the_campaign_says() {
        assertThat(Pacing.room(snapshot(5, 0, talked(NOON.minusSeconds(29))))).isZero();
        assertThat(Pacing.room(snapshot(5, 0, talked(NOON.minusSeconds(30))))).isEqualTo(1);
    }

    @Test
    void an_agent_who_became_available_after_the_talk_has_wrapped_up() {
        assertThat(Pacing.room(snapshot(5, 0, talked(NOON.minusSeconds(5), NOON.minusSeconds(4)))))
                .isEqualTo(1);
        assertThat(Pacing.room(snapshot(5, 0, talked(NOON.minusSeconds(5), NOON.minusSeconds(5)))))
                .isZero();
        assertThat(Pacing.room(snapshot(5, 0, talked(NOON.minusSeconds(5), NOON.minusSeconds(60)))))
                .isZero();
    }

    @Test
    void an_agent_who_did_not_take_a_call_is_left_alone_until_the_pause_is_over() {
        assertThat(Pacing.room(snapshot(5, 0, backingOff(NOON.plusSeconds(1))))).isZero();
        assertThat(Pacing.room(snapshot(5, 0, backingOff(NOON)))).isEqualTo(1);
    }

    @Test
    void holds_while_nobody_answers_requests() {
        var snapshot = new Snapshot(NOON, List.of(free("a", 1)), 5, 1, Duration.ZERO, true);

        assertThat(Pacing.room(snapshot)).isZero();
        assertThat(Pacing.decide(snapshot, 0)).isEqualTo(new Decision.Hold("requests to dial are not answered"));
    }

    private static Snapshot snapshot(int max, int active, Seat... seats) {
        return new Snapshot(NOON, List.of(seats), max, active, Duration.ofSeconds(30), false);
    }

    private static Seat free(String agent, int seconds) {
        return new Seat(
                agent,
                AgentStatus.AVAILABLE,
                Optional.of(NOON.minusSeconds(seconds)),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Seat talked(Instant at) {
        return new Seat("a", AgentStatus.AVAILABLE, Optional.empty(), Optional.of(at), Optional.empty(), false);
    }

    private static Seat talked(Instant at, Instant availableSince) {
        return new Seat(
                "a", AgentStatus.AVAILABLE, Optional.of(availableSince), Optional.of(at), Optional.empty(), false);
    }

    private static Seat backingOff(Instant until) {
        return new Seat("a", AgentStatus.AVAILABLE, Optional.empty(), Optional.empty(), Optional.of(until), false);
    }
}
