package io.tandem.campaign.inbound.store;

import io.tandem.campaign.directory.Reference;
import io.tandem.campaign.inbound.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a target names. */
final class Leads {

    static List<Reference> of(String field, @Nullable Target to) {
        if (to == null) {
            return List.of();
        } else if (to.queueId() != null) {
            return List.of(new Reference(field + ".queueId", "queue", to.queueId()));
        } else if (to.callbackQueueId() != null) {
            return List.of(new Reference(field + ".callbackQueueId", "queue", to.callbackQueueId()));
        } else if (to.menuId() != null) {
            return List.of(new Reference(field + ".menuId", "menu", to.menuId()));
        } else if (to.agentId() != null) {
            return List.of(new Reference(field + ".agentId", "agent", to.agentId()));
        }
        return List.of();
    }

    private Leads() {}
}
