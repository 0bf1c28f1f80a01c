package io.tandem.callstate.routing;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a caller may expect to wait: at the pace at which calls of the queue were answered in the last {@link #LOOKED_BACK}, those
 * ahead and the caller are answered one after the other. It knows nothing of agents who come or go, and says nothing where fewer than
 * {@link #LEAST} calls were answered.
 */
public final class Forecast {

    public static final Duration LOOKED_BACK = Duration.ofMinutes(15);
    static final int LEAST = 3;

    /** @param position 1: the next */
    public static Optional<Duration> of(int position, int answered) {
        return answered < LEAST
                ? Optional.empty()
                : Optional.of(LOOKED_BACK.multipliedBy(position).dividedBy(answered));
    }

    private Forecast() {}
}
