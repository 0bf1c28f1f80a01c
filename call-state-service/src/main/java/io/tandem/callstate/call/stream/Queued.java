package io.tandem.callstate.call.stream;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.store.QueueKey;
import java.util.Optional;

/** A call waits for an agent from now on, or does so again. Told within this process, once it is stored. */
public record Queued(QueueKey queue, String callId) {

    static Optional<Queued> of(Call before, Call after) {
        var now = QueueKey.of(after);
        return now.equals(QueueKey.of(before)) && before.version() > 0
                ? Optional.empty()
                : now.map(queue -> new Queued(queue, after.callId()));
    }
}
