package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Standing;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.routing.Departure;
import io.tandem.callstate.routing.Forecast;
import io.tandem.contracts.PbxFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How far calls have come in their queues, and what is told of it. */
@ApplicationScoped
public class Waits {

    private final CallFlow flow;
    private final RedisCalls calls;
    private final RedisQueues queues;
    private final InstantSource clock;

    Waits(CallFlow flow, RedisCalls calls, RedisQueues queues, InstantSource clock) {
        this.flow = flow;
        this.calls = calls;
        this.queues = queues;
        this.clock = clock;
    }

    /** For the first time in this queue; saying it again changes nothing. */
    public Uni<Void> notice(QueueKey queue, String callId) {
        return standing(queue, callId)
                .chain(standing -> standing == null
                        ? Uni.createFrom().voidItem()
                        : calls.find(callId)
                                .chain(call -> call == null
                                        ? Uni.createFrom().voidItem()
                                        : flow.apply(
                                                        callId,
                                                        call.pbxId(),
                                                        null,
                                                        links -> new Input.Noticed(standing, clock.instant(), links),
                                                        Origin.NONE,
                                                        null)
                                                .replaceWithVoid()));
    }

    /** A time limit of a caller who waits passed. */
    Uni<CallFlow.Stored> over(PbxFact.DeadlinePassed passed, Origin origin) {
        return calls.find(passed.callId())
                .chain(call -> call == null
                        ? Uni.createFrom().nullItem()
                        : QueueKey.of(call)
                                .map(queue -> standing(queue, call.callId()))
                                .orElseGet(() -> Uni.createFrom().nullItem()))
                .chain(standing -> flow.store(
                        passed.callId(),
                        passed.pbxId(),
                        null,
                        links -> standing == null
                                ? new Input.Seen(passed, clock.instant(), links)
                                : new Input.StillWaiting(passed, standing, clock.instant(), links),
                        origin,
                        Timeline.of(passed)));
    }

    private Uni<@Nullable Standing> standing(QueueKey queue, String callId) {
        return queues.position(queue, callId)
                .chain(position ->
                        position.isEmpty() ? Uni.createFrom().nullItem() : expected(queue, position.getAsInt()));
    }

    private Uni<@Nullable Standing> expected(QueueKey queue, int position) {
        return queues.departedSince(queue, clock.instant().minus(Forecast.LOOKED_BACK))
                .map(departures -> {
                    long answered = departures.stream()
                            .filter(d -> d.how() == Departure.How.ANSWERED)
                            .count();
                    return new Standing(
                            queue.queueId(),
                            position,
                            Forecast.of(position, Math.toIntExact(answered)).orElse(null));
                });
    }
}
