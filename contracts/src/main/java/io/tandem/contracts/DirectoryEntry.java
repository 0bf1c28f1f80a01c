package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reference data that services need at call time; compacted. Key {@code <kind>:<tenant>:<id>}, kinds {@code agent}, {@code trunk}, {@code did},
 * {@code queue}, {@code menu}, {@code screening-rule}; PBXs serve all tenants: {@code pbx:<id>}, {@code pbx-drain:<id>}, {@code pbx-reload:<id>}, and their
 * {@link #tenant()} is empty.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = DirectoryEntry.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(DirectoryEntry.Agent.class),
    @JsonSubTypes.Type(DirectoryEntry.Trunk.class),
    @JsonSubTypes.Type(DirectoryEntry.Did.class),
    @JsonSubTypes.Type(DirectoryEntry.Queue.class),
    @JsonSubTypes.Type(DirectoryEntry.Menu.class),
    @JsonSubTypes.Type(DirectoryEntry.ScreeningRule.class),
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
     * A number of ours that is called from outside (direct inward dialling).
     *
     * @param id the number in E.164, {@code +} and 7 to 15 digits; no two tenants have the same
     * @param to where its calls go once they are screened
     * @param priority of its calls in a queue, 1 (last) to 10 (first)
     * @param record whether its calls are recorded from an agent's answer on
     */
    @JsonTypeName("directory.did.v1")
    record Did(String tenant, String id, long version, String name, RouteTarget to, int priority, boolean record)
            implements DirectoryEntry {}

    /**
     * Where inbound calls wait for an agent.
     *
     * @param needs skills that an agent must have, all of them; none: any agent
     * @param teams the agents of these; none: of any team
     * @param offerFor how long one agent is offered a call, 5 s to 2 min
     * @param maxLength with so many waiting a further call goes to {@code overflow}, 1 to 1000
     * @param maxWait whoever waited so long goes to {@code overflow}, 5 s to 4 h
     * @param overflow null: a message, and the call ends
     * @param announceEvery position and expected wait are said so often, 10 s to 10 min; zero: never
     * @param callbackKey whoever presses it is called back and keeps their place, one of {@code 0-9*#}; null: not offered
     * @param answeredWithin a call answered within it counts for the service level
     * @param wrapUp of the agent who talked; null: as call-state-service is configured
     * @param music a class of music on hold; null: the PBX's default
     */
    @JsonTypeName("directory.queue.v1")
    record Queue(
            String tenant,
            String id,
            long version,
            String name,
            List<Need> needs,
            List<String> teams,
            RoutingStrategy strategy,
            Duration offerFor,
            int maxLength,
            Duration maxWait,
            @Nullable RouteTarget overflow,
            Duration announceEvery,
            @Nullable String callbackKey,
            Duration answeredWithin,
            @Nullable Duration wrapUp,
            @Nullable String music)
            implements DirectoryEntry {
        public Queue {
            needs = List.copyOf(needs);
            teams = List.copyOf(teams);
        }
    }

    /** A skill and how much of it: {@code levels} in the order of their waits, the first from the beginning (after zero). */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Need(String skill, List<LeastLevel> levels) {
        public Need {
            levels = List.copyOf(levels);
        }
    }

    /** Once a call has waited {@code after}, agents of {@code level} (1 to 100) or more will do. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LeastLevel(Duration after, int level) {}

    /** Whom of those who would do a queue prefers. Ties: the longest idle. */
    enum RoutingStrategy {
        LONGEST_IDLE,
        ROUND_ROBIN,
        /** Answered today, by the clock of call-state-service. */
        LEAST_CALLS,
        /** The sum of the levels of the skills that are needed. */
        MOST_SKILLED
    }

    /**
     * What a caller hears and may press.
     *
     * @param prompts names of sounds of the PBX, played one after the other: letters, digits and {@code _-/}, without a suffix
     * @param invalid what is played after a wrong choice
     * @param digitTimeout how long the next digit is waited for, 1 to 30 s
     * @param retries how often the prompts are played again, 0 to 5
     * @param choices what is pressed, 1 to 6 of {@code 0-9*#}, and where it leads
     * @param otherwise where the call goes when nothing, or nothing right, was pressed for all tries
     * @param hours null: always open
     * @param closed where the call goes outside of the hours; null: to {@code otherwise}
     */
    @JsonTypeName("directory.menu.v1")
    record Menu(
            String tenant,
            String id,
            long version,
            String name,
            List<String> prompts,
            List<String> invalid,
            Duration digitTimeout,
            int retries,
            Map<String, RouteTarget> choices,
            RouteTarget otherwise,
            @Nullable OpeningHours hours,
            @Nullable RouteTarget closed)
            implements DirectoryEntry {
        public Menu {
            prompts = List.copyOf(prompts);
            invalid = List.copyOf(invalid);
            choices = Map.copyOf(choices);
        }
    }

    /**
     * Whether a call is let in. The rules of a tenant are asked by {@code order}, then id; the first one that matches decides, and a
     * call that none matches is let in.
     *
     * @param order 0 to 100,000
     * @param dids which of our numbers were called; none: any
     * @param match what the rule looks at
     * @param numbers for {@link ScreeningMatch#NUMBER}: E.164, or its beginning and {@code *}
     * @param callsPerMinute for {@link ScreeningMatch#RATE}: a number that calls more often matches, 1 to 1000
     * @param hours for {@link ScreeningMatch#CLOSED}
     * @param to for {@link ScreeningAction#ROUTE}
     */
    @JsonTypeName("directory.screening-rule.v1")
    record ScreeningRule(
            String tenant,
            String id,
            long version,
            String name,
            int order,
            List<String> dids,
            ScreeningMatch match,
            List<String> numbers,
            @Nullable Integer callsPerMinute,
            @Nullable OpeningHours hours,
            ScreeningAction action,
            @Nullable RouteTarget to)
            implements DirectoryEntry {
        public ScreeningRule {
            dids = List.copyOf(dids);
            numbers = List.copyOf(numbers);
        }
    }

    enum ScreeningMatch {
        NUMBER,
        /** The caller withholds the number, or it is none. */
        ANONYMOUS,
        RATE,
        /** It is outside of the hours. */
        CLOSED,
        ANY
    }

    enum ScreeningAction {
        ALLOW,
        /** Refused before it is answered, Q.850 cause 21. */
        BLOCK,
        ROUTE
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
