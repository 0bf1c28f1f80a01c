package io.tandem.contracts;

/** How a call ended; told once. */
public enum CallOutcome {
    ANSWERED,
    NO_ANSWER,
    BUSY,
    CONGESTION,
    INVALID_NUMBER,
    REJECTED,
    AGENT_NO_ANSWER,
    AGENT_HUNG_UP,
    MACHINE,
    ABANDONED,
    CANCELLED,
    FAILED,
    /** Its fate is not known; it is never dialled again by itself. */
    UNKNOWN
}
