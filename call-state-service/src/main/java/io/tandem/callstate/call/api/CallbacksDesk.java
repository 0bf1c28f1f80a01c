package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.CallStateConfig;
import io.tandem.callstate.call.Directions;
import io.tandem.callstate.call.callback.CallbackEntry;
import io.tandem.callstate.call.callback.CallbackEntry.Asker;
import io.tandem.callstate.call.callback.CallbackState;
import io.tandem.callstate.call.callback.CallbackTable;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the resource asks of callbacks that changes them; refusals as problems. */
@ApplicationScoped
class CallbacksDesk {

    private final CallbackTable table;
    private final Idempotency idempotency;
    private final Directions directions;
    private final CallStateConfig.Inbound config;
    private final Wire wire;
    private final InstantSource clock;

    CallbacksDesk(
            CallbackTable table,
            Idempotency idempotency,
            Directions directions,
            CallStateConfig config,
            Wire wire,
            InstantSource clock) {
        this.table = table;
        this.idempotency = idempotency;
        this.directions = directions;
        this.config = config.inbound();
        this.wire = wire;
        this.clock = clock;
    }

    Uni<CallbackEntry> create(
            String tenant, CallbackBody wanted, String by, @Nullable String agentId, @Nullable String key) {
        var now = clock.instant();
        var terms = wanted.terms(tenant, directions, config, now);
        var id = key == null
                ? Uni.createFrom().item(Ulids.next())
                : idempotency.claim(tenant, key, wire.write(wanted), Ulids.next());
        return id.chain(callbackId -> table.keep(callbackId, tenant, terms, new Asker(null, by, agentId, now))
                .chain(() -> find(tenant, callbackId)));
    }

    Uni<CallbackEntry> change(CallbackEntry entry, CallbackBody wanted) {
        var terms = wanted.terms(entry.tenant(), directions, config, clock.instant());
        return table.change(entry.tenant(), entry.callbackId(), terms)
                .chain(changed -> find(entry.tenant(), entry.callbackId()).invoke(now -> mustHave(changed, now)));
    }

    /** What is cancelled already stays so. */
    Uni<Void> cancel(CallbackEntry entry, String by) {
        return table.cancel(entry.tenant(), entry.callbackId(), "cancelled by " + by, clock.instant())
                .chain(changed -> find(entry.tenant(), entry.callbackId())
                        .invoke(now -> mustHave(changed || now.state() == CallbackState.CANCELLED, now)))
                .replaceWithVoid();
    }

    Uni<CallbackEntry> find(String tenant, String callbackId) {
        return table.find(tenant, callbackId)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("callback", callbackId)));
    }

    private static void mustHave(boolean changed, CallbackEntry now) {
        if (!changed) {
            throw ProblemException.conflict(
                    now.state() == CallbackState.CALLING
                            ? "they are being called now: call " + now.callId()
                            : "the callback is " + now.state());
        }
    }
}
