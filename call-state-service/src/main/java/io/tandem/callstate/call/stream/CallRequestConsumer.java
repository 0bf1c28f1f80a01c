package io.tandem.callstate.call.stream;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.history.History;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.contracts.CallRequest;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.PoisonRecordException;
import io.tandem.edge.kafka.Wire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Calls that campaigns ask for. A request that cannot be granted is answered by the end of a call that never began. */
@ApplicationScoped
class CallRequestConsumer {

    private final Wire wire;
    private final CallStarter starter;
    private final CallFlow flow;
    private final RedisCalls calls;
    private final History history;
    private final InstantSource clock;

    CallRequestConsumer(
            Wire wire, CallStarter starter, CallFlow flow, RedisCalls calls, History history, InstantSource clock) {
        this.wire = wire;
        this.starter = starter;
        this.flow = flow;
        this.calls = calls;
        this.history = history;
        this.clock = clock;
    }

    @Incoming("requests")
    Uni<Void> on(Message<String> message) {
        return Consumed.take(message, () -> switch (wire.read(message.getPayload(), CallRequest.class)) {
            case CallRequest.RequestCall r -> request(r, Consumed.origin(message));
            case CallRequest.CancelCall c -> cancel(c, Consumed.origin(message));
            case CallRequest.Unrecognised _ -> Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> request(CallRequest.RequestCall request, Origin origin) {
        if (!Ulids.isUlid(request.callId())) {
            throw new PoisonRecordException(
                    "a request whose callId is none", new IllegalArgumentException("not a ULID: " + request.callId()));
        }
        return calls.find(request.callId())
                .chain(live -> live != null ? Uni.createFrom().item(true) : history.knows(request.callId()))
                .chain(known -> known ? again(request, origin) : start(request, origin));
    }

    /** Read before: at most its messages are still to be published. */
    private Uni<Void> again(CallRequest.RequestCall request, Origin origin) {
        return flow.apply(request.callId(), "", null, links -> new Input.Begin(clock.instant(), links), origin, null)
                .replaceWithVoid();
    }

    private Uni<Void> start(CallRequest.RequestCall request, Origin origin) {
        var asked = new Asked(
                request.callId(),
                request.tenant(),
                request.agentId(),
                request.to(),
                request.callerId(),
                request.trunkId(),
                request.campaignId(),
                request.contactId(),
                request.ringTimeout(),
                request.metadata(),
                Boolean.TRUE.equals(request.record()),
                request.wrapUp(),
                request.amd(),
                Boolean.TRUE.equals(request.recordInsideOnly()));
        if (request.expiresAt().isBefore(clock.instant())) {
            return starter.decline(asked, "the request expired", origin).replaceWithVoid();
        }
        return switch (starter.check(asked)) {
            case CallStarter.Check.Unsound u ->
                starter.decline(asked, u.field() + ": " + u.why(), origin).replaceWithVoid();
            case CallStarter.Check.Sound sound ->
                starter.reserve(asked)
                        .chain(reservation -> switch (reservation) {
                            case CallStarter.Reservation.Held held ->
                                starter.begin(asked, sound.plan(), held, origin)
                                        .onFailure(LapsedReservationException.class)
                                        .recoverWithUni(lapsed -> starter.decline(asked, lapsed.getMessage(), origin));
                            case CallStarter.Reservation.Refused refused ->
                                starter.decline(asked, refused.why(), origin);
                        })
                        .replaceWithVoid();
        };
    }

    private Uni<Void> cancel(CallRequest.CancelCall cancel, Origin origin) {
        return calls.find(cancel.callId())
                .chain(call -> call == null || !call.tenant().equals(cancel.tenant())
                        ? Uni.createFrom().voidItem()
                        : flow.apply(
                                        call.callId(),
                                        call.pbxId(),
                                        null,
                                        links -> new Input.HangUpRequested(cancel.reason(), clock.instant(), links),
                                        origin,
                                        null)
                                .replaceWithVoid());
    }
}
