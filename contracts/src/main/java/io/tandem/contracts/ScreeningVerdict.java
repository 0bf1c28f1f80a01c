package io.tandem.contracts;

/** Whether a call goes on: of one that came in, by the screening rules; of one that was answered, by who answered. */
public enum ScreeningVerdict {
    ALLOWED,
    BLOCKED,
    ROUTED,
    HUMAN,
    MACHINE,
    NOTSURE,
    /** Nobody listened, or nobody knows what was heard. */
    SKIPPED
}
