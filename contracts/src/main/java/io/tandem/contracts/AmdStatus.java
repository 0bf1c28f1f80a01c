package io.tandem.contracts;

/** What Asterisk's AMD made of whoever answered (AMDSTATUS). */
public enum AmdStatus {
    HUMAN,
    MACHINE,
    NOTSURE,
    /** Nobody listened, or nobody knows what was heard; the cause says why. */
    SKIPPED
}
