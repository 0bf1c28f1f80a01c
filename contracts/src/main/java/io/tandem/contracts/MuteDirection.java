package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Seen from the leg: {@code in} is what it says into the call, {@code out} what it hears of it. */
public enum MuteDirection {
    @JsonProperty("in")
    IN,
    @JsonProperty("out")
    OUT,
    @JsonProperty("both")
    BOTH
}
