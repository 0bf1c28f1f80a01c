package io.tandem.amigateway.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.ami.EventNames;
import io.tandem.amigateway.TestConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.action.carry.ActionIds;
import io.tandem.amigateway.action.carry.CommandCarrier;
import io.tandem.amigateway.fact.FactSink;
import io.tandem.amigateway.link.AmiLink;
import io.tandem.amigateway.link.Backoff;
import io.tandem.amigateway.link.socket.AmiPeer;
import io.tandem.amigateway.link.socket.AmiSupervisor;
import io.tandem.contracts.PbxFact;
import io.tandem.testkit.ami.FakeAsterisk;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session whose reading Kafka has stopped, until the PBX has had enough of it. */
class PausedSessionTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String AGENT = "01M7Y38FP8WGZ6CYQ3SCM4YK54.agent";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final FakeAsterisk asterisk = FakeAsterisk.start().accepts("events", "secret");
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final Kept facts = new Kept();
    private AmiSupervisor supervisor;

    @BeforeEach
    void a_session_that_is_up() {
        var meters = new SimpleMeterRegistry();
        var carrier = new CommandCarrier(
                (_, _, _) -> Future.failedFuture("nobody asks"),
                new AmiActions(TestConfig.CONTEXTS),
                facts,
                TestConfig.with(Map.of()).actions(),
                new CommandCarrier.CarrierShell(vertx, clock, meters, new ActionIds("test")));
        var session = new EventsSession(new EventsSession.Context(
                "pbx-1",
                facts,
                new LinkReport("pbx-1", facts, clock),
                carrier,
                new SessionMeters(meters, "pbx-1", "events"),
                vertx,
                clock,
                LONG,
                () -> {}));
        supervisor = new AmiSupervisor(
                "pbx-1-events",
                new AmiPeer(
                        "127.0.0.1",
                        asterisk.port(),
                        null,
                        "events",
                        "secret",
                        "system",
                        EventNames.of(EventsSession.EVENTS)),
                new AmiLink(
                        new AmiLink.Times(LONG, LONG, LONG, LONG, LONG, LONG, LONG),
                        new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), () -> 0.5)),
                session,
                vertx,
                context);
        session.over(supervisor);
        supervisor.start();
        await().until(() -> facts.of(PbxFact.SnapshotTaken.class).size() == 1);
    }

    @AfterEach
    void end() {
        supervisor.stop();
        asterisk.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void tells_a_gap_that_begins_before_what_was_read_late() {
        asterisk.when("Ping", (_, _) -> {});
        onContext(supervisor::pause);
        asterisk.emit("events", "Event: Hangup\r\nUniqueid: " + AGENT + "\r\nCause: 16\r\n");
        now.set(NOON.plusSeconds(30));
        onContext(supervisor::resume);
        await().until(() -> !facts.of(PbxFact.ChannelHungUp.class).isEmpty());

        asterisk.dropTheLines("events");

        await().until(() -> facts.of(PbxFact.Gap.class).size() == 2);
        var gap = facts.of(PbxFact.Gap.class).getLast();
        assertThat(gap.from()).isEqualTo(NOON);
        assertThat(gap.to()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void tells_a_gap_from_before_the_pause_when_the_pbx_dropped_it_meanwhile() {
        onContext(supervisor::pause);
        asterisk.emit("events", "Event: Hangup\r\nUniqueid: " + AGENT + "\r\nCause: 16\r\n");
        asterisk.dropTheLines("events");
        now.set(NOON.plusSeconds(30));

        onContext(supervisor::resume);

        await().until(() -> facts.of(PbxFact.Gap.class).size() == 2);
        assertThat(facts.of(PbxFact.Gap.class).getLast().from()).isEqualTo(NOON);
    }

    @Test
    void tells_no_gap_and_everything_when_the_pbx_waited() {
        onContext(supervisor::pause);
        asterisk.emit("events", "Event: Hangup\r\nUniqueid: " + AGENT + "\r\nCause: 16\r\n");
        now.set(NOON.plusSeconds(4));

        onContext(supervisor::resume);

        await().until(() -> facts.of(PbxFact.ChannelHungUp.class).size() == 1);
        assertThat(facts.of(PbxFact.Gap.class)).hasSize(1);
        assertThat(asterisk.connections()).isEqualTo(1);
    }

    @Test
    void keeps_the_beginning_of_the_gap_when_the_next_session_is_lost_before_it_could_say_so() {
        asterisk.when("CoreStatus", (s, _) -> {
            asterisk.behavesFor("CoreStatus");
            now.set(NOON.plusSeconds(60));
            s.dropTheLine();
        });

        asterisk.dropTheLines("events");

        await().until(() -> facts.of(PbxFact.Gap.class).size() == 2);
        assertThat(facts.of(PbxFact.Gap.class).getLast().from()).isEqualTo(NOON);
    }

    private void onContext(Runnable work) {
        var done = new java.util.concurrent.CompletableFuture<Void>();
        context.runOnContext(_ -> {
            work.run();
            done.complete(null);
        });
        done.join();
    }

    private static final class Kept implements FactSink {

        private final List<PbxFact> all = new CopyOnWriteArrayList<>();

        <T extends PbxFact> List<T> of(Class<T> type) {
            return all.stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public void publish(PbxFact fact) {
            all.add(fact);
        }

        @Override
        public void begin(String boot) {}

        @Override
        public boolean isCongested() {
            return false;
        }

        @Override
        public long published() {
            return all.size();
        }

        @Override
        public void onPressure(Runnable stop, Runnable goOn) {}
    }
}
