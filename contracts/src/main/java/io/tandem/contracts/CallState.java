package io.tandem.contracts;

/** Where a call is, as the outside world sees it. */
public enum CallState {
    REQUESTED,
    AGENT_DIALING,
    AGENT_RINGING,
    AGENT_WAITING,
    HANDING_OFF,
    CUSTOMER_DIALING,
    CUSTOMER_RINGING,
    SCREENING,
    QUEUED,
    CONNECTED,
    HELD,
    TRANSFERRING,
    ENDED
}
