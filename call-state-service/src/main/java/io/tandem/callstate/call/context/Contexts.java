package io.tandem.callstate.call.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.callstate.redis.Names;
import io.tandem.callstate.redis.Script;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallSummary;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Contexts in Redis: one script writes the context and the event that tells of it, on the revision that it was meant for. A context
 * lives as long as its call, and an hour more.
 */
@ApplicationScoped
public class Contexts {

    /** How long after the call's end; as call-write.lua has it. */
    public static final Duration KEPT = Duration.ofHours(1);

    /** What became of a new context. */
    public sealed interface Put {
        record Done(Context context) implements Put {}

        /** Somebody else wrote it since, or the precondition never held. */
        record Stale(long revision) implements Put {}

        /** The call ended more than an hour ago. */
        record TooLate() implements Put {}
    }

    private static final Script PUT = Script.named("context-put");

    private final RedisAPI redis;
    private final Outbox outbox;
    private final Wire wire;
    private final InstantSource clock;

    Contexts(RedisAPI redis, Outbox outbox, Wire wire, InstantSource clock) {
        this.redis = redis;
        this.outbox = outbox;
        this.wire = wire;
        this.clock = clock;
    }

    public Uni<Optional<Context>> of(String callId) {
        return redis.hmget(List.of(key(callId), "revision", "body"))
                .map(found -> found.get(0) == null
                        ? Optional.empty()
                        : Optional.of(
                                new Context(found.get(0).toLong(), found.get(1).toString())));
    }

    /** {@code call}: as it is now; {@code json}: checked by the caller. */
    public Uni<Put> put(CallView call, String json, Precondition precondition) {
        var left = call.endedAt() == null ? KEPT : KEPT.minus(Duration.between(call.endedAt(), clock.instant()));
        if (!left.isPositive()) {
            return Uni.createFrom().item(new Put.TooLate());
        }
        return of(call.callId()).chain(before -> {
            long revision = before.map(Context::revision).orElse(0L);
            return precondition.allows(revision)
                    ? write(call, new Context(revision + 1, json), left)
                            .chain(written -> written.isPresent()
                                    ? Uni.createFrom().item(new Put.Done(written.get()))
                                    : put(call, json, precondition))
                    : Uni.createFrom().item(new Put.Stale(revision));
        });
    }

    /** Empty when another revision is there by now. */
    private Uni<Optional<Context>> write(CallView call, Context context, Duration left) {
        var key = key(call.callId());
        var message = message(call, context, clock.instant());
        var position = Outbox.position(context.revision(), 0);
        var keys = List.of(key, key + ":outbox", Outbox.PENDING, RedisCalls.ofPbx(String.valueOf(call.pbxId())));
        var args = List.of(
                Long.toString(context.revision() - 1),
                Long.toString(context.revision()),
                context.json(),
                Long.toString(left.toMillis()),
                call.callId(),
                position,
                outbox.write(message),
                Long.toString(clock.millis()));
        return PUT.run(redis, keys, args)
                .chain(answer -> answer.toInteger() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : outbox.publish(key + ":outbox", new TreeMap<>(Map.of(position, message)))
                                .replaceWith(Optional.of(context)));
    }

    /** How many there were. */
    Uni<Integer> forget(Collection<String> callIds) {
        return redis.del(callIds.stream().map(Contexts::key).toList()).map(Response::toInteger);
    }

    private Outgoing message(CallView call, Context context, Instant now) {
        var event = new CallEvent.ContextChanged(
                call.callId(),
                call.tenant(),
                context.revision(),
                now,
                summary(call),
                context.revision(),
                context.json().getBytes(UTF_8).length);
        return new Outgoing(
                Topics.CALLS,
                call.callId(),
                call.callId() + ":context:" + context.revision(),
                TypeName.unversioned(CallEvent.ContextChanged.class),
                now,
                call.tenant(),
                wire.write(event));
    }

    private static CallSummary summary(CallView call) {
        return new CallSummary(
                call.direction(),
                call.mode(),
                call.state(),
                call.agentId(),
                call.campaignId(),
                call.contactId(),
                call.to(),
                call.from(),
                call.trunkId(),
                call.pbxId(),
                call.requestedAt(),
                call.answeredAt(),
                call.connectedAt(),
                call.endedAt(),
                call.outcome() == null ? null : CallOutcome.valueOf(call.outcome()),
                call.hangupCause(),
                call.metadata());
    }

    private static String key(String callId) {
        return Names.call(callId) + ":context";
    }
}
