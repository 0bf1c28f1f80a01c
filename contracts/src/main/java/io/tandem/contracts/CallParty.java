package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One of the two parties of a call. */
public enum CallParty {
    @JsonProperty("agent")
    AGENT,
    @JsonProperty("customer")
    CUSTOMER
}
