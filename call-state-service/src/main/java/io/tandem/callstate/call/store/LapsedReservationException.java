package io.tandem.callstate.call.store;

/** The agent was reserved too long ago: the reservation was given up, and may be another call's by now. Nothing was written. */
public final class LapsedReservationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LapsedReservationException(String agentId) {
        super("the reservation of agent " + agentId + " has lapsed");
    }
}
