package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.AriEvent;
import io.tandem.contracts.PbxFact;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The calls of one shard that live now, each with a worker. Safe from any thread; {@link #heard} never blocks. */
public final class Calls {

    private final Pbx pbx;
    private final CallLimits limits;
    private final Outcomes outcomes;
    private final CallMemory memory;
    private final Consumer<PbxFact.CallFact> told;
    private final Map<String, CallWorker> workers = new ConcurrentHashMap<>();

    public Calls(Pbx pbx, CallLimits limits, Outcomes outcomes, CallMemory memory, Consumer<PbxFact.CallFact> told) {
        this.pbx = pbx;
        this.limits = limits;
        this.outcomes = outcomes;
        this.memory = memory;
        this.told = told;
    }

    /** Only a channel that comes under control begins a call; whatever else is said of a call that is not known is no news. */
    public void heard(String callId, AriEvent event) {
        if (event.is("StasisStart")) {
            deliver(callId, new Signal.Heard(event));
        } else {
            deliverIfKnown(callId, new Signal.Heard(event));
        }
    }

    public void ordered(Signal.Ordered order) {
        deliver(order.command().callId(), order);
    }

    public int live() {
        return workers.size();
    }

    public boolean isLive(String callId) {
        return workers.containsKey(callId);
    }

    public boolean hasEnded(String callId) {
        return memory.hasEnded(callId);
    }

    /** The legs that are known now; to be asked before a snapshot is begun, for {@link #missing}. */
    public Set<String> knownLegs() {
        return workers.values().stream()
                .flatMap(worker -> worker.legs().stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** The legs were known before a snapshot was begun, and are not in it. */
    public void missing(Set<String> legs) {
        workers.forEach((callId, worker) -> worker.legs().stream()
                .filter(legs::contains)
                .forEach(leg -> deliverIfKnown(callId, new Signal.Missing(leg))));
    }

    /** The shard is another replica's now; nothing on the PBX is touched. */
    public void abandon() {
        workers.keySet().forEach(callId -> deliverIfKnown(callId, new Signal.Abandoned()));
    }

    private void deliver(String callId, Signal signal) {
        workers.compute(callId, (_, worker) -> {
            var reader = worker == null ? begin(callId) : worker;
            reader.deliver(signal);
            return reader;
        });
    }

    private void deliverIfKnown(String callId, Signal signal) {
        workers.computeIfPresent(callId, (_, worker) -> {
            worker.deliver(signal);
            return worker;
        });
    }

    private CallWorker begin(String callId) {
        var call = new LiveCall(callId, pbx, limits, outcomes, told);
        var worker = new CallWorker(call, memory, () -> retire(callId));
        Thread.ofVirtual().name("call-" + callId).start(worker);
        return worker;
    }

    /** True when the worker may go: nothing arrived since it last looked. */
    private boolean retire(String callId) {
        return workers.computeIfPresent(callId, (_, worker) -> worker.isIdle() ? null : worker) == null;
    }
}
