package io.tandem.callstate.call.callback;

public enum CallbackState {
    /** In its queue, or not yet due. */
    WAITING,
    /** An attempt is under way. */
    CALLING,
    /** They were talked with. */
    DONE,
    GIVEN_UP,
    CANCELLED
}
