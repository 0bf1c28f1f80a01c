package io.tandem.bench.hybrid;

import java.util.Arrays;
import java.util.Optional;

/** What a PBX said, and the event that is told because of it. */
enum Fact {
    AGENT_ANSWERED("agent", "pbx.channel-answered", "call.agent-answered"),
    AGENT_IN_ROOM("agent", "pbx.conference-joined", "call.agent-in-conference"),
    AGENT_IN_BRIDGE("agent", "pbx.bridge-entered", "call.handed-off"),
    CUSTOMER_RINGING("customer", "pbx.channel-ringing", "call.customer-ringing"),
    CUSTOMER_ANSWERED("customer", "pbx.channel-answered", "call.customer-answered"),
    CUSTOMER_IN_BRIDGE("customer", "pbx.bridge-entered", "call.connected");

    private final String leg;
    private final String type;
    private final String event;

    Fact(String leg, String type, String event) {
        this.leg = leg;
        this.type = type;
        this.event = event;
    }

    static Optional<Fact> behind(String event) {
        return Arrays.stream(values()).filter(f -> f.event.equals(event)).findFirst();
    }

    boolean isOf(String callId, String type, String detail) {
        return type.startsWith(this.type) && detail.contains(callId + "." + leg);
    }
}
