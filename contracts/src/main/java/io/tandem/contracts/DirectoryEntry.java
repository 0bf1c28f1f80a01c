package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reference data that services need at call time; compacted, key {@code agent:<tenant>:<id>}, {@code trunk:<tenant>:<id>}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = DirectoryEntry.Unrecognised.class)
@JsonSubTypes({@JsonSubTypes.Type(DirectoryEntry.Agent.class), @JsonSubTypes.Type(DirectoryEntry.Trunk.class)})
@JsonIgnoreProperties(ignoreUnknown = true)
public sealed interface DirectoryEntry {

    String tenant();

    String id();

    /** {@code endpoint}: dial string of the phone, {@code PJSIP/<endpoint>} or {@code PJSIP/<user>@<endpoint>}. */
    @JsonTypeName("directory.agent.v1")
    record Agent(
            String tenant,
            String id,
            long version,
            String name,
            String endpoint,
            List<Skill> skills,
            List<String> teams)
            implements DirectoryEntry {
        public Agent {
            skills = List.copyOf(skills);
            teams = List.copyOf(teams);
        }
    }

    /** {@code level} 1 to 100. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Skill(String name, int level) {}

    /**
     * A way out to the telephone network. {@code endpoint} is the PJSIP endpoint's name: the number is dialled as {@code
     * PJSIP/<E.164>@<endpoint>}. Only numbers that begin with one of {@code prefixes} (E.164, e.g. {@code +44}) may take it;
     * premium-rate numbers only where {@code premiumAllowed}. Lower {@code cost} is tried first.
     */
    @JsonTypeName("directory.trunk.v1")
    record Trunk(
            String tenant,
            String id,
            long version,
            String name,
            String endpoint,
            List<String> prefixes,
            boolean premiumAllowed,
            int cost,
            boolean enabled,
            @Nullable String callerId)
            implements DirectoryEntry {
        public Trunk {
            prefixes = List.copyOf(prefixes);
        }
    }

    record Unrecognised(String tenant, String id) implements DirectoryEntry {}
}
