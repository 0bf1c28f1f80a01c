package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why somebody else is called for the customer. */
public enum TransferKind {
    /** They talk with the customer as soon as they answer. */
    @JsonProperty("blind")
    BLIND,
    /** They talk with the agent first. */
    @JsonProperty("attended")
    ATTENDED,
    /** The customer was parked, and an agent asks for them. */
    @JsonProperty("unpark")
    UNPARK,
    /** Nobody took the call, and the agent who had it last is called back. */
    @JsonProperty("recall")
    RECALL
}
