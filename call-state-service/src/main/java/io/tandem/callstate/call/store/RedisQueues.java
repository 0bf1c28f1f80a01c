package io.tandem.callstate.call.store;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Callback;
import io.tandem.callstate.redis.Script;
import io.tandem.callstate.routing.Departure;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Who waits in which queue, as the scripts that move calls write it; read here, and written only where a callback is done with. */
@ApplicationScoped
public class RedisQueues {

    private static final Script FORGET = Script.named("queue-forget");
    private static final Script RATE = Script.named("call-rate");

    private final RedisAPI redis;

    RedisQueues(RedisAPI redis) {
        this.redis = redis;
    }

    /** @param position 1: the next */
    public record Waiting(Place place, int position, Instant since) {}

    /** How many wait, and since when the one who waits longest does; null where nobody waits. */
    public record Length(int waiting, @Nullable Instant oldest) {}

    /** Queues in which somebody may wait. */
    public Uni<List<QueueKey>> all() {
        return redis.smembers(QueueKey.ALL)
                .map(found -> texts(found).map(QueueKey::parse).toList());
    }

    /** The first of them, in their order. */
    public Uni<List<Waiting>> head(QueueKey queue, int most) {
        return redis.zrange(List.of(queue.waiting(), "0", Integer.toString(most - 1), "WITHSCORES"))
                .map(found -> {
                    var waiting = new ArrayList<Waiting>();
                    for (int i = 0; i < found.size(); i++) {
                        var pair = found.get(i);
                        long score = (long) Double.parseDouble(pair.get(1).toString());
                        waiting.add(new Waiting(
                                Place.parse(pair.get(0).toString(), score, queue.queueId()),
                                i + 1,
                                Place.since(score)));
                    }
                    return List.copyOf(waiting);
                });
    }

    /** 1: the next; empty for one that does not wait there. */
    public Uni<OptionalInt> position(QueueKey queue, String callId) {
        return redis.zrank(queue.waiting(), callId)
                .map(rank -> rank == null ? OptionalInt.empty() : OptionalInt.of(rank.toInteger() + 1));
    }

    public Uni<Length> length(QueueKey queue) {
        return head(queue, Integer.MAX_VALUE)
                .map(all -> new Length(
                        all.size(),
                        all.stream().map(Waiting::since).min(Instant::compareTo).orElse(null)));
    }

    /** Those who left since, within the last hour. */
    public Uni<List<Departure>> departedSince(QueueKey queue, Instant since) {
        return redis.zrangebyscore(List.of(queue.departed(), Long.toString(since.toEpochMilli()), "+inf", "WITHSCORES"))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(pair -> QueueBook.read(pair.get(0).toString(), (long)
                                Double.parseDouble(pair.get(1).toString())))
                        .toList());
    }

    /** When each agent was last offered a call, in ms. */
    public Uni<Map<String, Long>> offers(String tenant) {
        return redis.hgetall(QueueBook.offers(tenant)).map(RedisQueues::numbers);
    }

    /** How many calls from queues each agent answered on this day, by UTC. */
    public Uni<Map<String, Long>> answers(String tenant, Instant at) {
        return redis.hgetall(QueueBook.answers(tenant, at)).map(RedisQueues::numbers);
    }

    public Uni<Void> forgetIfEmpty(QueueKey queue) {
        return FORGET.run(redis, List.of(QueueKey.ALL, queue.waiting()), List.of())
                .replaceWithVoid();
    }

    /** A place that may be there already. */
    public Uni<Void> keep(QueueKey queue, Callback callback) {
        var score = Long.toString(Place.score(callback.priority(), callback.since()));
        return redis.sadd(List.of(QueueKey.ALL, queue.waiting()))
                .chain(() -> redis.zadd(List.of(queue.waiting(), score, Place.member(callback))))
                .replaceWithVoid();
    }

    public Uni<Boolean> holds(QueueKey queue, Callback callback) {
        return redis.zscore(queue.waiting(), Place.member(callback)).map(Objects::nonNull);
    }

    /** Of a callback that was made, or of a call that is no more. */
    public Uni<Void> drop(QueueKey queue, Place place) {
        return redis.zrem(List.of(queue.waiting(), place.member())).replaceWithVoid();
    }

    /** How often the caller called the number within a minute, this call included; asking again counts nothing. */
    public Uni<Integer> callsInTheLastMinute(String did, String caller, String callId, Instant now) {
        return RATE.run(
                        redis,
                        List.of("rate:{" + did + "|" + caller + "}"),
                        List.of(Long.toString(now.toEpochMilli()), callId))
                .map(Response::toInteger);
    }

    private static Map<String, Long> numbers(Response hash) {
        var numbers = new HashMap<String, Long>();
        hash.getKeys().forEach(key -> numbers.put(key, hash.get(key).toLong()));
        return numbers;
    }

    private static java.util.stream.Stream<String> texts(Response found) {
        return StreamSupport.stream(found.spliterator(), false).map(Response::toString);
    }
}
