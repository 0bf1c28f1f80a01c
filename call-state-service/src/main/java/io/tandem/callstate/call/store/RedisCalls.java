package io.tandem.callstate.call.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Links;
import io.tandem.callstate.call.Rank;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.deadline.DeadlineMember;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.redis.Names;
import io.tandem.callstate.redis.Script;
import io.tandem.contracts.CallState;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Live calls, and those that ended a moment ago. One script loads, one writes; a write on another version than it was computed from is refused. */
@ApplicationScoped
public class RedisCalls {

    private static final Script LOAD = Script.named("call-load");
    private static final Script WRITE = Script.named("call-write");
    private static final Script REMOVE = Script.named("call-remove");

    private final RedisAPI redis;
    private final Outbox outbox;
    private final Wire wire;
    private final RecentCalls recent = new RecentCalls();

    RedisCalls(RedisAPI redis, Outbox outbox, Wire wire) {
        this.redis = redis;
        this.outbox = outbox;
        this.wire = wire;
    }

    public static String outboxOf(String callId) {
        return CallKeys.outbox(callId);
    }

    /** Name of the set of the PBX's living calls. */
    public static String ofPbx(String pbxId) {
        return CallKeys.ofPbx(pbxId);
    }

    public Uni<Loaded> load(String callId, String pbxId, Origin origin) {
        int hash = Utils.toPositive(Utils.murmur2(callId.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var keys = List.of(
                CallKeys.call(callId), CallKeys.outbox(callId), CallKeys.amiLink(pbxId), CallKeys.ariLink(pbxId));
        var known = recent.of(callId);
        var stamp = known == null ? "" : known.stamp();
        return LOAD.run(redis, keys, List.of(origin.field(), Integer.toString(hash), stamp))
                .map(r -> loaded(callId, known, r));
    }

    private Loaded loaded(String callId, RecentCalls.@Nullable Stamped known, Response r) {
        var offset = text(r.get(1));
        return new Loaded(
                call(callId, known, text(r.get(5)), text(r.get(0))),
                offset == null ? -1 : Long.parseLong(offset),
                new Links(r.get(2).toInteger() == 1, text(r.get(3))),
                outbox.read(r.get(4)));
    }

    private @Nullable Call call(
            String callId, RecentCalls.@Nullable Stamped known, @Nullable String stamp, @Nullable String state) {
        if (known != null && known.stamp().equals(stamp)) {
            return known.call();
        }
        if (state == null) {
            return null;
        }
        var call = CallJson.read(state);
        if (stamp != null) {
            recent.put(callId, stamp, call);
        }
        return call;
    }

    /**
     * Fails with {@link StaleVersionException} when somebody else moved the call since it was loaded, with {@link
     * LapsedReservationException} when the agent is no longer reserved as the change wants it.
     */
    public Uni<Void> write(Change change) {
        var call = change.after();
        var keys = new ArrayList<>(List.of(
                CallKeys.call(call.callId()),
                CallKeys.outbox(call.callId()),
                CallKeys.timeline(call.callId()),
                DeadlineMember.KEY,
                Outbox.PENDING,
                CallKeys.STATES,
                CallKeys.ofPbx(call.pbxId()),
                reservationKey(change)));
        keys.addAll(newLists(change));
        var stamp = Ulids.next();
        return WRITE.run(redis, keys, arguments(change, stamp)).chain(answer -> switch (answer.toInteger()) {
            case 0 -> {
                recent.forget(call.callId());
                yield Uni.createFrom().failure(new StaleVersionException(call.callId()));
            }
            case 1 -> {
                recent.put(call.callId(), stamp, call);
                yield Uni.createFrom().voidItem();
            }
            default ->
                Uni.createFrom()
                        .failure(new LapsedReservationException(
                                change.reservation() == null
                                        ? ""
                                        : change.reservation().agentId()));
        });
    }

    /** Without a reservation that matters it is not looked at. */
    private static String reservationKey(Change change) {
        var reservation = change.reservation();
        return Names.agent(change.after().tenant(), reservation == null ? "" : reservation.agentId());
    }

    /** All of them at the beginning; later those of agents who came into the call. */
    private static List<String> newLists(Change change) {
        var lists = new ArrayList<>(CallKeys.lists(change.after()));
        if (change.before().version() > 0) {
            lists.removeAll(CallKeys.lists(change.before()));
        }
        return lists;
    }

    private List<String> arguments(Change change, String stamp) {
        var before = change.before();
        var after = change.after();
        var origin = change.origin();
        var args = new ArrayList<>(List.of(
                Long.toString(before.version()),
                Long.toString(after.version()),
                CallJson.write(after),
                origin.isTopic() ? origin.field() : "",
                Long.toString(origin.offset()),
                Long.toString(change.now().toEpochMilli()),
                after.callId(),
                before.version() == 0 || before.ended() ? "" : state(before),
                after.ended() ? "" : state(after),
                stamp,
                change.reservation() == null
                        ? ""
                        : Long.toString(change.reservation().fence()),
                Rank.of(after.callId())));
        args.add(Integer.toString(change.messages().size()));
        change.messages().forEach((position, message) -> {
            args.add(position);
            args.add(outbox.write(message));
        });
        args.add(Integer.toString(change.timeline().size()));
        change.timeline().forEach(entry -> args.add(wire.write(entry)));
        args.add(Integer.toString(change.armed().size()));
        change.armed().forEach((member, due) -> {
            args.add(member.toString());
            args.add(Long.toString(due.toEpochMilli()));
        });
        args.add(Integer.toString(change.dropped().size()));
        change.dropped().forEach(member -> args.add(member.toString()));
        var queues = QueueBook.of(change);
        args.add(Integer.toString(queues.size()));
        queues.forEach(entry -> args.addAll(entry.arguments()));
        return args;
    }

    private static String state(Call call) {
        return call.tenant() + "|" + call.state().name();
    }

    public Uni<Void> dropDeadline(DeadlineMember member) {
        return redis.zrem(List.of(DeadlineMember.KEY, member.toString())).replaceWithVoid();
    }

    /** Forgets an ended call; refused (false) when it moved meanwhile or has messages to publish. */
    public Uni<Boolean> remove(Call call) {
        var keys = new ArrayList<>(List.of(
                CallKeys.call(call.callId()),
                CallKeys.outbox(call.callId()),
                CallKeys.timeline(call.callId()),
                DeadlineMember.KEY,
                Outbox.PENDING,
                CallKeys.ofPbx(call.pbxId())));
        keys.addAll(CallKeys.lists(call));
        var deadline = call.deadline();
        var member = deadline == null
                ? ""
                : new DeadlineMember(
                                call.callId(), call.pbxId(), deadline.name().name(), deadline.armed())
                        .toString();
        return REMOVE.run(
                        redis,
                        keys,
                        List.of(Long.toString(call.version()), call.callId(), member, Rank.of(call.callId())))
                .map(answer -> answer.toInteger() == 1)
                .invoke(removed -> recent.forget(call.callId()));
    }

    public Uni<@Nullable Call> find(String callId) {
        return redis.hget(CallKeys.call(callId), "state").map(r -> r == null ? null : CallJson.read(r.toString()));
    }

    public Uni<List<TimelineEntry>> timeline(String callId) {
        return redis.lrange(CallKeys.timeline(callId), "0", "-1")
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(entry -> wire.read(entry.toString(), TimelineEntry.class))
                        .toList());
    }

    public Uni<List<Call>> livingOn(String pbxId) {
        return redis.smembers(CallKeys.ofPbx(pbxId))
                .chain(ids -> all(StreamSupport.stream(ids.spliterator(), false).map(Response::toString)));
    }

    /** Newest first: at most {@code count} calls before {@code callId}, or from the newest for null. */
    public Uni<List<Call>> before(
            String tenant, @Nullable String agentId, @Nullable String campaignId, @Nullable String callId, int count) {
        var list = campaignId != null
                ? CallKeys.ofCampaign(tenant, campaignId)
                : agentId != null ? CallKeys.ofAgent(tenant, agentId) : CallKeys.ofTenant(tenant);
        var from = callId == null ? "+" : "(" + Rank.of(callId);
        return redis.zrevrangebylex(List.of(list, from, "-", "LIMIT", "0", Integer.toString(count)))
                .chain(ranks -> all(
                        StreamSupport.stream(ranks.spliterator(), false).map(rank -> Rank.callIdOf(rank.toString()))));
    }

    /** How many calls live, by tenant and state; counted by the script that moves them. */
    public Uni<Map<String, Map<CallState, Integer>>> states() {
        return redis.hgetall(CallKeys.STATES).map(counts -> {
            var byTenant = new HashMap<String, Map<CallState, Integer>>();
            for (var field : counts.getKeys()) {
                var bar = field.lastIndexOf('|');
                if (bar >= 0) { // without one it was counted before tenants were
                    byTenant.computeIfAbsent(field.substring(0, bar), _ -> new EnumMap<>(CallState.class))
                            .put(
                                    CallState.valueOf(field.substring(bar + 1)),
                                    counts.get(field).toInteger());
                }
            }
            return byTenant;
        });
    }

    private Uni<List<Call>> all(Stream<String> callIds) {
        var finds = callIds.map(this::find).toList();
        return finds.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(finds).andCollectFailures().map(found -> found.stream()
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    private static @Nullable String text(@Nullable Response r) {
        return r == null ? null : r.toString();
    }
}
