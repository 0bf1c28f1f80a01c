package io.tandem.aricontroller.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.aricontroller.link.AriLink.Command;
import io.tandem.aricontroller.link.AriLink.Next;
import io.tandem.aricontroller.link.AriLink.Signal;
import io.tandem.aricontroller.link.AriLink.State;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AriLinkTest {

    private final AriLink link = new AriLink(Duration::ofSeconds);

    static Stream<Signal> signals() {
        return Stream.of(
                new Signal.RetryDue(),
                new Signal.Opened(),
                new Signal.TakenOver(),
                new Signal.Settled(),
                new Signal.Lost("reset"),
                new Signal.StopRequested());
    }

    @Nested
    class a_new_link {
        @Test
        void opens_then_takes_over_then_says_that_it_is_up() {
            var opening = link.on(AriLink.initial(), new Signal.RetryDue());
            var takingOver = link.on(opening.state(), new Signal.Opened());
            var up = link.on(takingOver.state(), new Signal.TakenOver());

            assertThat(opening.commands()).containsExactly(new Command.Open());
            assertThat(takingOver.commands()).containsExactly(new Command.TakeOver());
            assertThat(up.state()).isEqualTo(new State.Up(0));
            assertThat(up.commands()).containsExactly(new Command.AnnounceUp(), new Command.SettleLater());
        }
    }

    @Nested
    class a_link_that_is_up {
        @Test
        void says_that_it_is_down_before_it_closes_and_tries_again() {
            var lost = link.on(new State.Up(0), new Signal.Lost("reset"));

            assertThat(lost)
                    .isEqualTo(new Next(
                            new State.Waiting(1),
                            List.of(
                                    new Command.AnnounceDown("reset"),
                                    new Command.Close(),
                                    new Command.RetryAfter(Duration.ofSeconds(1)))));
        }

        @Test
        void forgets_its_failures_once_settled() {
            assertThat(link.on(new State.Up(5), new Signal.Settled())).isEqualTo(new Next(new State.Up(0), List.of()));
        }

        @Test
        void waits_longer_each_time_it_is_lost_before_it_settled() {
            assertThat(link.on(new State.Up(5), new Signal.Lost("reset")).commands())
                    .contains(new Command.RetryAfter(Duration.ofSeconds(6)));
        }

        @Test
        void says_that_it_is_down_when_it_is_told_to_stop() {
            assertThat(link.on(new State.Up(0), new Signal.StopRequested()))
                    .isEqualTo(new Next(
                            new State.Stopped(), List.of(new Command.AnnounceDown("stopped"), new Command.Close())));
        }
    }

    @Nested
    class a_link_that_never_came_up {
        @Test
        void is_not_said_to_be_down() {
            assertThat(link.on(new State.Opening(0), new Signal.Lost("refused")).commands())
                    .containsExactly(new Command.Close(), new Command.RetryAfter(Duration.ofSeconds(1)));
            assertThat(link.on(new State.TakingOver(3), new Signal.Lost("timed out"))
                            .commands())
                    .containsExactly(new Command.Close(), new Command.RetryAfter(Duration.ofSeconds(4)));
        }
    }

    @ParameterizedTest
    @MethodSource("signals")
    void a_stopped_link_stays_stopped(Signal signal) {
        assertThat(link.on(new State.Stopped(), signal)).isEqualTo(new Next(new State.Stopped(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void a_waiting_link_only_opens_or_stops(Signal signal) {
        var next = link.on(new State.Waiting(2), signal);

        switch (signal) {
            case Signal.RetryDue _ -> assertThat(next.state()).isEqualTo(new State.Opening(2));
            case Signal.StopRequested _ -> assertThat(next.state()).isEqualTo(new State.Stopped());
            case Signal.Opened _, Signal.TakenOver _, Signal.Settled _, Signal.Lost _ ->
                assertThat(next).isEqualTo(new Next(new State.Waiting(2), List.of()));
        }
    }
}
