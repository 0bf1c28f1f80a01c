package io.tandem.notifier.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a service told it; not yet in the log.
 *
 * @param id unique within the tenant; the same each time the event is told
 * @param type the contract's name without version, e.g. {@code call.connected}
 * @param about whom it concerns, for filters
 * @param data the record's JSON, as it came
 */
public record NewEvent(
        String id, String tenant, String type, String source, Instant time, String subject, About about, String data) {

    /** The call, agent and campaign that an event concerns, as far as it concerns any. */
    public record About(
            @Nullable String callId,
            @Nullable String agentId,
            @Nullable String campaignId) {}
}
