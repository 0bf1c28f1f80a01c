package io.tandem.callstate.ledger;

/** A call that the PBX and Tandem do not agree about; {@code detail} says in words about what. */
public record Finding(Kind kind, String callId, String detail) {

    public enum Kind {
        /** The PBX had it, and it is not kept here. */
        LOST,
        /** It is kept here, and the PBX did not have it. */
        PHANTOM,
        /** There is more than one where there must be one. */
        DOUBLED,
        /** Both have it, and their talk times differ by more than a second. */
        DRIFTING
    }
}
