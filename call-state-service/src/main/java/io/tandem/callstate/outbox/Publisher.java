package io.tandem.callstate.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.tandem.contracts.Topics;
import io.tandem.edge.kafka.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Hands messages to Kafka in the order given; done when all of them are acknowledged. Bounded by those who wait for that. */
@ApplicationScoped
public class Publisher {

    private static final String SOURCE = "/tandem/call-state-service";

    private final Map<String, MutinyEmitter<String>> channels;

    Publisher(
            @Channel("calls") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> calls,
            @Channel("agents") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> agents,
            @Channel("ami-commands") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> ami,
            @Channel("ari-commands") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> ari,
            @Channel("facts-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> facts) {
        this.channels = Map.of(
                Topics.CALLS, calls,
                Topics.AGENTS, agents,
                Topics.AMI_COMMANDS, ami,
                Topics.ARI_COMMANDS, ari,
                Topics.PBX_FACTS, facts);
    }

    public Uni<Void> send(Collection<Outgoing> messages) {
        var sent = messages.stream().map(this::send).toList();
        return sent.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(sent).andCollectFailures().replaceWithVoid();
    }

    public Uni<Void> send(Outgoing message) {
        var emitter = channels.get(message.topic());
        if (emitter == null) {
            throw new IllegalArgumentException("no channel to " + message.topic());
        }
        var envelope =
                new Envelope(message.key(), message.id(), message.type(), SOURCE, message.time(), message.tenant());
        return emitter.sendMessage(envelope.wrap(message.body()));
    }
}
