package io.tandem.acceptance.fault;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Pbx;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The calls of a story, with a WebSocket that hears of them from before the first to after the last. */
final class Calls implements AutoCloseable {

    /** Answers at once and talks until it is hung up. */
    static final String STAYS = "+442079460000";

    private static final int FIRST_AGENT = 1001;
    /** More are not on their way to being connected: what a fault does to calls is told here, not what a burst does. */
    private static final int AT_ONCE = 4;

    private static final Duration SETTLES = Duration.ofSeconds(60);
    private static final String CALLS = "/calls?limit=500";

    private final Suite suite;
    private final Pbx pbx;
    private final Events events;
    private final Instant since = Instant.now();
    private final List<String> ids = new ArrayList<>();

    Calls(Suite suite) {
        this.suite = suite;
        this.pbx = suite.pbx();
        this.events = suite.events();
    }

    /** Answers at once and hangs up after that many seconds, 99 at most. */
    static String hangsUpAfter(int seconds) {
        return String.format(Locale.ROOT, "+4420794607%02d", seconds);
    }

    /** The calls so far. */
    List<String> ids() {
        return List.copyOf(ids);
    }

    /** Places so many, each with an agent of its own, the first always the same; returns when all are connected. */
    List<String> connect(int count, IntFunction<String> number) {
        suite.agents(FIRST_AGENT, count);
        var placed = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            placed.add(place(i, number.apply(i)));
            awaitConnected(placed.subList(0, Math.max(0, placed.size() - AT_ONCE)));
        }
        awaitConnected(placed);
        return placed;
    }

    /** As {@link #connect}: every other stays, the rest hang up after that many seconds; gives those that stay. */
    List<String> connectOfWhichHalfStay(int count, int seconds) {
        var placed = connect(count, i -> i % 2 == 0 ? STAYS : hangsUpAfter(seconds));
        return IntStream.range(0, count)
                .filter(i -> i % 2 == 0)
                .mapToObj(placed::get)
                .toList();
    }

    /** With the agent of that index, who is there already. */
    String place(int agent, String number) {
        return placeWith(FIRST_AGENT + agent, number);
    }

    /** With that agent, who is there already. */
    String placeWith(int agent, String number) {
        var id = suite.call(agent, number);
        ids.add(id);
        return id;
    }

    void awaitConnected(Collection<String> some) {
        events.awaitAll(SETTLES, "talk on every call", all -> told(all, "call.connected")
                .containsAll(some));
    }

    void awaitEnded(Collection<String> some) {
        events.awaitAll(
                SETTLES, "end of every call", all -> told(all, "call.ended").containsAll(some));
    }

    private static Set<String> told(List<JsonNode> frames, String type) {
        return frames.stream()
                .filter(f -> type.equals(f.path("type").asText()))
                .map(f -> f.path("subject").asText())
                .collect(toUnmodifiableSet());
    }

    /** Those that live, as the suite says: {@code GET /calls} reads them from Redis. */
    Set<String> live() {
        var page = suite.api().get(CALLS + "&since=" + since).json();
        assertThat(page.path("nextCursor").isMissingNode()
                        || page.path("nextCursor").isNull())
                .as("one page has all")
                .isTrue();
        return page.path("items")
                .valueStream()
                .filter(c -> !"ENDED".equals(c.path("state").asText()))
                .map(c -> c.path("callId").asText())
                .collect(toUnmodifiableSet());
    }

    /** The suite and {@code core show channels} name the same calls. */
    void awaitAgreementWithThePbx(Duration limit) {
        Await.until(
                limit,
                "the live calls in Redis and in the PBX are the same",
                () -> live().equals(pbx.calls()),
                () -> "in Redis " + live() + ", in the PBX " + pbx.calls());
    }

    /** Hangs up what lives, and waits until every call of the story has ended. */
    void endAll() {
        hangUpAll();
        awaitEnded(ids);
    }

    private void hangUpAll() {
        live().forEach(id -> suite.api().post("/calls/" + id + "/hangup"));
    }

    /** Every call ended, its end was told once, and so was everything else. */
    void assertEachEndWasToldOnce() {
        for (var id : ids) {
            assertThat(events.of(id)).extracting(f -> f.path("id").asText()).doesNotHaveDuplicates();
            assertThat(events.typesOf(id)).containsOnlyOnce("call.ended").endsWith("call.ended");
        }
    }

    /** What a story that failed left up would spoil the next one's. */
    @Override
    public void close() {
        hangUpAll();
        Await.until(SETTLES, "every call is over", () -> live().isEmpty(), this::live);
        events.close();
    }
}
