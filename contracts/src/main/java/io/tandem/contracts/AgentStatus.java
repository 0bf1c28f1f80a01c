package io.tandem.contracts;

/** An agent's presence. A campaign calls agents who are AVAILABLE, and nobody else. */
public enum AgentStatus {
    /** Not logged in, or never was. */
    OFFLINE,
    AVAILABLE,
    /** A call is about to be offered to them. */
    RESERVED,
    RINGING,
    ON_CALL,
    /** After a talk, for a set time: no campaign calls them. */
    WRAP_UP,
    PAUSED
}
