package io.tandem.callstate.call.api;

import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.Ask;
import io.tandem.callstate.call.CallView;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.TimelineEntry;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.directory.Directory;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.SuperviseMode;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is asked of a call that talks: granted and commanded, or a problem that says why not. */
@ApplicationScoped
class ControlDesk {

    private final CallFlow flow;
    private final Directory directory;
    private final Idempotency idempotency;
    private final InstantSource clock;

    ControlDesk(CallFlow flow, Directory directory, Idempotency idempotency, InstantSource clock) {
        this.flow = flow;
        this.directory = directory;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @throws ProblemException 422 where the supervisor has no phone here */
    Ask supervise(String tenant, String supervisorId, SuperviseMode mode) {
        return directory
                .agent(tenant, supervisorId)
                .map(agent -> new Ask.Supervise(agent.id(), agent.endpoint(), mode))
                .orElseThrow(() -> ProblemException.invalid("supervisorId", "no such agent"));
    }

    /** The same key for the same request is granted once; {@code key} none: each is a request of its own. */
    Uni<Void> ask(CallView call, Ask ask, @Nullable String key) {
        return once(call, ask, key, () -> grant(call, ask));
    }

    /** As {@link #ask}, where more than the call has a say. */
    Uni<Void> once(CallView call, Ask ask, @Nullable String key, Supplier<Uni<Void>> granted) {
        if (key == null) {
            return granted.get();
        }
        var attempt = Ulids.next();
        return idempotency
                .claim(call.tenant(), key, call.callId() + " " + wanted(ask), attempt)
                .chain(first -> first.equals(attempt)
                        ? granted.get()
                                .onFailure(ProblemException.class)
                                .call(() -> idempotency.free(call.tenant(), key))
                        : Uni.createFrom().voidItem());
    }

    Uni<Void> grant(CallView call, Ask ask) {
        var asked = new TimelineEntry(
                clock.instant(), FactSource.TANDEM, "tandem.control-asked", Map.of("operation", ask.operation()));
        return flow.ask(
                        call.callId(),
                        String.valueOf(call.pbxId()),
                        now -> new Input.ControlAsked(ask, clock.instant(), now),
                        asked)
                .invoke(whyNot -> whyNot.ifPresent(why -> {
                    throw ProblemException.conflict(why);
                }))
                .replaceWithVoid();
    }

    /** Only its digest is kept, for a day. */
    private static String wanted(Ask ask) {
        return ask instanceof Ask.Dtmf(var leg, var digits) ? "dtmf " + leg + " " + digits : ask.toString();
    }
}
