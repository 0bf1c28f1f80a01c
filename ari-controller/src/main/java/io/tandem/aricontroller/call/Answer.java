package io.tandem.aricontroller.call;

/** What the PBX answered. Whatever is not {@link Done} is a fact of a race or of a fault, never an exception. */
public sealed interface Answer {

    record Done() implements Answer {}

    /** The id exists already, or the thing is not in a state for it (409, 412, 422). */
    record Conflict(String reason) implements Answer {}

    /** The channel or bridge is gone (404). */
    record Gone() implements Answer {}

    /** Not carried out and never will be. */
    record Refused(String reason) implements Answer {}

    /** Sent, and no answer came in time: it may have been carried out. */
    record Unknown(String reason) implements Answer {}
}
