package io.tandem.campaign.directory;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.TenantKey;
import io.tandem.edge.problem.ProblemException;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** The entries of one kind, of every tenant. A change and the record that tells of it are one transaction. */
public abstract class DirectoryStore<V, R extends DirectoryRow<V>> {

    private final Kind kind;
    private final PanacheRepositoryBase<R, TenantKey> rows;
    private final DirectoryNews news;
    private final InstantSource clock;

    protected DirectoryStore(
            Kind kind, PanacheRepositoryBase<R, TenantKey> rows, DirectoryNews news, InstantSource clock) {
        this.kind = kind;
        this.rows = rows;
        this.news = news;
        this.clock = clock;
    }

    protected abstract String id(V value);

    /** A new row of that key, made at the time given. */
    protected abstract R row(TenantKey key, V value, Instant now);

    /** Which others it names. */
    protected List<Reference> references(V value) {
        return List.of();
    }

    final Kind kind() {
        return kind;
    }

    public Uni<V> create(String tenant, V value) {
        var key = new TenantKey(tenant, id(value));
        return Panache.withTransaction(() -> rows.findById(key).chain(there -> {
                    if (there != null) {
                        throw exists(key);
                    }
                    return References.mustExist(kind, key, references(value))
                            .chain(() -> rows.persistAndFlush(row(key, value, clock.instant())))
                            .chain(this::tell);
                }))
                .onFailure(ConstraintViolationException.class)
                .transform(_ -> exists(key))
                .invoke(news::kick);
    }

    public Uni<V> replace(String tenant, V value) {
        var key = new TenantKey(tenant, id(value));
        return Panache.withTransaction(() -> locked(key)
                        .call(() -> References.mustExist(kind, key, references(value)))
                        .invoke(row -> row.describe(value, clock.instant()))
                        .chain(this::tell))
                .invoke(news::kick);
    }

    /** Refused while something works with it. */
    public Uni<Void> delete(String tenant, String id) {
        var key = new TenantKey(tenant, id);
        return Panache.withTransaction(() -> locked(key)
                        .call(() -> References.mustNotBeUsed(kind, key))
                        .call(rows::delete)
                        .chain(() -> news.ended(kind, key)))
                .invoke(news::kick);
    }

    public Uni<V> get(String tenant, String id) {
        var key = new TenantKey(tenant, id);
        return Panache.withSession(() -> rows.findById(key))
                .onItem()
                .ifNull()
                .failWith(() -> missing(key))
                .map(DirectoryRow::value);
    }

    /** In the order of their ids; at most {@code limit}. */
    public Uni<List<V>> after(String tenant, String id, int limit) {
        return Panache.withSession(() -> rows.find("key.tenant = ?1 and key.id > ?2 order by key.id", tenant, id)
                        .page(0, limit)
                        .list())
                .map(found -> found.stream().map(DirectoryRow::value).toList());
    }

    /** Tells of all entries again, so that an emptied topic heals. Locked rows keep it from overtaking a change. */
    Uni<Void> republish() {
        return Panache.withTransaction(() -> rows.findAll()
                        .withLock(LockModeType.PESSIMISTIC_READ)
                        .list()
                        .chain(all -> news.again(kind, all)))
                .invoke(news::kick);
    }

    /** Locked, so that what is told of an entry is told in the order in which it happened. */
    private Uni<R> locked(TenantKey key) {
        return rows.findById(key, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> missing(key));
    }

    private Uni<V> tell(R row) {
        return news.changed(kind, row).replaceWith(row::value);
    }

    private ProblemException exists(TenantKey key) {
        return ProblemException.conflict(kind.name() + " " + key.id() + " exists already");
    }

    private ProblemException missing(TenantKey key) {
        return ProblemException.notFound(kind.name(), key.id());
    }
}
