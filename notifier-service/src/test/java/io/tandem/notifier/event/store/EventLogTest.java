package io.tandem.notifier.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tandem.edge.id.Ulids;
import io.tandem.notifier.event.LoggedEvent;
import io.tandem.notifier.event.NewEvent;
import io.tandem.notifier.event.NewEvent.About;
import io.tandem.testkit.PostgresResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EventLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    EventLog log;

    @Inject
    EventReplay replay;

    @Inject
    Pruning pruning;

    @Inject
    Pool database;

    private String tenant = "";

    @BeforeEach
    void a_tenant_of_its_own() {
        tenant = "t-" + Ulids.next();
    }

    @Test
    void stores_events_in_the_order_in_which_they_came() {
        append(IntStream.range(0, 1000).mapToObj(i -> event("e-" + i)).toList());

        assertThat(stored().stream().map(e -> e.event().id()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "e-" + i).toList());
        assertThat(count()).isEqualTo(1000);
    }

    @Test
    void stores_an_event_once_within_a_batch_and_across() {
        append(List.of(event("a"), event("a"), event("b")));
        append(List.of(event("b"), event("a"), event("c")));

        assertThat(stored().stream().map(e -> e.event().id())).containsExactly("a", "b", "c");
    }

    @Test
    void keeps_events_of_two_tenants_apart_though_their_ids_are_equal() {
        append(List.of(event("a")));
        var other = event("a");
        var moved = new NewEvent(
                "a", "other-" + tenant, other.type(), "/s", other.time(), "c-1", other.about(), other.data());

        append(List.of(moved));

        assertThat(stored()).hasSize(1);
    }

    @Test
    void refuses_the_one_event_that_postgresql_does_not_take_and_keeps_its_neighbours() {
        var spoilt = event("nul\u0000");
        var results = List.of(log.append(event("a")), log.append(spoilt), log.append(event("b")));

        var futures = results.stream().map(Uni::subscribeAsCompletionStage).toList();

        futures.get(0).join();
        futures.get(2).join();
        assertThatThrownBy(() -> futures.get(1).join()).hasMessageContaining("22");
        assertThat(stored().stream().map(e -> e.event().id())).containsExactly("a", "b");
    }

    @Test
    void prunes_what_is_old_and_knows_it_and_gives_no_number_twice() {
        append(List.of(event("a"), event("b")));
        long last = stored().getLast().sequence();
        run("update notifier.events set stored_at = now() - interval '25 hours' where tenant = $1");

        pruning.prune().await().atMost(PATIENCE);
        append(List.of(event("c")));

        assertThat(stored()).singleElement().satisfies(e -> assertThat(e.sequence())
                .isGreaterThan(last));
        var page = replay.page(tenant, last - 1, Long.MAX_VALUE).await().atMost(PATIENCE);
        assertThat(page.hasGap()).isTrue();
        assertThat(replay.page(tenant, last, Long.MAX_VALUE)
                        .await()
                        .atMost(PATIENCE)
                        .hasGap())
                .isFalse();
    }

    private void append(List<NewEvent> events) {
        var all = new ArrayList<Uni<Void>>();
        events.forEach(event -> all.add(log.append(event)));
        all.stream().map(Uni::subscribeAsCompletionStage).toList().forEach(future -> future.orTimeout(
                        20, java.util.concurrent.TimeUnit.SECONDS)
                .join());
    }

    /** The first page. */
    private List<LoggedEvent> stored() {
        return replay.page(tenant, 0, Long.MAX_VALUE).await().atMost(PATIENCE).events();
    }

    private long count() {
        return database.preparedQuery("select count(*) from notifier.events where tenant = $1")
                .execute(Tuple.of(tenant))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql) {
        database.preparedQuery(sql).execute(Tuple.of(tenant)).await().atMost(PATIENCE);
    }

    private NewEvent event(String id) {
        var at = Instant.parse("2026-11-21T12:00:00Z");
        return new NewEvent(id, tenant, "call.connected", "/s", at, "c-1", new About("c-1", null, null), "{}");
    }
}
