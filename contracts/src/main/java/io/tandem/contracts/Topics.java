package io.tandem.contracts;

/** Names of the Kafka topics. A poison record of topic {@code t} goes to {@code t + DEAD_SUFFIX}. */
public final class Topics {

    /** {@link PbxFact}; key callId, or pbxId for facts about a link. */
    public static final String PBX_FACTS = "tandem.pbx.facts";

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

    private Topics() {}
}
