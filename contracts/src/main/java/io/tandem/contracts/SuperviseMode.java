package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a supervisor attends a call: hears both, is heard by the agent alone as well, or talks with both. */
public enum SuperviseMode {
    @JsonProperty("listen")
    LISTEN,
    @JsonProperty("whisper")
    WHISPER,
    @JsonProperty("barge")
    BARGE
}
