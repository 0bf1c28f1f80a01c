package io.tandem.callstate.call;

import io.tandem.contracts.PbxFact;
import java.util.Set;

/** A thing that can be seen of a leg. What an interface has shown is a set of these: seeing one twice changes nothing. */
public enum Sign {
    CREATED,
    DIALING,
    RINGING,
    ANSWERED,
    DIAL_FAILED,
    IN_ROOM,
    LEFT_ROOM,
    CONTROLLED,
    RELEASED,
    HAND_OFF_FAILED,
    IN_BRIDGE,
    LEFT_BRIDGE,
    GONE;

    static final Set<Sign> UP = Set.of(ANSWERED, IN_ROOM, IN_BRIDGE);
    static final Set<Sign> TOGETHER = Set.of(IN_ROOM, IN_BRIDGE);
    static final Set<Sign> AWAY = Set.of(LEFT_BRIDGE, RELEASED, GONE);

    static final Set<Sign> AWAY_FOR_GOOD = Set.of(LEFT_BRIDGE, GONE);

    static Sign of(PbxFact.ChannelFact fact) {
        return switch (fact) {
            case PbxFact.ChannelCreated _ -> CREATED;
            case PbxFact.ChannelDialing _ -> DIALING;
            case PbxFact.ChannelRinging _ -> RINGING;
            case PbxFact.ChannelAnswered _ -> ANSWERED;
            case PbxFact.DialEnded d -> "ANSWER".equals(d.dialStatus()) ? ANSWERED : DIAL_FAILED;
            case PbxFact.ChannelHungUp _ -> GONE;
            case PbxFact.ConferenceJoined _ -> IN_ROOM;
            case PbxFact.ConferenceLeft _ -> LEFT_ROOM;
            case PbxFact.ControlStarted _ -> CONTROLLED;
            case PbxFact.ControlEnded _ -> RELEASED;
            case PbxFact.HandOffFailed _ -> HAND_OFF_FAILED;
            case PbxFact.BridgeEntered _ -> IN_BRIDGE;
            case PbxFact.BridgeLeft _ -> LEFT_BRIDGE;
        };
    }
}
