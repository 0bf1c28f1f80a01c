package io.tandem.contracts;

/** Which of the PBX's two interfaces a fact came from. {@code TANDEM} marks a fact that we made ourselves, such as a deadline. */
public enum FactSource {
    AMI,
    ARI,
    TANDEM
}
