package io.tandem.notifier.event.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.notifier.event.NewEvent;
import io.tandem.notifier.event.store.EventLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Three topics into one log. A record is handed to the log in the order of its partition and acknowledged once it is stored; the
 * next one is taken as soon as the log has room, so that many share one insert. What is no event goes to the dead-letter topic.
 */
@ApplicationScoped
class EventConsumer {

    private static final EventMapper.Headers NONE = new EventMapper.Headers(null, null);

    private final EventMapper mapper;
    private final EventLog log;
    private final MeterRegistry metrics;

    EventConsumer(EventMapper mapper, EventLog log, MeterRegistry metrics) {
        this.mapper = mapper;
        this.log = log;
        this.metrics = metrics;
    }

    @Incoming("calls")
    Uni<Void> call(Message<String> message) {
        return take(message, mapper::call);
    }

    @Incoming("agents")
    Uni<Void> agent(Message<String> message) {
        return take(message, mapper::agent);
    }

    @Incoming("campaigns")
    Uni<Void> campaign(Message<String> message) {
        return take(message, mapper::campaign);
    }

    private Uni<Void> take(
            Message<String> message, BiFunction<String, EventMapper.Headers, Optional<NewEvent>> mapping) {
        Optional<NewEvent> event;
        try {
            event = mapping.apply(message.getPayload(), headers(message));
        } catch (PoisonRecordException e) {
            return refused(message, e);
        }
        if (event.isEmpty()) {
            metrics.counter("tandem.events.skipped").increment();
            return Uni.createFrom().completionStage(message.ack());
        }
        log.append(event.get()).subscribe().with(_ -> settle(message.ack()), failure -> settle(message.nack(failure)));
        return log.room();
    }

    private static Uni<Void> refused(Message<String> message, PoisonRecordException e) {
        Log.warnf("record refused: %s", e.getMessage());
        return Uni.createFrom().completionStage(message.nack(e));
    }

    private static void settle(java.util.concurrent.CompletionStage<Void> settled) {
        settled.whenComplete((_, failure) -> {
            if (failure != null) {
                Log.error("cannot settle a record; it will come again", failure);
            }
        });
    }

    @SuppressWarnings("rawtypes")
    private static EventMapper.Headers headers(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(IncomingKafkaRecordMetadata::getHeaders)
                .map(headers -> new EventMapper.Headers(header(headers, "ce_id"), header(headers, "ce_source")))
                .orElse(NONE);
    }

    private static @Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
