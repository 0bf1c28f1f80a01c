package io.tandem.campaign.pacing.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.edge.kafka.Envelope;
import io.tandem.edge.kafka.TypeName;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Asks for calls. Done once Kafka has all of the requests. */
@ApplicationScoped
class CallRequestPublisher {

    private static final String TYPE = TypeName.unversioned(RequestCall.class);

    private final MutinyEmitter<String> requests;
    private final Wire wire;
    private final InstantSource clock;

    CallRequestPublisher(@Channel("call-requests") MutinyEmitter<String> requests, Wire wire, InstantSource clock) {
        this.requests = requests;
        this.wire = wire;
        this.clock = clock;
    }

    Uni<Void> publish(List<RequestCall> calls) {
        return Uni.join()
                .all(calls.stream().map(this::publish).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private Uni<Void> publish(RequestCall call) {
        var envelope =
                new Envelope(call.callId(), call.callId(), TYPE, "campaign-service", clock.instant(), call.tenant());
        return requests.sendMessage(envelope.wrap(wire.write(call)));
    }
}
