package io.tandem.callstate.call.store;

import io.tandem.callstate.call.Call;
import io.tandem.callstate.redis.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of keys. What belongs to one call carries its id as the hash tag. */
final class CallKeys {

    static final String STATES = "calls:states";
    static final String PBXS = "pbxs";

    static String call(String callId) {
        return Names.call(callId);
    }

    static String outbox(String callId) {
        return call(callId) + ":outbox";
    }

    static String timeline(String callId) {
        return call(callId) + ":timeline";
    }

    static String ofPbx(String pbxId) {
        return "calls:pbx:" + pbxId;
    }

    static String ofTenant(String tenant) {
        return "calls:tenant:" + tenant;
    }

    static String ofAgent(String tenant, String agentId) {
        return ofTenant(tenant) + ":agent:" + agentId;
    }

    static String ofCampaign(String tenant, String campaignId) {
        return ofTenant(tenant) + ":campaign:" + campaignId;
    }

    /** The lists in which the call is shown. */
    static List<String> lists(Call call) {
        var lists = new ArrayList<String>();
        lists.add(ofTenant(call.tenant()));
        call.agents().keySet().forEach(agentId -> lists.add(ofAgent(call.tenant(), agentId)));
        @Nullable String campaignId = call.plan().campaignId();
        if (campaignId != null) {
            lists.add(ofCampaign(call.tenant(), campaignId));
        }
        return lists;
    }

    static String amiLink(String pbxId) {
        return "link:{" + pbxId + "}:ami";
    }

    static String ariLink(String pbxId) {
        return "link:{" + pbxId + "}:ari";
    }

    private CallKeys() {}
}
