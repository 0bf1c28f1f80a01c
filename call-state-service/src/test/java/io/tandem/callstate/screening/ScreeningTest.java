package io.tandem.callstate.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.screening.Screening.Verdict;
import io.tandem.contracts.DirectoryEntry.ScreeningAction;
import io.tandem.contracts.DirectoryEntry.ScreeningMatch;
import io.tandem.contracts.DirectoryEntry.ScreeningRule;
import io.tandem.contracts.OpeningHours;
import io.tandem.contracts.RouteTarget;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreeningTest {

    private static final String DID = "+442079460999";
    private static final RouteTarget ELSEWHERE = new RouteTarget(RouteTarget.Kind.MESSAGE, "closed");
    private static final OpeningHours NINE_TO_FIVE = new OpeningHours(
            "Europe/London",
            List.of(new OpeningHours.Window(List.of(DayOfWeek.values()), LocalTime.of(9, 0), LocalTime.of(17, 0))),
            List.of(LocalDate.of(2026, 12, 25)));

    private static ScreeningRule rule(
            int order, ScreeningMatch match, ScreeningAction action, List<String> numbers, @Nullable Integer rate) {
        return new ScreeningRule(
                "acme",
                "r" + order,
                1,
                "rule " + order,
                order,
                List.of(),
                match,
                numbers,
                rate,
                NINE_TO_FIVE,
                action,
                ELSEWHERE);
    }

    private static Arrival call(@Nullable String caller, int times, String at) {
        return new Arrival(DID, caller, times, Instant.parse(at));
    }

    private static Arrival call(@Nullable String caller) {
        return call(caller, 1, "2026-11-21T12:00:00Z");
    }

    @Test
    void a_call_that_no_rule_matches_is_let_in() {
        assertThat(Screening.of(List.of(), call("+442079460001"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void the_first_rule_that_matches_decides_whatever_the_order_they_are_given_in() {
        var block = rule(20, ScreeningMatch.NUMBER, ScreeningAction.BLOCK, List.of("+44207*"), null);
        var allow = rule(10, ScreeningMatch.NUMBER, ScreeningAction.ALLOW, List.of("+442079460001"), null);

        assertThat(Screening.of(List.of(block, allow), call("+442079460001"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(Screening.of(List.of(block, allow), call("+442079460002")))
                .isEqualTo(new Verdict.Blocked("rule 20: the caller is listed"));
        assertThat(Screening.of(List.of(block, allow), call("+4420"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void who_withholds_the_number_is_anonymous_and_on_no_list() {
        var listed = rule(1, ScreeningMatch.NUMBER, ScreeningAction.BLOCK, List.of("*"), null);
        var anonymous = rule(2, ScreeningMatch.ANONYMOUS, ScreeningAction.ROUTE, List.of(), null);

        assertThat(Screening.of(List.of(listed, anonymous), call(null)))
                .isEqualTo(new Verdict.Routed("rule 2: the caller withholds the number", ELSEWHERE));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "4, true"})
    void who_calls_more_often_than_that_is_stopped(int times, boolean blocked) {
        var rate = rule(1, ScreeningMatch.RATE, ScreeningAction.BLOCK, List.of(), 3);

        assertThat(
                        Screening.of(List.of(rate), call("+442079460001", times, "2026-11-21T12:00:00Z"))
                                instanceof Verdict.Blocked)
                .isEqualTo(blocked);
    }

    @Test
    void a_rule_for_another_number_of_ours_is_not_asked() {
        var rule = new ScreeningRule(
                "acme",
                "x",
                1,
                "x",
                1,
                List.of("+442079460998"),
                ScreeningMatch.ANY,
                List.of(),
                null,
                null,
                ScreeningAction.BLOCK,
                null);

        assertThat(Screening.of(List.of(rule), call("+442079460001"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void a_route_that_leads_nowhere_lets_the_call_in() {
        var rule = new ScreeningRule(
                "acme",
                "x",
                1,
                "x",
                1,
                List.of(),
                ScreeningMatch.ANY,
                List.of(),
                null,
                null,
                ScreeningAction.ROUTE,
                null);

        assertThat(Screening.of(List.of(rule), call("+442079460001"))).isInstanceOf(Verdict.Allowed.class);
    }

    @ParameterizedTest
    @CsvSource({
        // London is on UTC until 29 March 2026, an hour ahead until 25 October.
        "2026-03-28T08:59:59Z, true", "2026-03-28T09:00:00Z, false", "2026-03-28T17:00:00Z, true",
        "2026-03-29T07:59:59Z, true", "2026-03-29T08:00:00Z, false", "2026-03-29T16:00:00Z, true",
        "2026-10-24T08:00:00Z, false", "2026-10-25T08:59:59Z, true", "2026-10-25T09:00:00Z, false",
        "2026-12-25T12:00:00Z, true"
    })
    void closed_is_by_the_clock_on_the_wall(String at, boolean closed) {
        var rule = rule(1, ScreeningMatch.CLOSED, ScreeningAction.BLOCK, List.of(), null);

        assertThat(Screening.of(List.of(rule), call("+442079460001", 1, at)) instanceof Verdict.Blocked)
                .isEqualTo(closed);
    }

    @Test
    void a_window_to_midnight_lasts_to_the_end_of_the_day() {
        var late = new OpeningHours(
                "Europe/London",
                List.of(new OpeningHours.Window(List.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.MIDNIGHT)),
                List.of());

        assertThat(Hours.isOpen(late, Instant.parse("2026-11-21T23:59:59Z"))).isTrue();
        assertThat(Hours.isOpen(late, Instant.parse("2026-11-22T00:00:00Z"))).isFalse();
    }
}
