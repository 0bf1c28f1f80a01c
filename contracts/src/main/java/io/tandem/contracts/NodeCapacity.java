package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** What a node can carry; compacted by node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = NodeCapacity.Unrecognised.class)
@JsonSubTypes(@JsonSubTypes.Type(NodeCapacity.Measured.class))
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface NodeCapacity {

    String node();

    Instant at();

    /** {@code cores}: processors this process may use; {@code memoryBytes}: the machine's or the container's limit. */
    @JsonTypeName("capacity.measured.v1")
    record Measured(String node, Instant at, int cores, long memoryBytes) implements NodeCapacity {}

    record Unrecognised(String node, Instant at) implements NodeCapacity {}
}
