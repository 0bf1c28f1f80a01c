package io.tandem.aricontroller.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.tandem.aricontroller.AriControllerConfig;
import io.tandem.aricontroller.ari.AriShards;
import io.tandem.aricontroller.call.CommandCheck;
import io.tandem.aricontroller.call.Outcomes;
import io.tandem.aricontroller.call.Signal;
import io.tandem.aricontroller.fact.Facts;
import io.tandem.aricontroller.recording.RecordingBucket;
import io.tandem.aricontroller.recording.RecordingDirectory;
import io.tandem.aricontroller.recording.RecordingStore;
import io.tandem.aricontroller.recording.Storing;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import io.tandem.s3.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Commands to the workers of their calls. A record is acknowledged when its outcome is on Kafka, so a crash in between repeats it; a
 * repeated command is answered as before. One call never waits for another: the next record is read while this one is carried out.
 */
@ApplicationScoped
public class AriCommandConsumer {

    private static final Logger LOG = Logger.getLogger(AriCommandConsumer.class);

    private final Wire wire;
    private final AriShards shards;
    private final Facts facts;
    private final CommandCheck check;
    private final Outcomes outcomes;
    private final MeterRegistry metrics;
    private final Storing storing;

    AriCommandConsumer(Wire wire, AriShards shards, Facts facts, AriControllerConfig config, MeterRegistry metrics)
            throws IOException {
        this.wire = wire;
        this.shards = shards;
        this.facts = facts;
        this.check =
                new CommandCheck(config.pbx().id(), config.dialplan().contexts().orElse(Set.of()));
        this.outcomes = new Outcomes(config.pbx().id(), InstantSource.system());
        this.metrics = metrics;
        this.storing = new Storing(shards.recordings(), store(config.recordings()), outcomes, facts);
    }

    private static RecordingStore store(AriControllerConfig.Recordings config) throws IOException {
        return config.s3().bucket().isEmpty()
                ? new RecordingDirectory(config.directory())
                : new RecordingBucket(new Bucket(config.s3()), config.directory());
    }

    @Incoming("ari-commands")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    CompletionStage<Void> on(Message<String> message) {
        try {
            var command = wire.read(message.getPayload(), AriCommand.class);
            if (command instanceof AriCommand.Unrecognised) {
                metrics.counter("tandem.ari.commands.unrecognised").increment();
                return message.ack();
            }
            give(command, message);
            return CompletableFuture.completedFuture(null);
        } catch (PoisonRecordException poison) {
            return message.nack(poison);
        }
    }

    private void give(AriCommand command, Message<String> message) {
        var first = new AtomicBoolean(true);
        var order = new Signal.Ordered(command, outcome -> {
            if (first.compareAndSet(true, false)) {
                answer(outcome, message);
            }
        });
        var before = shards.memory().outcomeOf(command.commandId());
        var refusal = check.refusal(command);
        if (before.isPresent()) {
            order.answer().accept(before.get());
        } else if (refusal.isPresent()) {
            order.answer().accept(outcomes.refused(command, refusal.get()));
        } else if (command instanceof AriCommand.StoreRecording store) {
            storing.order(store, order.answer());
        } else {
            shards.callsOf(command.callId()).ifPresentOrElse(calls -> calls.ordered(order), () -> order.answer()
                    .accept(outcomes.refused(command, "the shard is not owned here")));
        }
    }

    private void answer(PbxFact.CommandFact outcome, Message<String> message) {
        shards.memory().answered(outcome);
        LOG.debugf(
                "command answered, callId=%s, outcome=%s",
                outcome.callId(), outcome.getClass().getSimpleName());
        facts.publish(outcome, "command:" + outcome.commandId()).whenComplete((_, failure) -> {
            if (failure == null) {
                message.ack();
            } else {
                message.nack(failure);
            }
        });
    }
}
