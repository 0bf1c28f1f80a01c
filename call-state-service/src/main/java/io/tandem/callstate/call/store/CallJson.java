package io.tandem.callstate.call.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.Phase;
import io.tandem.callstate.call.Stay;
import io.tandem.edge.kafka.Wire;

/** A call as Redis keeps it. The names of the phases are written by hand: a renamed class must not lose live calls. */
final class CallJson {

    private static final ObjectMapper JSON =
            Wire.mapper().addMixIn(Phase.class, PhaseNames.class).addMixIn(Stay.class, StayNames.class);

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Phase.CallingAgent.class, name = "calling-agent"),
        @JsonSubTypes.Type(value = Phase.HandingOff.class, name = "handing-off"),
        @JsonSubTypes.Type(value = Phase.CallingCustomer.class, name = "calling-customer"),
        @JsonSubTypes.Type(value = Phase.Screening.class, name = "screening"),
        @JsonSubTypes.Type(value = Phase.LeavingMessage.class, name = "leaving-message"),
        @JsonSubTypes.Type(value = Phase.Connected.class, name = "connected"),
        @JsonSubTypes.Type(value = Phase.Served.class, name = "served"),
        @JsonSubTypes.Type(value = Phase.Ending.class, name = "ending"),
        @JsonSubTypes.Type(value = Phase.Ended.class, name = "ended"),
    })
    private interface PhaseNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stay")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Stay.Arriving.class, name = "arriving"),
        @JsonSubTypes.Type(value = Stay.InMenu.class, name = "in-menu"),
        @JsonSubTypes.Type(value = Stay.InQueue.class, name = "in-queue"),
        @JsonSubTypes.Type(value = Stay.Hearing.class, name = "hearing"),
        @JsonSubTypes.Type(value = Stay.Calling.class, name = "calling"),
        @JsonSubTypes.Type(value = Stay.InDialplan.class, name = "in-dialplan"),
    })
    private interface StayNames {}

    static String write(Call call) {
        try {
            return JSON.writeValueAsString(call);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("call " + call.callId() + " cannot be written", e);
        }
    }

    static Call read(String json) {
        try {
            return JSON.readValue(json, Call.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored call cannot be read", e);
        }
    }

    private CallJson() {}
}
