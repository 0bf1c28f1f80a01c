package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reference data that services need at call time; compacted. Key {@code agent:<tenant>:<id>}, {@code trunk:<tenant>:<id>}; PBXs serve
 * all tenants: {@code pbx:<id>}, {@code pbx-drain:<id>}, {@code pbx-reload:<id>}, and their {@link #tenant()} is empty.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = DirectoryEntry.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(DirectoryEntry.Agent.class),
    @JsonSubTypes.Type(DirectoryEntry.Trunk.class),
    @JsonSubTypes.Type(DirectoryEntry.Pbx.class),
    @JsonSubTypes.Type(DirectoryEntry.PbxDrain.class),
    @JsonSubTypes.Type(DirectoryEntry.PbxReload.class),
})
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

    /**
     * An Asterisk that ami-gateway links to. No secret is ever in here: {@code credentials} names users and passwords that the
     * gateway's own configuration or file holds.
     *
     * @param id letters, digits, {@code _.-}, 63 at most; the key of the PBX's commands
     * @param tls whether {@code port} is AMI over TLS; the certificate is checked against {@code host}
     * @param weight share of new calls among PBXs that are equally busy, 1 to 1000; 0: none but those that ask for this PBX
     * @param tags what the PBX is for
     * @param maintenance true: no new call is sent there
     */
    @JsonTypeName("directory.pbx.v1")
    record Pbx(
            String id,
            long version,
            String host,
            int port,
            boolean tls,
            String credentials,
            int weight,
            List<String> tags,
            boolean maintenance)
            implements DirectoryEntry {
        public Pbx {
            tags = List.copyOf(tags);
        }

        @Override
        public String tenant() {
            return "";
        }
    }

    /** No new call is sent to the PBX of this id, by whatever it is known, until the entry is removed. Written by ami-gateway. */
    @JsonTypeName("directory.pbx-drain.v1")
    record PbxDrain(String id, Instant since) implements DirectoryEntry {
        @Override
        public String tenant() {
            return "";
        }
    }

    /** Every replica of ami-gateway has read its file of PBXs since then. Written by the one that was asked; the last one holds. */
    @JsonTypeName("directory.pbx-reload.v1")
    record PbxReload(String id, Instant askedAt) implements DirectoryEntry {
        @Override
        public String tenant() {
            return "";
        }
    }

    record Unrecognised(String tenant, String id) implements DirectoryEntry {}
}
