package io.tandem.aricontroller.ari;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.PbxFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What lives on the PBX: every channel of ours, and the bridges of one shard. Blocks; {@link Unavailable} when ARI does not say. */
final class Census {

    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String what, AriHttp.Reply reply) {
            super(what + ": " + (reply.status() == 0 ? reply.body() : reply.status()));
        }
    }

    record Bridge(String id, String callId, Set<String> channels) {}

    record Registered(String name, Set<String> channels) {}

    record Boot(String startedAt, String version) {}

    private final AriHttp http;
    private final String pbxId;
    private final Predicate<String> isOfShard;
    private final ObjectMapper json = new ObjectMapper();

    /** @param isOfShard whether a callId is of this shard */
    Census(AriHttp http, String pbxId, Predicate<String> isOfShard) {
        this.http = http;
        this.pbxId = pbxId;
        this.isOfShard = isOfShard;
    }

    Boot boot() throws Unavailable {
        var info = read("info", Query.path("asterisk", "info"));
        return new Boot(
                info.path("status").path("startup_time").asText(),
                info.path("system").path("version").asText());
    }

    /**
     * Of every shard, and with every channel that Asterisk named, because it may be a caller's who came in: whoever compares calls with a snapshot takes what is not in it
     * for gone.
     */
    List<PbxFact.LiveChannel> channels() throws Unavailable {
        var live = new ArrayList<PbxFact.LiveChannel>();
        for (var node : read("channels", Query.path("channels"))) {
            var id = node.path("id").asText();
            LegId.of(id)
                    .or(() -> LegId.ofCaller(pbxId, id))
                    .map(leg -> new PbxFact.LiveChannel(
                            leg.callId(), leg.channelId(), node.path("state").asText()))
                    .ifPresent(live::add);
        }
        return live;
    }

    List<Bridge> bridges() throws Unavailable {
        return allBridges().stream()
                .filter(bridge -> isOfShard.test(bridge.callId()))
                .toList();
    }

    /** Of every shard: a seat is in a desk's. Their names are made as those of channels are. */
    List<Bridge> allBridges() throws Unavailable {
        var live = new ArrayList<Bridge>();
        for (var node : read("bridges", Query.path("bridges"))) {
            var id = node.path("id").asText();
            LegId.of(id)
                    .map(LegId::callId)
                    .ifPresent(callId -> live.add(new Bridge(id, callId, texts(node.path("channels")))));
        }
        return live;
    }

    List<Registered> applications() throws Unavailable {
        var registered = new ArrayList<Registered>();
        for (var node : read("applications", Query.path("applications"))) {
            registered.add(new Registered(node.path("name").asText(), texts(node.path("channel_ids"))));
        }
        return registered;
    }

    private JsonNode read(String operation, Query query) throws Unavailable {
        var reply = http.get(operation, query);
        try {
            if (reply.isOk()) {
                return json.readTree(reply.body());
            }
        } catch (JsonProcessingException _) {
            throw new Unavailable(operation + " is not JSON", reply);
        }
        throw new Unavailable(operation, reply);
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
