package io.tandem.aricontroller.call;

import io.tandem.aricontroller.fact.LegId;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.DeskEndpoint;
import io.tandem.contracts.Screening;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A channel to be made. {@code originator} must live; the new leg takes its linked id. */
public record NewChannel(
        LegId leg,
        String endpoint,
        @Nullable String callerId,
        @Nullable String originator,
        @Nullable Screening screening) {

    private NewChannel(LegId leg, String endpoint, @Nullable String callerId, @Nullable String originator) {
        this(leg, endpoint, callerId, originator, null);
    }

    static NewChannel agent(AriCommand.OriginateAgent c) {
        return new NewChannel(LegId.of(c.channelId()).orElseThrow(), c.endpoint(), c.callerId(), null);
    }

    static NewChannel agentAt(String desk, String callId) {
        return new NewChannel(new LegId(callId, LegId.AGENT), desk, null, null);
    }

    static NewChannel supervisor(AriCommand.Supervise c) {
        return new NewChannel(LegId.of(c.channelId()).orElseThrow(), c.endpoint(), null, null);
    }

    static NewChannel calledIn(AriCommand.Transfer c) {
        return new NewChannel(
                LegId.of(c.channelId()).orElseThrow(), c.endpoint(), c.callerId(), LegId.customerOf(c.callId()));
    }

    static NewChannel calledIn(AriCommand.AddParty c) {
        return new NewChannel(
                LegId.of(c.channelId()).orElseThrow(), c.endpoint(), c.callerId(), LegId.customerOf(c.callId()));
    }

    static NewChannel customer(AriCommand.DialCustomer c) {
        return new NewChannel(
                new LegId(c.callId(), LegId.CUSTOMER),
                c.endpoint(),
                c.callerId(),
                c.desk() == null ? LegId.agentOf(c.callId()) : null,
                c.screening());
    }

    /** The id of its other half, where it is dialled to a desk. */
    public Optional<String> seat() {
        return DeskEndpoint.deskOf(endpoint).map(_ -> leg.seat().channelId());
    }
}
