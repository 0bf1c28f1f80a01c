package io.tandem.callstate.redis;

import java.util.List;

/** Names of keys that scripts of more than one feature look at; each carries what it is about as its hash tag. */
public final class Names {

    public static String call(String callId) {
        return "call:{" + callId + "}";
    }

    /** Its field {@code fence} is the number of the reservation that holds, and is not there without one. */
    public static String agent(String tenant, String agentId) {
        return "agent:{" + tenant + "/" + agentId + "}";
    }

    private static final String NO_ID = "\n";

    /** What stands before and behind the id in {@link #agent}. */
    public static List<String> aroundAgent(String tenant) {
        return List.of(agent(tenant, NO_ID).split(NO_ID, -1));
    }

    private Names() {}
}
