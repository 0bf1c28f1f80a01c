package io.tandem.campaign.directory;

import io.smallrye.mutiny.Uni;
import io.tandem.campaign.outbox.Outbox;
import io.tandem.campaign.outbox.Outgoing;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells of entries in the transaction at hand. Each change takes the next version; the row's lock keeps them in order. */
@ApplicationScoped
public class DirectoryNews {

    private final Outbox outbox;
    private final Wire wire;
    private final InstantSource clock;

    DirectoryNews(Outbox outbox, Wire wire, InstantSource clock) {
        this.outbox = outbox;
        this.wire = wire;
        this.clock = clock;
    }

    Uni<Void> changed(Kind kind, DirectoryRow<?> row) {
        return DirectoryVersion.next().invoke(row::setVersion).chain(() -> outbox.add(entry(kind, row)));
    }

    Uni<Void> ended(Kind kind, TenantKey key) {
        return DirectoryVersion.next()
                .chain(version -> outbox.add(outgoing(kind, key, version, clock.instant(), null)));
    }

    Uni<Void> again(Kind kind, List<? extends DirectoryRow<?>> rows) {
        return outbox.add(rows.stream().map(row -> entry(kind, row)).toList());
    }

    /** To be called once the transaction has committed. */
    void kick() {
        outbox.kick();
    }

    private Outgoing entry(Kind kind, DirectoryRow<?> row) {
        return outgoing(kind, row.key(), row.version(), row.updatedAt(), wire.write(row.entry()));
    }

    private static Outgoing outgoing(Kind kind, TenantKey of, long version, Instant at, @Nullable String body) {
        var key = kind.name() + ":" + of.tenant() + ":" + of.id();
        return new Outgoing(Topics.DIRECTORY, key, key + ":" + version, kind.type(), of.tenant(), at, body);
    }
}
