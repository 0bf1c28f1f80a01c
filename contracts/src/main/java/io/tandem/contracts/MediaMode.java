package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a program at the media port does in a call: hears all who talk, or is heard by them as well. */
public enum MediaMode {
    @JsonProperty("listen")
    LISTEN,
    @JsonProperty("talk")
    TALK
}
