package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls as this process last read or wrote them, the most recent ones only. A stamp is new with every write of any process, so that a
 * call whose stamp in Redis is still ours needs neither to be sent nor to be read again; a version would not do, since a Redis that
 * came back with older data gives a version out twice.
 */
final class RecentCalls {

    /** A call takes a few KB. */
    private static final int MOST = 2_000;

    record Stamped(String stamp, Call call) {}

    private final Map<String, Stamped> calls = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stamped> eldest) {
            return size() > MOST;
        }
    };

    synchronized @Nullable Stamped of(String callId) {
        return calls.get(callId);
    }

    synchronized void put(String callId, String stamp, Call call) {
        calls.put(callId, new Stamped(stamp, call));
    }

    synchronized void forget(String callId) {
        calls.remove(callId);
    }
}
