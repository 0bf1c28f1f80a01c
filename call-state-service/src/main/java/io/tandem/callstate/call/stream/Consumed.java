package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.callstate.call.store.Origin;
import io.tandem.edge.kafka.PoisonRecordException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** How a record is taken: repeated until Redis, Kafka and PostgreSQL take it too; set aside only when no repetition can help. */
final class Consumed {

    private static final Logger LOG = Logger.getLogger(Consumed.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    static Uni<Void> take(Message<String> message, Supplier<Uni<Void>> work) {
        return answer(message, patiently(message, work));
    }

    static <T> Uni<T> patiently(Message<String> message, Supplier<Uni<T>> work) {
        return patiently(message, work, FIRST_PAUSE);
    }

    /** Not Mutiny's own retry: it costs each record a stream of its own, and nearly none is tried again. */
    private static <T> Uni<T> patiently(Message<String> message, Supplier<Uni<T>> work, Duration pause) {
        return Uni.createFrom().deferred(work::get).onFailure(Consumed::mayPass).recoverWithUni(e -> {
            LOG.warnf(e, "record is tried again: %s", origin(message));
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(jittered(pause))
                    .chain(() -> patiently(message, work, longer(pause)));
        });
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    static Uni<Void> answer(Message<String> message, Uni<Void> work) {
        return work.onItemOrFailure().transformToUni((done, failure) -> {
            if (failure == null) {
                return Uni.createFrom().completionStage(message::ack);
            }
            LOG.errorf(failure, "record is set aside: %s", origin(message));
            return Uni.createFrom().completionStage(() -> message.nack(failure));
        });
    }

    static Origin origin(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(m -> new Origin(m.getTopic(), m.getPartition(), m.getOffset()))
                .orElse(Origin.NONE);
    }

    /** What the record is about: its key. Records without one wait for each other. */
    static String key(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(m -> String.valueOf(m.getKey()))
                .orElse("");
    }

    static boolean mayPass(Throwable failure) {
        return !(failure instanceof PoisonRecordException);
    }

    private Consumed() {}
}
