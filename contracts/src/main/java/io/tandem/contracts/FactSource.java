package io.tandem.contracts;

/**
 * Which of the PBX's two interfaces a fact came from. {@code TANDEM} marks a fact that we made ourselves, such as a deadline;
 * {@code LEDGER} one that the PBX's own event log tells, after both interfaces may have missed it.
 */
public enum FactSource {
    AMI,
    ARI,
    TANDEM,
    LEDGER
}
