package io.tandem.callstate.call.store;

/** Somebody else moved the call since it was loaded: load it again and decide anew. */
public final class StaleVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleVersionException(String callId) {
        super("call " + callId + " moved meanwhile");
    }
}
