package io.tandem.callstate.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.DirectoryEntry.LeastLevel;
import io.tandem.contracts.DirectoryEntry.Need;
import io.tandem.contracts.DirectoryEntry.RoutingStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

    private static final Need ENGLISH = new Need(
            "english",
            List.of(
                    new LeastLevel(Duration.ZERO, 80),
                    new LeastLevel(Duration.ofSeconds(30), 50),
                    new LeastLevel(Duration.ofSeconds(60), 20)));

    private static Candidate agent(String id, AgentStatus status, int english, int idle, int calls, long offered) {
        return new Candidate(
                id,
                Map.of("english", english),
                List.of("day"),
                status,
                false,
                Duration.ofSeconds(idle),
                calls,
                offered);
    }

    private static Candidate available(String id, int english, int idle) {
        return agent(id, AgentStatus.AVAILABLE, english, idle, 0, 0);
    }

    private static Wish wish(RoutingStrategy strategy, Duration waited, Map<String, Duration> missed, Need... needs) {
        return new Wish(null, List.of(needs), List.of(), strategy, waited, missed);
    }

    private static Wish anybody(RoutingStrategy strategy) {
        return wish(strategy, Duration.ZERO, Map.of());
    }

    @Test
    void the_longest_idle_is_offered_the_call_and_it_is_said_why_and_why_not_the_others() {
        var decision = Routing.decide(
                wish(RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of(), ENGLISH),
                List.of(
                        available("a", 80, 210),
                        agent("b", AgentStatus.PAUSED, 90, 400, 0, 0),
                        available("c", 90, 20),
                        available("d", 10, 900)));

        assertThat(decision.agentId()).isEqualTo("a");
        assertThat(decision.reason())
                .isEqualTo("offered to a: english 80, idle 210 s; c passed over: idle 20 s;"
                        + " d passed over: english 10 of 80; b passed over: PAUSED");
    }

    @ParameterizedTest
    @CsvSource({"LONGEST_IDLE, b", "ROUND_ROBIN, c", "LEAST_CALLS, d", "MOST_SKILLED, a"})
    void each_strategy_prefers_another(RoutingStrategy strategy, String chosen) {
        var decision = Routing.decide(
                wish(strategy, Duration.ZERO, Map.of(), ENGLISH),
                List.of(
                        agent("a", AgentStatus.AVAILABLE, 100, 10, 5, 900),
                        agent("b", AgentStatus.AVAILABLE, 90, 90, 5, 800),
                        agent("c", AgentStatus.AVAILABLE, 90, 20, 5, 100),
                        agent("d", AgentStatus.AVAILABLE, 90, 30, 1, 700)));

        assertThat(decision.agentId()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({"0, 80", "29, 80", "30, 50", "59, 50", "60, 20", "600, 20"})
    void a_level_widens_as_the_wait_grows(int waited, int least) {
        assertThat(Routing.least(ENGLISH, Duration.ofSeconds(waited))).isEqualTo(least);
    }

    @Test
    void whoever_missed_the_call_is_left_alone_and_then_comes_last() {
        var agents = List.of(available("a", 0, 500), available("b", 0, 1));

        assertThat(Routing.decide(
                                wish(RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of("a", Duration.ofSeconds(5))),
                                agents)
                        .agentId())
                .isEqualTo("b");
        assertThat(Routing.decide(
                                wish(
                                        RoutingStrategy.LONGEST_IDLE,
                                        Duration.ZERO,
                                        Map.of("a", Routing.REST.plusSeconds(60))),
                                agents)
                        .agentId())
                .isEqualTo("b");
    }

    @Test
    void whoever_missed_it_is_offered_it_again_where_there_is_nobody_else_but_not_at_once() {
        var alone = List.of(available("a", 0, 500));

        var atOnce = Routing.decide(
                wish(RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of("a", Duration.ofSeconds(5))), alone);
        var later = Routing.decide(wish(RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of("a", Routing.REST)), alone);

        assertThat(atOnce.agentId()).isNull();
        assertThat(atOnce.reason()).contains("a passed over: did not take it 5 s ago");
        assertThat(later.agentId()).isEqualTo("a");
    }

    @Test
    void an_agent_of_another_team_is_passed_over() {
        var wish = new Wish(null, List.of(), List.of("night"), RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of());

        assertThat(Routing.decide(wish, List.of(available("a", 0, 1))).reason())
                .isEqualTo("offered to nobody; a passed over: not of night");
    }

    @Test
    void a_call_for_one_agent_is_offered_to_no_other() {
        var wish = new Wish("a", List.of(), List.of(), RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of());

        assertThat(Routing.decide(wish, List.of(available("b", 0, 1))).agentId())
                .isNull();
        assertThat(Routing.decide(wish, List.of(available("b", 0, 9), available("a", 0, 1)))
                        .agentId())
                .isEqualTo("a");
    }

    @Test
    void who_is_reserved_for_this_very_call_comes_first() {
        var reserved = new Candidate("b", Map.of(), List.of(), AgentStatus.RESERVED, true, Duration.ZERO, 0, 0);

        assertThat(Routing.decide(anybody(RoutingStrategy.LONGEST_IDLE), List.of(available("a", 0, 9), reserved))
                        .agentId())
                .isEqualTo("b");
    }

    private static List<Candidate> many(int count, AgentStatus status) {
        return IntStream.range(0, count)
                .mapToObj(i -> agent("a-long-name-that-comes-first-" + i, status, 0, 0, 0, 0))
                .toList();
    }

    @Test
    void a_reason_is_no_list_of_a_thousand_agents() {
        assertThat(Routing.decide(anybody(RoutingStrategy.LONGEST_IDLE), many(1000, AgentStatus.ON_CALL))
                        .reason())
                .hasSizeLessThanOrEqualTo(1000)
                .contains("and 990 more");
    }

    @Test
    void who_is_offline_is_counted_and_pushes_nobody_out_of_the_reason() {
        var agents = new ArrayList<>(many(75, AgentStatus.OFFLINE));
        agents.addAll(List.of(
                agent("t", AgentStatus.ON_CALL, 0, 0, 0, 0),
                agent("x", AgentStatus.PAUSED, 0, 0, 0, 0),
                available("y", 0, 9),
                available("z", 0, 10)));

        assertThat(Routing.decide(anybody(RoutingStrategy.LONGEST_IDLE), agents).reason())
                .isEqualTo("offered to z: idle 10 s; y passed over: idle 9 s; t passed over: ON_CALL;"
                        + " x passed over: PAUSED; 75 offline");
        assertThat(Routing.decide(anybody(RoutingStrategy.LONGEST_IDLE), many(3, AgentStatus.OFFLINE))
                        .reason())
                .isEqualTo("offered to nobody; 3 offline");
    }

    @Test
    void who_is_of_another_team_is_told_of_after_those_who_could_have_come() {
        var wish = new Wish(null, List.of(), List.of("day"), RoutingStrategy.LONGEST_IDLE, Duration.ZERO, Map.of());
        var elsewhere = new Candidate("a", Map.of(), List.of("night"), AgentStatus.PAUSED, false, Duration.ZERO, 0, 0);

        assertThat(Routing.decide(wish, List.of(elsewhere, agent("b", AgentStatus.PAUSED, 0, 0, 0, 0)))
                        .reason())
                .isEqualTo("offered to nobody; b passed over: PAUSED; a passed over: not of day");
    }

    @Test
    void a_wait_is_forecast_from_the_pace_of_the_last_quarter_of_an_hour() {
        assertThat(Forecast.of(2, 15)).contains(Duration.ofMinutes(2));
        assertThat(Forecast.of(2, 2)).isEmpty();
    }

    @Test
    void the_service_level_counts_what_was_answered_in_time_of_all_that_wanted_to_be() {
        var second = Duration.ofSeconds(1);
        var departures = List.of(
                new Departure("1", Departure.How.ANSWERED, second.multipliedBy(20), Instant.EPOCH),
                new Departure("2", Departure.How.ANSWERED, second.multipliedBy(21), Instant.EPOCH),
                new Departure("3", Departure.How.ABANDONED, second, Instant.EPOCH),
                new Departure("4", Departure.How.OVERFLOWED, second, Instant.EPOCH),
                new Departure("5", Departure.How.OTHER, second, Instant.EPOCH));

        assertThat(Departure.serviceLevel(departures, second.multipliedBy(20))).contains(0.25);
        assertThat(Departure.serviceLevel(List.of(), second)).isEmpty();
    }
}
