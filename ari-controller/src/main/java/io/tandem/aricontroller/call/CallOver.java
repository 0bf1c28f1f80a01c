package io.tandem.aricontroller.call;

/** Unwinds a procedure when its call ends: a leg is gone, the end was ordered, or a step failed. Carries no stack trace. */
final class CallOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int cause;
    private final boolean failure;

    CallOver(String why, int cause) {
        this(why, cause, false);
    }

    private CallOver(String why, int cause, boolean failure) {
        super(why, null, false, false);
        this.cause = cause;
        this.failure = failure;
    }

    /** A step failed, which no person chose. */
    static CallOver failed(String why) {
        return new CallOver(why, Cause.NETWORK_OUT_OF_ORDER, true);
    }

    int cause() {
        return cause;
    }

    boolean isFailure() {
        return failure;
    }
}
