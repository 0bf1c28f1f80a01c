package io.tandem.callstate.call.history;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Has the months of the history made before they come, and dropped when they are too old; where, is the migration's to say. */
@ApplicationScoped
class Months {

    private static final Logger LOG = Logger.getLogger(Months.class);

    private final Pool pool;
    private final CallStateConfig.History config;
    private final InstantSource clock;

    Months(Pool pool, CallStateConfig config, InstantSource clock) {
        this.pool = pool;
        this.config = config.history();
        this.clock = clock;
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        return count("SELECT calls.make_months($1)", config.monthsAhead())
                .invoke(made -> told("months made", made))
                .chain(this::drop)
                .replaceWithVoid();
    }

    private Uni<Integer> drop() {
        return oldest().map(before -> count("SELECT calls.drop_callbacks($1)", before)
                        .chain(() -> count("SELECT calls.drop_months($1)", before)))
                .orElseGet(() -> Uni.createFrom().item(0))
                .invoke(dropped -> told("months dropped", dropped));
    }

    private Optional<OffsetDateTime> oldest() {
        return config.retention()
                .map(period -> clock.instant().atOffset(ZoneOffset.UTC).minus(period));
    }

    private Uni<Integer> count(String sql, Object argument) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(argument))
                .map(RowSet<Row>::iterator)
                .map(rows -> rows.next().getInteger(0));
    }

    private static void told(String what, int partitions) {
        if (partitions > 0) {
            LOG.infof("history: %s, partitions=%d", what, partitions);
        }
    }
}
