package io.tandem.contracts;

/** Names of the Kafka topics. A poison record of topic {@code t} goes to {@code t + DEAD_SUFFIX}. */
public final class Topics {

    /** {@link PbxFact} but {@link PbxFact.LinkAlive}; key callId, or pbxId for facts about a link. */
    public static final String PBX_FACTS = "tandem.pbx.facts";

    /**
     * {@link PbxFact.LinkAlive}; key pbxId. Beside the facts, not among them: a reader that is behind with those must not take a link for
     * dead whose word waits in the queue (ADR-0023). What is older than some seconds is of no use to anybody.
     */
    public static final String PBX_LINKS = "tandem.pbx.links";

    /** {@link AmiCommand}; key pbxId. */
    public static final String AMI_COMMANDS = "tandem.ami.commands";

    /** {@link AriCommand}; key callId; partition n is shard n of the ARI work. */
    public static final String ARI_COMMANDS = "tandem.ari.commands";

    /** {@link CallRequest}; key callId. */
    public static final String CALL_REQUESTS = "tandem.calls.requests";

    /** {@link CallEvent}; key callId. */
    public static final String CALLS = "tandem.calls";

    /** {@link AgentEvent}; key agentId. */
    public static final String AGENTS = "tandem.agents";

    /** {@link CampaignEvent}; key campaignId. */
    public static final String CAMPAIGNS = "tandem.campaigns";

    /** {@link DirectoryEntry}, compacted; key {@code kind:tenant:id} ({@code kind:id} for PBXs); a null value removes the entry. */
    public static final String DIRECTORY = "tandem.directory";

    /** {@link NodeCapacity}, compacted; key node. */
    public static final String CAPACITY = "tandem.capacity";

    public static final String DEAD_SUFFIX = ".dead";

    /** Where the fact is published. */
    public static String of(PbxFact fact) {
        return fact instanceof PbxFact.LinkAlive ? PBX_LINKS : PBX_FACTS;
    }

    private Topics() {}
}
