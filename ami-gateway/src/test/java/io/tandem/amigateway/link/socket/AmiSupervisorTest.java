package io.tandem.amigateway.link.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiMessage;
import io.tandem.ami.EventNames;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.amigateway.link.Backoff;
import io.tandem.testkit.ami.FakeAsterisk;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AmiSupervisorTest {

    private static final AmiLink.Times TIMES = new AmiLink.Times(
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(600),
            Duration.ofMillis(1_000));
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), () -> 0.5);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final FakeAsterisk asterisk = FakeAsterisk.start().accepts("events", "secret");
    private final RecordedSession session = new RecordedSession();
    private AmiSupervisor supervisor = supervisor("secret");

    @BeforeEach
    void quickly() {
        Awaitility.setDefaultTimeout(5, TimeUnit.SECONDS);
        Awaitility.setDefaultPollInterval(5, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void end() {
        supervisor.stop();
        asterisk.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Nested
    class a_session {

        @Test
        void is_up_after_banner_and_login_and_hears_events_in_order() {
            supervisor.start();
            await().untilAsserted(() -> assertThat(session.told()).startsWith("connecting", "up"));

            IntStream.range(0, 500).forEach(n -> asterisk.emit("events", "Event: Hangup\r\nN: " + n + "\r\n"));

            await().until(() -> session.count("event Hangup") == 500);
            assertThat(session.told().stream().filter(t -> t.startsWith("event Hangup")))
                    .isEqualTo(IntStream.range(0, 500)
                            .mapToObj(n -> "event Hangup " + n)
                            .toList());
        }

        @Test
        void stays_up_as_long_as_its_pings_are_answered() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            await().during(Duration.ofMillis(700)).until(() -> session.count("lost") == 0);

            assertThat(asterisk.connections()).isEqualTo(1);
        }

        @Test
        void comes_back_after_the_line_dropped() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            asterisk.dropTheLines("events");

            await().until(() -> session.count("up") == 2);
            assertThat(session.told()).contains("lost closed by the PBX");
        }

        @Test
        void that_the_pbx_ends_in_the_middle_of_a_message_says_so_and_comes_back() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            asterisk.emitRaw("events", "Event: Hangup\r\nN: 1\r\n\r\nEvent: Hangup\r\nN: 2\r\nCau");
            await().until(() -> session.count("event Hangup") == 1);
            asterisk.dropTheLines("events");

            await().until(() -> session.count("lost closed by the PBX in the middle of a message") == 1);
            assertThat(session.count("cut short")).isEqualTo(1);
            assertThat(session.told()).doesNotContain("event Hangup 2");
            await().until(() -> session.count("up") == 2);
        }

        @Test
        void that_the_pbx_ends_between_two_messages_was_not_cut_short() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);
            asterisk.emit("events", "Event: Hangup\r\nN: 1\r\n");
            await().until(() -> session.count("event Hangup") == 1);

            asterisk.dropTheLines("events");

            await().until(() -> session.count("up") == 2);
            assertThat(session.count("cut short")).isZero();
        }

        @Test
        void is_given_up_when_the_peer_falls_silent_and_comes_back_when_it_speaks() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            asterisk.goesSilent();
            await().until(() -> session.count("lost ping: no answer within 200 ms") == 1);
            await().until(() -> session.count("closed no banner within 300 ms") >= 1);
            asterisk.speaksAgain();

            await().until(() -> session.count("up") == 2);
        }

        @Test
        void is_not_given_up_when_it_was_this_process_that_stood_still() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);
            var stoodStill = new CompletableFuture<Void>();

            context.runOnContext(_ -> {
                for (long end = System.nanoTime() + 2_000_000_000L; System.nanoTime() < end; ) {
                    LockSupport.parkNanos(10_000_000);
                }
                stoodStill.complete(null);
            });
            stoodStill.join();
            asterisk.emit("events", "Event: Hangup\r\nN: 1\r\n");

            await().until(() -> session.count("event Hangup") == 1);
            assertThat(session.count("lost")).isZero();
        }

        @Test
        void is_not_given_up_while_the_answer_to_its_ping_comes_behind_much_else() {
            var answered = new AtomicInteger();
            asterisk.when("Ping", (s, action) -> {
                // Four times as long as a silent peer would have.
                for (long end = System.nanoTime() + 800_000_000L; System.nanoTime() < end; ) {
                    s.write("Event: Hangup\r\nN: 1\r\n\r\n");
                    LockSupport.parkNanos(5_000_000);
                }
                s.reply(action, "Success", "Ping: Pong\r\n");
                answered.incrementAndGet();
            });
            supervisor.start();

            await().until(() -> answered.get() == 2);

            assertThat(session.told()).noneMatch(t -> t.startsWith("lost"));
            assertThat(asterisk.connections()).isEqualTo(1);
        }

        @Test
        void is_given_up_when_the_peer_says_other_things_and_never_answers() {
            asterisk.when("Ping", (s, action) -> {
                while (session.count("lost") == 0) {
                    s.write("Event: Hangup\r\nN: 1\r\n\r\n");
                    LockSupport.parkNanos(5_000_000);
                }
            });
            supervisor.start();

            await().until(() -> session.count("lost ping: no answer within 1000 ms") == 1);
        }

        @Test
        void is_not_tried_again_at_once_when_the_login_is_refused() {
            supervisor = supervisor("wrong");
            supervisor.start();
            await().until(() -> session.count("closed login refused: Authentication failed") == 1);

            await().during(Duration.ofMillis(300)).until(() -> asterisk.connections() == 1);

            await().until(() -> asterisk.connections() == 2);
            assertThat(session.count("up")).isZero();
        }

        @Test
        void never_sends_its_secret_in_the_clear() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            var login = asterisk.received("Login").getFirst();
            assertThat(login.text("AuthType")).isEqualTo("MD5");
            assertThat(login.all()).noneMatch(header -> header.value().contains("secret"));
        }

        @Test
        void whose_pbx_hangs_up_on_everybody_is_back_when_it_lets_us_in_without_a_tight_loop() {
            asterisk.locksOut();
            supervisor.start();
            await().until(() -> session.count("alarm 4 closed by the PBX") == 1);
            int attempts = asterisk.connections();
            await().during(Duration.ofMillis(500)).until(() -> true);

            // From the fifth attempt on each waits 75 ms.
            assertThat(asterisk.connections() - attempts).isBetween(2, 8);
            asterisk.letsIn();

            await().until(() -> session.count("up") == 1);
        }

        @Test
        void that_hangs_up_after_every_login_is_not_dialled_in_a_tight_loop() {
            asterisk.when("Login", (s, action) -> {
                s.reply(action, "Success", "Message: Authentication accepted\r\n");
                s.dropTheLine();
            });
            supervisor.start();
            await().until(() -> asterisk.connections() >= 4);

            int before = asterisk.connections();
            await().during(Duration.ofMillis(500)).until(() -> true);

            // From the fifth attempt on each waits 75 ms.
            assertThat(asterisk.connections() - before).isBetween(2, 8);
        }

        @Test
        void ends_at_garbage_with_what_came_before_it_told() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            asterisk.emitRaw("events", "Event: Hangup\r\nN: 1\r\n\r\nEvent: Hangup\r\nN: 2\r\nnonsense\r\n\r\n");

            await().until(() -> session.count("up") == 2);
            assertThat(session.told()).contains("event Hangup 1", "undecodable").doesNotContain("event Hangup 2");
            assertThat(session.told()).contains("lost not AMI: not a header: \"nonsense\"");
        }

        @Test
        void that_was_stopped_stays_away() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            supervisor.stop();

            await().until(() -> session.count("closed stopped") == 1);
            await().during(Duration.ofMillis(200)).until(() -> asterisk.connections() == 1);
        }
    }

    @Nested
    class an_action {

        @Test
        void is_answered_by_its_own_response_only() {
            asterisk.when("Setvar", (s, action) -> {
                s.write("Response: Error\r\nActionID: somebody-else\r\nMessage: foreign\r\n\r\n");
                s.write("Response: Error\r\nMessage: none\r\n\r\n");
                s.reply(action, "Success", "Message: mine\r\n");
                s.reply(action, "Error", "Message: doubled\r\n");
            });
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            var answer = ask(AmiAction.of("Setvar"), "id-1").join();

            assertThat(answer.headers().text("Message")).isEqualTo("mine");
            assertThat(ask(AmiAction.of("Other"), "id-2").join().isSuccess()).isTrue();
        }

        @Test
        void whose_answer_is_lost_has_an_unknown_fate_and_holds_nothing_up() {
            asterisk.when("Originate", (_, _) -> {});
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            var lost = ask(AmiAction.of("Originate"), "id-1");
            var next = ask(AmiAction.of("Other"), "id-2");

            assertThat(next.join().isSuccess()).isTrue();
            assertThat(failure(lost).sent()).isTrue();
            assertThat(session.count("lost")).isZero();
        }

        @Test
        void whose_id_is_waited_for_already_is_not_sent() {
            asterisk.when("Originate", (_, _) -> {});
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            var first = ask(AmiAction.of("Originate"), "id-1");

            assertThat(failure(ask(AmiAction.of("Redirect"), "id-1")).sent()).isFalse();
            assertThat(failure(first).sent()).isTrue();
            assertThat(asterisk.received("Redirect")).isEmpty();
        }

        @Test
        void on_its_way_when_the_line_drops_has_an_unknown_fate() {
            asterisk.when("Originate", (s, _) -> s.dropTheLine());
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            assertThat(failure(ask(AmiAction.of("Originate"), "id-1")).sent()).isTrue();
        }

        @Test
        void that_could_not_leave_says_so() {
            assertThat(failure(ask(AmiAction.of("Originate"), "id-1")).sent()).isFalse();
        }
    }

    @Nested
    class a_paused_session {

        @Test
        void reads_nothing_loses_nothing_and_takes_nobody_for_dead() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);

            context.runOnContext(_ -> supervisor.pause());
            await().during(Duration.ofMillis(100)).until(() -> true);
            IntStream.range(0, 1_000).forEach(n -> asterisk.emit("events", "Event: Hangup\r\nN: " + n + "\r\n"));
            await().during(Duration.ofMillis(600)).until(() -> session.count("event Hangup") == 0);
            context.runOnContext(_ -> supervisor.resume());

            await().until(() -> session.count("event Hangup") == 1_000);
            await().during(Duration.ofMillis(400)).until(() -> session.count("lost") == 0);
        }

        @Test
        void whose_line_dropped_is_opened_again_only_when_it_may_read() {
            supervisor.start();
            await().until(() -> session.count("up") == 1);
            context.runOnContext(_ -> {
                supervisor.pause();
                supervisor.abandon("test");
            });
            await().until(() -> session.count("closed test") == 1);

            await().during(Duration.ofMillis(300)).until(() -> asterisk.connections() == 1);
            context.runOnContext(_ -> supervisor.resume());

            await().until(() -> session.count("up") == 2);
        }
    }

    private AmiSupervisor supervisor(String secret) {
        var peer = new AmiPeer("127.0.0.1", asterisk.port(), null, "events", secret, "call", EventNames.of("Hangup"));
        return new AmiSupervisor("test", peer, new AmiLink(TIMES, BACKOFF), session, vertx, context);
    }

    private CompletableFuture<AmiMessage.Response> ask(AmiAction action, String actionId) {
        var answer = new CompletableFuture<AmiMessage.Response>();
        context.runOnContext(_ -> supervisor
                .ask(action, actionId, Duration.ofMillis(150))
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally));
        return answer.orTimeout(5, TimeUnit.SECONDS);
    }

    private static AmiUnansweredException failure(CompletableFuture<?> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            return (AmiUnansweredException) e.getCause();
        }
        throw new AssertionError("was answered");
    }
}
