package io.tandem.callstate.call.history;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.CallView;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Dispositions beside the ended calls, in the schema {@code calls}; they may be there before the call's end. */
@ApplicationScoped
public class Dispositions {

    private static final String KEEP = """
            INSERT INTO calls.disposition (call_id, tenant, agent_id, code, note, callback_at, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (call_id) DO UPDATE
              SET agent_id = excluded.agent_id, code = excluded.code, note = excluded.note,
                  callback_at = excluded.callback_at, at = excluded.at""";
    private static final String FIND =
            "SELECT code, note, callback_at, at FROM calls.disposition WHERE tenant = $1 AND call_id = $2";

    private final Pool pool;

    Dispositions(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> keep(CallView call, Disposition disposition) {
        var row = Tuple.tuple()
                .addString(call.callId())
                .addString(call.tenant())
                .addString(call.agentId())
                .addString(disposition.code())
                .addString(disposition.note())
                .addOffsetDateTime(utc(disposition.callbackAt()))
                .addOffsetDateTime(utc(disposition.at()));
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    public Uni<Optional<Disposition>> of(String tenant, String callId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(tenant, callId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .findFirst()
                .map(Dispositions::read));
    }

    private static Disposition read(Row row) {
        var callbackAt = row.getOffsetDateTime("callback_at");
        return new Disposition(
                row.getString("code"),
                row.getString("note"),
                callbackAt == null ? null : callbackAt.toInstant(),
                row.getOffsetDateTime("at").toInstant());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
