package io.tandem.campaign.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tandem.contracts.RouteTarget;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a call goes: one of these, the others null. As in {@link RouteTarget}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Target(
        @Nullable String queueId,
        @Nullable String agentId,
        @Nullable String number,
        @Nullable String menuId,
        @Nullable String dialplan,
        @Nullable String message,
        @Nullable String callbackQueueId,
        @Nullable Boolean hangUp) {

    public Target {
        if (Stream.of(queueId, agentId, number, menuId, dialplan, message, callbackQueueId, hangUp)
                        .filter(one -> one != null)
                        .count()
                != 1) {
            throw new IllegalArgumentException("a target is one thing");
        }
    }

    public RouteTarget contract() {
        if (queueId != null) {
            return new RouteTarget(RouteTarget.Kind.QUEUE, queueId);
        } else if (agentId != null) {
            return new RouteTarget(RouteTarget.Kind.AGENT, agentId);
        } else if (number != null) {
            return new RouteTarget(RouteTarget.Kind.NUMBER, number);
        } else if (menuId != null) {
            return new RouteTarget(RouteTarget.Kind.MENU, menuId);
        } else if (dialplan != null) {
            return new RouteTarget(RouteTarget.Kind.DIALPLAN, dialplan);
        } else if (message != null) {
            return new RouteTarget(RouteTarget.Kind.MESSAGE, message);
        } else if (callbackQueueId != null) {
            return new RouteTarget(RouteTarget.Kind.CALLBACK, callbackQueueId);
        }
        return new RouteTarget(RouteTarget.Kind.HANG_UP, null);
    }

    /** As others are told; null stays null. */
    public static @Nullable RouteTarget contract(@Nullable Target target) {
        return target == null ? null : target.contract();
    }
}
