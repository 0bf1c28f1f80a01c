package io.tandem.aricontroller.call;

import io.tandem.contracts.PbxFact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What outlives a call, bounded: the calls that have ended, so that a straggler is not taken for a new one, and the outcomes of
 * commands, so that a repeated one is answered as before. Safe from any thread.
 */
public final class CallMemory {

    private final Map<String, Boolean> ended;
    private final Map<String, PbxFact.CommandFact> outcomes;
    private final AtomicLong failures = new AtomicLong();

    public CallMemory(int size) {
        this.ended = lastUsed(size);
        this.outcomes = lastUsed(size);
    }

    void ended(String callId) {
        ended.put(callId, true);
    }

    public boolean hasEnded(String callId) {
        return ended.containsKey(callId);
    }

    public void answered(PbxFact.CommandFact outcome) {
        outcomes.put(outcome.commandId(), outcome);
    }

    public Optional<PbxFact.CommandFact> outcomeOf(String commandId) {
        return Optional.ofNullable(outcomes.get(commandId));
    }

    void failed() {
        failures.incrementAndGet();
    }

    /** Procedures that failed by no person's choice. */
    public long failures() {
        return failures.get();
    }

    private static <V> Map<String, V> lastUsed(int size) {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > size;
            }
        });
    }
}
