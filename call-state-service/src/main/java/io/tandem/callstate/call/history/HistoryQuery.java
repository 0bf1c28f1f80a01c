package io.tandem.callstate.call.history;

import io.tandem.callstate.call.CallFilter;
import io.tandem.callstate.call.Rank;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The question for ended calls, with the conditions that were asked for and no others: so each is answered from an index of its own,
 * and of months that cannot have any nothing is read.
 */
final class HistoryQuery {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    /** Newest first: {@code count} calls before {@code callId}, or from the newest for null. */
    static HistoryQuery of(String tenant, CallFilter filter, @Nullable String callId, int count) {
        var query = new HistoryQuery();
        query.where("tenant =", tenant);
        query.where("rank <", callId == null ? null : Rank.of(callId));
        query.where("agent_id =", filter.agentId());
        query.where("campaign_id =", filter.campaignId());
        query.where("number =", filter.number());
        query.where(
                "outcome =", filter.outcome() == null ? null : filter.outcome().name());
        query.where("requested_at >=", utc(filter.since()));
        query.where("requested_at <", utc(filter.until()));
        query.arguments.add(count);
        return query;
    }

    String sql() {
        return "SELECT body FROM calls.call WHERE " + String.join(" AND ", conditions) + " ORDER BY rank DESC LIMIT $"
                + arguments.size();
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    private void where(String condition, @Nullable Object wanted) {
        if (wanted != null) {
            arguments.add(wanted);
            conditions.add(condition + " $" + arguments.size());
        }
    }

    private static @Nullable Object utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
