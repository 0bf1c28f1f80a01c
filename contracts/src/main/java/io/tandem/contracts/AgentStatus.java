package io.tandem.contracts;

/** An agent's presence. */
public enum AgentStatus {
    OFFLINE,
    AVAILABLE,
    RESERVED,
    RINGING,
    ON_CALL,
    WRAP_UP,
    PAUSED
}
