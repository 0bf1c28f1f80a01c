package io.tandem.campaign.outbox;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.tandem.campaign.CampaignConfig;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.campaign.tick.SingleFlight;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Envelope;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Publishes the outbox in order and forgets what Kafka has acknowledged. One replica at a time, by an advisory lock of the
 * transaction; a crash in the middle publishes some records again, with the same ids.
 */
@ApplicationScoped
public class OutboxPublisher {

    private static final String SOURCE = "campaign-service";
    private static final long LOCK = 0x74616e64656dL;

    private final MutinyEmitter<String> campaigns;
    private final MutinyEmitter<String> directory;
    private final CampaignConfig.Outbox config;
    private final SingleFlight flight;

    OutboxPublisher(
            @Channel("campaigns") MutinyEmitter<String> campaigns,
            @Channel("directory") MutinyEmitter<String> directory,
            CampaignConfig.Outbox config,
            Vertx vertx) {
        this.campaigns = campaigns;
        this.directory = directory;
        this.config = config;
        this.flight = new SingleFlight("publishing the outbox", vertx, this::drain);
    }

    void start(@Observes StartupEvent started) {
        flight.start(config.tick());
    }

    void stop(@Observes ShutdownEvent stopping) {
        flight.stop();
    }

    void due(@Observes Outbox.OutboxDue due) {
        flight.kick();
    }

    private Uni<Void> drain() {
        return Panache.withTransaction(this::publishBatch)
                .chain(published ->
                        published == config.batch() ? drain() : Uni.createFrom().voidItem());
    }

    private Uni<Integer> publishBatch() {
        return Sql.of("select pg_try_advisory_xact_lock(:lock) as mine")
                .with("lock", LOCK)
                .row()
                .chain(lock -> lock.orElseThrow().is("mine")
                        ? oldest()
                        : Uni.createFrom().item(List.<Row>of()))
                .chain(rows -> publish(rows).chain(() -> forget(rows)).replaceWith(rows.size()));
    }

    private Uni<List<Row>> oldest() {
        return Sql.of(
                        "select id, topic, key, event_id, type, tenant, at, body from campaign.outbox order by id limit :batch")
                .with("batch", config.batch())
                .rows();
    }

    private Uni<Void> publish(List<Row> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(rows.stream().map(this::publish).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<Void> publish(Row row) {
        var envelope = new Envelope(
                row.text("key"), row.text("event_id"), row.text("type"), SOURCE, row.instant("at"), row.text("tenant"));
        Message<String> message = row.maybeText("body").map(envelope::wrap).orElseGet(() -> envelope.wrap("")
                .withPayload(null));
        var emitter = row.text("topic").equals(Topics.DIRECTORY) ? directory : campaigns;
        return emitter.sendMessage(message);
    }

    private static Uni<Void> forget(List<Row> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ids = rows.stream().map(row -> String.valueOf(row.number("id"))).collect(Collectors.joining(","));
        return Sql.of("delete from campaign.outbox where id = any(cast(string_to_array(:ids, ',') as bigint[]))")
                .with("ids", ids)
                .run()
                .replaceWithVoid();
    }
}
