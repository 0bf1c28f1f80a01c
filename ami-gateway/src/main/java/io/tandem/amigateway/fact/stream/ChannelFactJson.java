package io.tandem.amigateway.fact.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.contracts.PbxFact;
import io.tandem.contracts.PbxFact.ChannelFact;
import io.tandem.edge.kafka.TypeName;
import java.util.HashMap;
import java.util.Map;

/**
 * The facts of which there are many, as the bytes that {@link io.tandem.edge.kafka.Wire} makes of them, without reflection. A field that
 * is added to one of them does not compile here before it is written. Confined to the sending thread.
 */
final class ChannelFactJson {

    private static final byte[] CALL = JsonBytes.name("callId");
    private static final byte[] PBX = JsonBytes.name("pbxId");
    private static final byte[] SOURCE = JsonBytes.name("source");
    private static final byte[] AT = JsonBytes.name("at");
    private static final byte[] CHANNEL = JsonBytes.name("channelId");
    private static final byte[] CHANNEL_NAME = JsonBytes.name("channelName");
    private static final byte[] RECONCILED = JsonBytes.name("reconciled");
    private static final byte[] DIAL_STATUS = JsonBytes.name("dialStatus");
    private static final byte[] CAUSE = JsonBytes.name("cause");
    private static final byte[] CAUSE_TEXT = JsonBytes.name("causeText");
    private static final byte[] TECH_CAUSE = JsonBytes.name("techCause");
    private static final byte[] ROLE = JsonBytes.name("role");
    private static final byte[] APPLICATION = JsonBytes.name("application");
    private static final byte[] REASON = JsonBytes.name("reason");
    private static final byte[] BRIDGE = JsonBytes.name("bridgeId");

    private final InstantText instants;
    private final JsonBytes json = new JsonBytes();
    private final Map<Class<?>, byte[]> types = new HashMap<>();

    ChannelFactJson(InstantText instants) {
        this.instants = instants;
    }

    byte[] write(ChannelFact fact) {
        var common = json.begin(types.computeIfAbsent(fact.getClass(), ChannelFactJson::type))
                .text(CALL, fact.callId())
                .text(PBX, fact.pbxId())
                .text(SOURCE, fact.source().name())
                .text(AT, instants.of(fact.at()))
                .text(CHANNEL, fact.channelId());
        return rest(common, fact).end();
    }

    private static JsonBytes rest(JsonBytes json, ChannelFact fact) {
        return switch (fact) {
            case PbxFact.ChannelCreated(var _, var _, var _, var _, var _, var name, var reconciled) ->
                json.text(CHANNEL_NAME, name).flag(RECONCILED, reconciled);
            case PbxFact.ChannelDialing(var _, var _, var _, var _, var _) -> json;
            case PbxFact.ChannelRinging(var _, var _, var _, var _, var _) -> json;
            case PbxFact.ChannelAnswered(var _, var _, var _, var _, var _, var reconciled) ->
                json.flag(RECONCILED, reconciled);
            case PbxFact.DialEnded(var _, var _, var _, var _, var _, var status) -> json.text(DIAL_STATUS, status);
            case PbxFact.ChannelHungUp(
                    var _,
                    var _,
                    var _,
                    var _,
                    var _,
                    var cause,
                    var text,
                    var techCause,
                    var reconciled) ->
                json.number(CAUSE, cause)
                        .text(CAUSE_TEXT, text)
                        .text(TECH_CAUSE, techCause)
                        .flag(RECONCILED, reconciled);
            case PbxFact.ConferenceJoined(var _, var _, var _, var _, var _, var reconciled) ->
                json.flag(RECONCILED, reconciled);
            case PbxFact.ConferenceLeft(var _, var _, var _, var _, var _) -> json;
            case PbxFact.ControlStarted(var _, var _, var _, var _, var _, var role, var application) ->
                json.text(ROLE, role).text(APPLICATION, application);
            case PbxFact.ControlEnded(var _, var _, var _, var _, var _) -> json;
            case PbxFact.HandOffFailed(var _, var _, var _, var _, var _, var reason) -> json.text(REASON, reason);
            case PbxFact.BridgeEntered(var _, var _, var _, var _, var _, var bridgeId, var reconciled) ->
                json.text(BRIDGE, bridgeId).flag(RECONCILED, reconciled);
            case PbxFact.BridgeLeft(var _, var _, var _, var _, var _, var bridgeId) -> json.text(BRIDGE, bridgeId);
        };
    }

    private static byte[] type(Class<?> fact) {
        return ("{\"type\":\"" + TypeName.versioned(fact) + '"').getBytes(UTF_8);
    }
}
