package io.tandem.campaign.idempotency;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tandem.campaign.sql.Row;
import io.tandem.campaign.sql.Sql;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers by Idempotency-Key, kept for a day. A key belongs to its tenant, whatever the operation. */
@ApplicationScoped
public class Idempotency {

    private static final Duration KEPT = Duration.ofHours(24);

    /** A request that is in the making for this long died with its process; its key is free again. */
    private static final Duration DEAD = Duration.ofMinutes(15);

    private final InstantSource clock;

    Idempotency(InstantSource clock) {
        this.clock = clock;
    }

    /** Does the work once, in one transaction with the key. Without a key it is simply done. */
    public Uni<Answer> once(String tenant, @Nullable String key, String fingerprint, Supplier<Uni<Answer>> work) {
        if (key == null) {
            return Panache.withTransaction(work);
        }
        check(key);
        return Panache.withTransaction(() -> take(tenant, key)
                .chain(taken -> taken
                        ? work.get().call(answer -> keep(tenant, key, fingerprint, answer))
                        : kept(tenant, key, fingerprint)));
    }

    /** For work of many transactions: true if the key is new and is now ours; then {@link #close} or {@link #forget} it. */
    public Uni<Boolean> open(String tenant, String key) {
        check(key);
        return Panache.withTransaction(() -> take(tenant, key));
    }

    public Uni<Void> close(String tenant, String key, String fingerprint, Answer answer) {
        return Panache.withTransaction(() -> keep(tenant, key, fingerprint, answer));
    }

    public Uni<Void> forget(String tenant, String key) {
        return Panache.withTransaction(() -> Sql.of(
                                "delete from campaign.idempotency_key where tenant = :tenant and key = :key and body is null")
                        .with("tenant", tenant)
                        .with("key", key)
                        .run())
                .replaceWithVoid();
    }

    /** The answer that was given; a conflict while it is still being made; 422 for another request. */
    public Uni<Answer> answer(String tenant, String key, String fingerprint) {
        return Panache.withSession(() -> kept(tenant, key, fingerprint));
    }

    @Scheduled(every = "PT1H", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return Panache.withTransaction(() -> Sql.of("delete from campaign.idempotency_key where created_at < :before")
                        .with("before", clock.instant().minus(KEPT))
                        .run())
                .replaceWithVoid();
    }

    private Uni<Boolean> take(String tenant, String key) {
        return Sql.of("""
                insert into campaign.idempotency_key (tenant, key, created_at) values (:tenant, :key, :now)
                on conflict (tenant, key) do update set created_at = excluded.created_at
                  where campaign.idempotency_key.body is null and campaign.idempotency_key.created_at < :dead""")
                .with("tenant", tenant)
                .with("key", key)
                .with("now", clock.instant())
                .with("dead", clock.instant().minus(DEAD))
                .run()
                .map(changed -> changed > 0);
    }

    private static Uni<Void> keep(String tenant, String key, String fingerprint, Answer answer) {
        return Sql.of("""
                update campaign.idempotency_key
                set body_hash = :hash, status = :status, location = nullif(:location, ''), body = :body
                where tenant = :tenant and key = :key""")
                .with("hash", fingerprint)
                .with("status", answer.status())
                .with("location", answer.location() == null ? "" : answer.location())
                .with("body", answer.body())
                .with("tenant", tenant)
                .with("key", key)
                .run()
                .replaceWithVoid();
    }

    private static Uni<Answer> kept(String tenant, String key, String fingerprint) {
        return Sql.of("""
                select coalesce(body_hash, '') as body_hash, coalesce(status, 0) as status, location, body
                from campaign.idempotency_key where tenant = :tenant and key = :key""").with("tenant", tenant).with("key", key).row().map(row -> row.map(
                        found -> replay(found, fingerprint))
                .orElseThrow(Idempotency::inTheMaking));
    }

    private static Answer replay(Row row, String fingerprint) {
        var body = row.maybeText("body").orElseThrow(Idempotency::inTheMaking);
        if (!row.text("body_hash").equals(fingerprint)) {
            throw ProblemException.invalid("Idempotency-Key", "was used for another request");
        }
        return new Answer(row.whole("status"), row.maybeText("location").orElse(null), body);
    }

    private static ProblemException inTheMaking() {
        return ProblemException.conflict("a request with this Idempotency-Key is still being worked on");
    }

    private static void check(String key) {
        if (key.isBlank() || key.length() > 255 || key.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("Idempotency-Key", "must be 1 to 255 printable characters");
        }
    }
}
