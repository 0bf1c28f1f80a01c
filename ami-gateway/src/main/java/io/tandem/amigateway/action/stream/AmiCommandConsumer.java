package io.tandem.amigateway.action.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tandem.amigateway.action.Commands;
import io.tandem.contracts.AmiCommand;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands and has those for our PBXs carried out. Commands do not wait for one another's answers: each is acknowledged when its
 * own is on its way. What is no command, or none that we know, goes to the dead-letter topic: unlike a fact, a command must not be passed over
 * in silence.
 */
@ApplicationScoped
public class AmiCommandConsumer {

    private static final Logger LOG = Logger.getLogger(AmiCommandConsumer.class);

    private final Commands commands;
    private final TakenOver takenOver;
    private final Wire wire;

    AmiCommandConsumer(Commands commands, @Identifier("ami-commands") TakenOver takenOver, Wire wire) {
        this.commands = commands;
        this.takenOver = takenOver;
        this.wire = wire;
    }

    @Incoming("ami-commands")
    CompletionStage<Void> consume(Message<String> message) {
        if (!isOurs(message)) {
            return CompletableFuture.completedFuture(null);
        }
        AmiCommand command;
        try {
            command = read(message.getPayload());
        } catch (PoisonRecordException e) {
            return message.nack(e);
        }
        if (command instanceof AmiCommand.Unrecognised) {
            return message.nack(poison(command, new IllegalArgumentException("type is not known")));
        }
        commands.carryOut(command, readBefore(message))
                .handle((_, failure) -> failure == null ? message.ack() : message.nack(poison(command, failure)));
        return CompletableFuture.completedFuture(null);
    }

    private AmiCommand read(@Nullable String payload) {
        var command = payload == null ? null : wire.read(payload, AmiCommand.class);
        if (command == null) {
            throw new PoisonRecordException("an AmiCommand is never null", new NullPointerException("value"));
        }
        return command;
    }

    /** Whoever was given the partition reads the record again: it is neither done nor acknowledged here. */
    private boolean isOurs(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(takenOver::isOurs)
                .orElse(true);
    }

    private boolean readBefore(Message<String> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(takenOver::mayHaveBeenCarriedOut)
                .orElse(false);
    }

    private static PoisonRecordException poison(AmiCommand command, Throwable failure) {
        LOG.warnf("callId=%s command is not valid: %s", command.callId(), failure.getMessage());
        return new PoisonRecordException("not valid: " + failure.getMessage(), failure);
    }
}
