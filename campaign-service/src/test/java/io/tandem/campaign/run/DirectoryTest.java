package io.tandem.campaign.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.tandem.campaign.sql.Sql;
import io.tandem.campaign.tick.Patience;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.PostgresResource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** What others learn of agents and trunks. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DirectoryTest {

    private final Rest rest = Rest.ofNewTenant();
    private final FakeCalls calls;
    private final Wire wire;

    DirectoryTest(FakeCalls calls, Wire wire) {
        this.calls = calls;
        this.wire = wire;
    }

    @Test
    void every_change_of_an_agent_is_told_in_order_and_its_end_as_a_tombstone() {
        rest.agent("1001");
        rest.put("/agents/1001", """
                {"name": "Anna", "endpoint": "PJSIP/1001", "skills": [{"name": "german", "level": 80}]}""").statusCode(200);
        rest.delete("/agents/1001").statusCode(204);

        await().untilAsserted(() ->
                assertThat(told("agent:" + rest.tenant() + ":1001")).hasSize(3));
        var told = told("agent:" + rest.tenant() + ":1001");
        var first = (DirectoryEntry.Agent) wire.read(told.get(0).getPayload(), DirectoryEntry.class);
        var second = (DirectoryEntry.Agent) wire.read(told.get(1).getPayload(), DirectoryEntry.class);
        assertThat(first.endpoint()).isEqualTo("PJSIP/1001@phones");
        assertThat(second.skills()).containsExactly(new DirectoryEntry.Skill("german", 80));
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(told.get(2).getPayload()).isNull();
    }

    @Test
    void a_trunk_is_told_with_all_that_a_router_needs() {
        rest.post("/trunks", """
                {"id": "gb", "name": "Britain", "endpoint": "carrier", "prefixes": ["+44"], "cost": 3}""").statusCode(201);

        var key = "trunk:" + rest.tenant() + ":gb";
        await().untilAsserted(() -> assertThat(told(key)).hasSize(1));
        var entry = (DirectoryEntry.Trunk) wire.read(told(key).getFirst().getPayload(), DirectoryEntry.class);
        assertThat(entry)
                .isEqualTo(new DirectoryEntry.Trunk(
                        rest.tenant(),
                        "gb",
                        entry.version(),
                        "Britain",
                        "carrier",
                        List.of("+44"),
                        false,
                        3,
                        true,
                        null));
    }

    @Test
    void what_waits_in_the_outbox_is_forgotten_once_it_is_told() {
        rest.agent("1002");

        await().untilAsserted(() -> assertThat(On.loop(() -> Panache.withSession(
                                () -> Sql.of("select count(*) as n from campaign.outbox where tenant = :tenant")
                                        .with("tenant", rest.tenant())
                                        .row()))
                        .orElseThrow()
                        .number("n"))
                .isZero());
    }

    @Test
    void work_that_fails_is_tried_again_where_the_database_can_be_reached() {
        var tries = new AtomicInteger();

        var found = On.loop(() -> Patience.with(
                "looking",
                () -> tries.incrementAndGet() < 3
                        ? Uni.createFrom().failure(new IllegalStateException("away"))
                        : Panache.withTransaction(() -> Sql.of("select 7 as n").row())));

        assertThat(found.orElseThrow().number("n")).isEqualTo(7);
        assertThat(tries).hasValue(3);
    }

    private List<? extends Message<String>> told(String key) {
        return calls.directory().stream()
                .filter(message -> message.getMetadata(OutgoingKafkaRecordMetadata.class)
                        .map(metadata -> key.equals(metadata.getKey()))
                        .orElse(false))
                .toList();
    }
}
