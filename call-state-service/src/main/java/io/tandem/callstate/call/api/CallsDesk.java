package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallFilter;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Rank;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisLinks;
import io.tandem.callstate.call.stream.Asked;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.call.stream.CallStarter;
import io.tandem.callstate.call.stream.PbxRouter;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.edge.paging.Cursor;
import io.tandem.edge.paging.Page;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the resource asks of calls: live ones from Redis, ended ones from the history, refusals as problems. */
@ApplicationScoped
class CallsDesk {

    private static final int CHUNK = 200;

    private final CallStarter starter;
    private final CallFlow flow;
    private final RedisCalls calls;
    private final RedisLinks links;
    private final History history;
    private final Idempotency idempotency;
    private final PbxRouter router;
    private final Wire wire;
    private final InstantSource clock;

    CallsDesk(
            CallStarter starter,
            CallFlow flow,
            RedisCalls calls,
            RedisLinks links,
            History history,
            Idempotency idempotency,
            PbxRouter router,
            Wire wire,
            InstantSource clock) {
        this.starter = starter;
        this.flow = flow;
        this.calls = calls;
        this.links = links;
        this.history = history;
        this.idempotency = idempotency;
        this.router = router;
        this.wire = wire;
        this.clock = clock;
    }

    Uni<String> start(String tenant, CallsResource.NewCall wanted, @Nullable String key) {
        if (key == null) {
            return begin(tenant, Ulids.next(), wanted);
        }
        return idempotency
                .claim(tenant, key, wire.write(wanted), Ulids.next())
                .chain(callId -> exists(callId)
                        .chain(there -> there ? Uni.createFrom().item(callId) : begin(tenant, callId, wanted)))
                .onFailure(CallsDesk::startedNothing)
                .call(() -> idempotency.free(tenant, key));
    }

    /** A refusal, but not that of a key that belongs to another body. */
    private static boolean startedNothing(Throwable failure) {
        return failure instanceof ProblemException p
                && p.problem().violations().stream().noneMatch(v -> v.field().equals("Idempotency-Key"));
    }

    private Uni<Boolean> exists(String callId) {
        return calls.find(callId).chain(live -> live != null ? Uni.createFrom().item(true) : history.knows(callId));
    }

    private Uni<String> begin(String tenant, String callId, CallsResource.NewCall wanted) {
        var asked = new Asked(
                callId,
                tenant,
                wanted.agentId(),
                wanted.to(),
                wanted.callerId(),
                wanted.trunkId(),
                null,
                null,
                null,
                wanted.metadata() == null ? Map.of() : wanted.metadata(),
                Boolean.TRUE.equals(wanted.record()),
                null,
                wanted.amd() == null ? null : wanted.amd().screening(),
                Boolean.TRUE.equals(wanted.recordInsideOnly()));
        return switch (starter.check(asked)) {
            case CallStarter.Check.Unsound u -> throw ProblemException.invalid(u.field(), u.why());
            case CallStarter.Check.Sound sound ->
                router.choose()
                        .chain(pbxId -> links.of(callId, pbxId).invoke(now -> {
                            if (now.none()) {
                                throw ProblemException.unavailable("neither AMI nor ARI of " + pbxId + " is connected");
                            }
                        }))
                        .chain(() -> starter.reserve(asked))
                        .chain(reservation -> switch (reservation) {
                            case CallStarter.Reservation.Held held ->
                                starter.begin(asked, sound.plan(), held, Origin.NONE);
                            case CallStarter.Reservation.Refused refused ->
                                throw ProblemException.conflict(refused.why());
                        })
                        .onFailure(LapsedReservationException.class)
                        .transform(lapsed -> ProblemException.conflict(lapsed.getMessage()))
                        .replaceWith(callId);
        };
    }

    Uni<CallView> find(String tenant, String callId) {
        return calls.find(callId)
                .chain(live -> live != null
                        ? Uni.createFrom().item(() -> ofTenant(tenant, live))
                        : history.find(tenant, callId)
                                .map(ended -> ended.orElseThrow(() -> ProblemException.notFound("call", callId))));
    }

    private static CallView ofTenant(String tenant, Call call) {
        if (!call.tenant().equals(tenant)) {
            throw ProblemException.notFound("call", call.callId());
        }
        return CallView.of(call);
    }

    Uni<List<TimelineEntry>> timeline(String tenant, String callId) {
        return history.timeline(tenant, callId)
                .chain(archived ->
                        archived.isPresent() ? Uni.createFrom().item(archived.get()) : calls.timeline(callId));
    }

    Uni<CallView> hangUp(String tenant, String callId) {
        return calls.find(callId).chain(call -> {
            if (call == null || call.ended() || !call.tenant().equals(tenant)) {
                throw ProblemException.conflict("call " + callId + " has ended");
            }
            return flow.apply(
                            callId,
                            call.pbxId(),
                            null,
                            now -> new Input.HangUpRequested("hang-up was requested", clock.instant(), now),
                            Origin.NONE,
                            null)
                    .chain(() -> find(tenant, callId));
        });
    }

    /** Newest first. A call is in Redis, or in the history, or for a moment in both; Redis knows better. */
    Uni<Page<CallView>> list(String tenant, CallFilter filter, int limit, @Nullable String cursor) {
        @Nullable String before = Cursor.decode(cursor).orElse(null);
        var recent = recent(tenant, filter, before, limit + 1, new ArrayList<>());
        var ended = filter.admitsEnded()
                ? history.list(tenant, filter, before, limit + 1)
                : Uni.createFrom().item(List.<CallView>of());
        return Uni.combine().all().unis(recent, ended).asTuple().map(both -> {
            var byId = new LinkedHashMap<String, CallView>();
            both.getItem2().forEach(v -> byId.put(v.callId(), v));
            both.getItem1().forEach(c -> byId.put(c.callId(), CallView.of(c)));
            var newest = byId.values().stream()
                    .sorted(Comparator.comparing((CallView v) -> Rank.of(v.callId()))
                            .reversed())
                    .limit(limit + 1L)
                    .toList();
            return Page.cut(newest, limit, CallView::callId);
        });
    }

    private Uni<List<Call>> recent(
            String tenant, CallFilter filter, @Nullable String before, int wanted, List<Call> found) {
        return calls.before(tenant, filter.agentId(), filter.campaignId(), before, CHUNK)
                .chain(chunk -> {
                    chunk.stream()
                            .filter(filter::admits)
                            .limit(Math.max(0, wanted - found.size()))
                            .forEach(found::add);
                    return chunk.size() < CHUNK || found.size() >= wanted
                            ? Uni.createFrom().item(found)
                            : recent(tenant, filter, chunk.getLast().callId(), wanted, found);
                });
    }
}
