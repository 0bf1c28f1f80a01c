package io.tandem.notifier.live;

import io.tandem.notifier.event.EventTypes;
import io.tandem.notifier.event.NewEvent;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one client wants to hear: events of its tenant that match everything that is set.
 *
 * @param types names or families; empty for all
 * @param since the last sequence that the client saw, to have what came after it replayed
 */
public record Subscription(
        String tenant,
        List<String> types,
        @Nullable String callId,
        @Nullable String agentId,
        @Nullable String campaignId,
        OptionalLong since) {

    public Subscription {
        types = List.copyOf(types);
    }

    public boolean matches(NewEvent event) {
        var about = event.about();
        return tenant.equals(event.tenant())
                && (types.isEmpty() || types.stream().anyMatch(type -> EventTypes.matches(type, event.type())))
                && (callId == null || callId.equals(about.callId()))
                && (agentId == null || agentId.equals(about.agentId()))
                && (campaignId == null || campaignId.equals(about.campaignId()));
    }
}
