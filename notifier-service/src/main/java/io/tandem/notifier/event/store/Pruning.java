package io.tandem.notifier.event.store;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.tandem.notifier.NotifierConfig;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Deletes events that are older than the retention, and keeps how far that went for each tenant. Numbers are never given again. */
@ApplicationScoped
class Pruning {

    private static final String PRUNE = """
            with gone as (delete from notifier.events where stored_at < $1 returning tenant, sequence)
            insert into notifier.pruned as p (tenant, through)
            select tenant, max(sequence) from gone group by tenant
            on conflict (tenant) do update set through = greatest(p.through, excluded.through)
            """;

    private final Pool pool;
    private final Duration retention;

    Pruning(Pool pool, NotifierConfig config) {
        this.pool = pool;
        this.retention = config.events().retention();
    }

    @Scheduled(
            every = "${notifier-service.events.prune-every}",
            delayed = "30s",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        var before = OffsetDateTime.now(ZoneOffset.UTC).minus(retention);
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(before))
                .invoke(rows -> Log.debugf("events pruned, tenants: %d", rows.rowCount()))
                .replaceWithVoid();
    }
}
