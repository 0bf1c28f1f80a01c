package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum CallDirection {
    @JsonProperty("outbound")
    OUTBOUND,

    @JsonProperty("inbound")
    INBOUND
}
