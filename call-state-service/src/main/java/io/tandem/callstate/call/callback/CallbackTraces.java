package io.tandem.callstate.call.callback;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.store.Place;
import io.tandem.callstate.call.store.QueueKey;
import io.tandem.callstate.call.store.RedisQueues;
import io.tandem.callstate.erasure.Person;
import io.tandem.callstate.erasure.Tally;
import io.tandem.callstate.erasure.Traces;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Callbacks of the person. One that waits is cancelled, for nobody can be called whose number is gone; its place goes with it. */
@ApplicationScoped
class CallbackTraces implements Traces {

    private static final String UNDER_WAY = """
            SELECT call_id FROM calls.callback WHERE tenant = $1 AND number = $2 AND state = 'CALLING'""";
    private static final String ERASE = """
            UPDATE calls.callback SET number = CASE WHEN number = $2 THEN $3 ELSE number END,
                note = regexp_replace(note, $4, $3, 'g'),
                metadata = regexp_replace(metadata::text, $4, $3, 'g')::jsonb,
                ended_at = CASE WHEN number = $2 AND state = 'WAITING' THEN now() ELSE ended_at END,
                reason = CASE WHEN number = $2 AND state = 'WAITING' THEN 'the number was erased' ELSE reason END,
                state = CASE WHEN number = $2 AND state = 'WAITING' THEN 'CANCELLED' ELSE state END,
                revision = revision + 1
            WHERE tenant = $1 AND (number = $2 OR note ~ $4 OR metadata::text ~ $4)
                AND NOT (number = $2 AND state = 'CALLING')""";

    private final Pool pool;
    private final RedisQueues queues;

    CallbackTraces(Pool pool, RedisQueues queues) {
        this.pool = pool;
        this.queues = queues;
    }

    /** One under way, or with a place that may not be written down yet, is looked at again. */
    @Override
    public CompletionStage<Found> find(Person person) {
        return places(person)
                .chain(places -> underWay(person).map(calls -> {
                    var living = new HashSet<>(calls);
                    places.forEach(place -> living.add(place.place().callback().callId()));
                    return new Found(living, living);
                }))
                .subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Tally> erase(Person person, Set<String> callIds) {
        return places(person)
                .chain(this::drop)
                .chain(() -> pool.preparedQuery(ERASE)
                        .execute(Tuple.of(person.tenant(), person.number(), person.pseudonym(), person.pattern())))
                .map(SqlResult::rowCount)
                .map(count -> Tally.erased("callbacks", count))
                .subscribeAsCompletionStage();
    }

    private record Standing(QueueKey queue, Place.OfCallback place) {}

    private Uni<Set<String>> underWay(Person person) {
        return pool.preparedQuery(UNDER_WAY)
                .execute(Tuple.of(person.tenant(), person.number()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("call_id"))
                        .collect(Collectors.toSet()));
    }

    private Uni<List<Standing>> places(Person person) {
        return queues.all().chain(all -> {
            Uni<Stream<Standing>> found = Uni.createFrom().item(Stream.of());
            for (var queue : all) {
                found = queue.tenant().equals(person.tenant())
                        ? found.chain(so -> places(queue, person).map(more -> Stream.concat(so, more)))
                        : found;
            }
            return found.map(Stream::toList);
        });
    }

    private Uni<Stream<Standing>> places(QueueKey queue, Person person) {
        return queues.head(queue, Integer.MAX_VALUE).map(waiting -> waiting.stream()
                .map(RedisQueues.Waiting::place)
                .flatMap(place -> place instanceof Place.OfCallback back ? Stream.of(back) : Stream.of())
                .filter(back -> back.callback().number().equals(person.number()))
                .map(back -> new Standing(queue, back)));
    }

    private Uni<Void> drop(List<Standing> places) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var standing : places) {
            done = done.chain(() -> queues.drop(standing.queue(), standing.place()));
        }
        return done;
    }
}
