package io.tandem.amigateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.amigateway.link.AmiLink.Command;
import io.tandem.amigateway.link.AmiLink.Command.Alarm;
import io.tandem.amigateway.link.AmiLink.Command.AnnounceLost;
import io.tandem.amigateway.link.AmiLink.Command.AnnounceUp;
import io.tandem.amigateway.link.AmiLink.Command.AwaitPong;
import io.tandem.amigateway.link.AmiLink.Command.Close;
import io.tandem.amigateway.link.AmiLink.Command.Open;
import io.tandem.amigateway.link.AmiLink.Command.PingAfter;
import io.tandem.amigateway.link.AmiLink.Command.RetryAfter;
import io.tandem.amigateway.link.AmiLink.Command.SendLogin;
import io.tandem.amigateway.link.AmiLink.Command.SendPing;
import io.tandem.amigateway.link.AmiLink.Command.SettleAfter;
import io.tandem.amigateway.link.AmiLink.Signal.Greeted;
import io.tandem.amigateway.link.AmiLink.Signal.LoginAccepted;
import io.tandem.amigateway.link.AmiLink.Signal.LoginRefused;
import io.tandem.amigateway.link.AmiLink.Signal.Lost;
import io.tandem.amigateway.link.AmiLink.Signal.PingDue;
import io.tandem.amigateway.link.AmiLink.Signal.PongLate;
import io.tandem.amigateway.link.AmiLink.Signal.PongReceived;
import io.tandem.amigateway.link.AmiLink.Signal.RetryDue;
import io.tandem.amigateway.link.AmiLink.Signal.Settled;
import io.tandem.amigateway.link.AmiLink.Signal.StopRequested;
import io.tandem.amigateway.link.AmiLink.State.LoggingIn;
import io.tandem.amigateway.link.AmiLink.State.Opening;
import io.tandem.amigateway.link.AmiLink.State.Stopped;
import io.tandem.amigateway.link.AmiLink.State.Up;
import io.tandem.amigateway.link.AmiLink.State.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AmiLinkTest {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LOGIN = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration PING = Duration.ofMillis(2_000);
    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration REFUSED = Duration.ofSeconds(11);
    private static final Duration REFUSED_MOST = Duration.ofSeconds(50);

    private final AmiLink link = new AmiLink(
            new AmiLink.Times(CONNECT, LOGIN, INTERVAL, PING, SETTLED, REFUSED, REFUSED_MOST), Duration::ofSeconds);

    @Nested
    class a_waiting_link {

        @Test
        void opens_when_its_time_has_come() {
            var next = link.on(new Waiting(2), new RetryDue());

            assertThat(next).isEqualTo(next(new Opening(2), new Open(CONNECT)));
        }

        @Test
        void is_not_moved_by_what_the_attempt_before_left_behind() {
            Stream.of(
                            new Greeted("11"),
                            new LoginAccepted(),
                            new LoginRefused("no"),
                            new Settled(),
                            new PingDue(),
                            new PongReceived(),
                            new PongLate(false),
                            new Lost("x"))
                    .forEach(signal ->
                            assertThat(link.on(new Waiting(1), signal)).isEqualTo(next(new Waiting(1))));
        }
    }

    @Nested
    class an_opening_link {

        @Test
        void logs_in_after_the_banner() {
            assertThat(link.on(new Opening(1), new Greeted("11.0.0")))
                    .isEqualTo(next(new LoggingIn(1), new SendLogin(LOGIN)));
        }

        @Test
        void waits_longer_after_every_failure() {
            assertThat(link.on(new Opening(2), new Lost("refused")))
                    .isEqualTo(next(new Waiting(3), new Close("refused"), new RetryAfter(Duration.ofSeconds(3))));
        }
    }

    @Nested
    class a_link_that_keeps_failing {

        @Test
        void alarms_at_the_fourth_failure_and_whenever_they_have_doubled() {
            var alarming = IntStream.rangeClosed(1, 100)
                    .filter(n -> link.on(new Opening(n - 1), new Lost("refused"))
                            .commands()
                            .contains(new Alarm(n, "refused")))
                    .boxed()
                    .toList();

            assertThat(alarming).containsExactly(4, 8, 16, 32, 64);
        }
    }

    @Nested
    class a_link_that_logs_in {

        @Test
        void is_up_once_accepted_and_pings_from_then_on() {
            assertThat(link.on(new LoggingIn(3), new LoginAccepted()))
                    .isEqualTo(next(
                            new Up(3, false), new AnnounceUp(), new PingAfter(INTERVAL), new SettleAfter(SETTLED)));
        }

        @Test
        void waits_long_when_refused_so_that_it_is_not_locked_out() {
            assertThat(link.on(new LoggingIn(0), new LoginRefused("login refused: Authentication failed")))
                    .isEqualTo(next(
                            new Waiting(1, 1),
                            new Alarm(1, "login refused: Authentication failed"),
                            new Close("login refused: Authentication failed"),
                            new RetryAfter(REFUSED)));
        }

        @Test
        void waits_twice_as_long_after_each_refusal_in_a_row_up_to_the_most() {
            assertThat(waitAfter(new LoggingIn(1, 1))).isEqualTo(Duration.ofSeconds(22));
            assertThat(waitAfter(new LoggingIn(2, 2))).isEqualTo(Duration.ofSeconds(44));
            assertThat(waitAfter(new LoggingIn(3, 3))).isEqualTo(REFUSED_MOST);
            assertThat(waitAfter(new LoggingIn(900, 900))).isEqualTo(REFUSED_MOST);
        }

        @Test
        void remembers_its_refusals_over_a_line_that_drops_and_over_the_way_back() {
            var dropped = link.on(new LoggingIn(2, 2), new Lost("reset")).state();
            assertThat(dropped).isEqualTo(new Waiting(3, 2));

            var opening = link.on(dropped, new RetryDue()).state();
            assertThat(opening).isEqualTo(new Opening(3, 2));
            assertThat(link.on(opening, new Lost("closed")).state()).isEqualTo(new Waiting(4, 2));
            assertThat(link.on(opening, new Greeted("11")).state()).isEqualTo(new LoggingIn(3, 2));
        }

        @Test
        void forgets_them_once_it_was_let_in() {
            var up = link.on(new LoggingIn(3, 3), new LoginAccepted()).state();

            assertThat(link.on(up, new Lost("closed")).state()).isEqualTo(new Waiting(4, 0));
        }

        private Duration waitAfter(LoggingIn state) {
            return link.on(state, new LoginRefused("no")).commands().stream()
                    .filter(RetryAfter.class::isInstance)
                    .map(command -> ((RetryAfter) command).delay())
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void fails_like_any_other_when_the_line_drops() {
            assertThat(link.on(new LoggingIn(0), new Lost("reset")))
                    .isEqualTo(next(new Waiting(1), new Close("reset"), new RetryAfter(Duration.ofSeconds(1))));
        }
    }

    @Nested
    class a_link_that_is_up {

        @Test
        void pings_once_at_a_time() {
            assertThat(link.on(new Up(0, false), new PingDue())).isEqualTo(next(new Up(0, true), new SendPing(PING)));
            assertThat(link.on(new Up(0, true), new PingDue())).isEqualTo(next(new Up(0, true)));
        }

        @Test
        void pings_again_some_time_after_the_pong() {
            assertThat(link.on(new Up(1, true), new PongReceived()))
                    .isEqualTo(next(new Up(1, false), new PingAfter(INTERVAL)));
            assertThat(link.on(new Up(1, false), new PongReceived())).isEqualTo(next(new Up(1, false)));
        }

        @Test
        void tells_of_its_loss_before_anything_else() {
            assertThat(link.on(new Up(0, true), new Lost("ping: no answer")))
                    .isEqualTo(next(
                            new Waiting(1),
                            new AnnounceLost("ping: no answer"),
                            new Close("ping: no answer"),
                            new RetryAfter(Duration.ofSeconds(1))));
        }

        @Test
        void counts_as_a_failure_until_it_has_lasted() {
            assertThat(link.on(new Up(4, false), new Lost("closed")).state()).isEqualTo(new Waiting(5));

            var settled = link.on(new Up(4, false), new Settled()).state();

            assertThat(link.on(settled, new Lost("closed")).state()).isEqualTo(new Waiting(1));
        }

        @Test
        void that_says_nothing_while_its_pong_is_awaited_is_lost() {
            assertThat(link.on(new Up(0, true), new PongLate(false)))
                    .isEqualTo(next(
                            new Waiting(1),
                            new AnnounceLost("ping: no answer within 2000 ms"),
                            new Close("ping: no answer within 2000 ms"),
                            new RetryAfter(Duration.ofSeconds(1))));
        }

        @Test
        void that_says_other_things_meanwhile_has_its_time_again() {
            assertThat(link.on(new Up(1, true), new PongLate(true)))
                    .isEqualTo(next(new Up(1, true, 1), new AwaitPong(PING)));
            assertThat(link.on(new Up(1, true, 3), new PongReceived()))
                    .isEqualTo(next(new Up(1, false), new PingAfter(INTERVAL)));
        }

        @Test
        void that_fell_silent_after_other_things_is_lost_at_the_next_time() {
            assertThat(link.on(new Up(1, true, 1), new PongLate(false)).commands())
                    .contains(new AnnounceLost("ping: no answer within 4000 ms"));
        }

        @Test
        void that_talks_and_never_answers_is_lost_in_the_end() {
            assertThat(link.on(new Up(0, true, 3), new PongLate(true)).state()).isEqualTo(new Up(0, true, 4));
            assertThat(link.on(new Up(0, true, 4), new PongLate(true)).commands())
                    .contains(new AnnounceLost("ping: no answer within 10000 ms"));
        }

        @Test
        void whose_pong_has_come_is_not_late() {
            assertThat(link.on(new Up(0, false), new PongLate(false))).isEqualTo(next(new Up(0, false)));
        }

        @Test
        void keeps_its_ping_when_it_settles() {
            assertThat(link.on(new Up(4, true, 2), new Settled())).isEqualTo(next(new Up(0, true, 2)));
            assertThat(link.on(new Up(4, true), new Settled())).isEqualTo(next(new Up(0, true)));
        }
    }

    @Nested
    class a_stopped_link {

        @Test
        void was_closed_from_wherever_it_was() {
            assertThat(link.on(new Up(0, false), new StopRequested()))
                    .isEqualTo(next(new Stopped(), new AnnounceLost("stopped"), new Close("stopped")));
            Stream.of(new Waiting(0), new Opening(0), new LoggingIn(0))
                    .forEach(state -> assertThat(link.on(state, new StopRequested()))
                            .isEqualTo(next(new Stopped(), new Close("stopped"))));
        }

        @Test
        void never_moves_again() {
            Stream.of(new RetryDue(), new Greeted("11"), new LoginAccepted(), new Lost("x"), new StopRequested())
                    .forEach(
                            signal -> assertThat(link.on(new Stopped(), signal)).isEqualTo(next(new Stopped())));
        }
    }

    private static AmiLink.Next next(AmiLink.State state, Command... commands) {
        return new AmiLink.Next(state, List.of(commands));
    }
}
