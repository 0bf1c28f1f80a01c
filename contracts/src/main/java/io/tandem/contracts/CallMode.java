package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of the PBX's interfaces carry the call; it degrades from hybrid to one of the others, never back. */
public enum CallMode {
    @JsonProperty("hybrid")
    HYBRID,

    @JsonProperty("ami-only")
    AMI_ONLY,

    @JsonProperty("ari-only")
    ARI_ONLY
}
