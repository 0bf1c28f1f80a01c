package io.tandem.notifier.live;

import io.tandem.notifier.event.EventTypes;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who asks for which events. {@link #judge} turns it into a subscription or a refusal; it reads no token and no socket. */
public record Request(Asker asker, Map<String, List<String>> query) {

    private static final Set<String> PARAMETERS = Set.of("types", "callId", "agentId", "campaignId", "since");

    /**
     * @param onlyAgent the token's only role is agent, so that it hears of {@code agentId} alone
     */
    public record Asker(
            @Nullable String tenant,
            boolean hasRole,
            boolean onlyAgent,
            @Nullable String agentId) {}

    public sealed interface Judgement {
        record Granted(Subscription subscription) implements Judgement {}

        /** {@code status} 400 for a query that cannot be read, 403 for one that is not allowed. */
        record Refused(int status, String why) implements Judgement {}
    }

    public Judgement judge() {
        if (asker.tenant() == null || asker.tenant().isBlank()) {
            return forbidden("the token has no claim 'tenant'");
        }
        if (!asker.hasRole()) {
            return forbidden("this token's roles do not allow it");
        }
        for (var parameter : query.entrySet()) {
            if (!PARAMETERS.contains(parameter.getKey())) {
                return unreadable(parameter.getKey() + " is not a parameter of this stream");
            }
            if (parameter.getValue().size() != 1
                    || parameter.getValue().getFirst().isBlank()) {
                return unreadable(parameter.getKey() + " must have one value");
            }
        }
        var types = types();
        var unknown = types.stream().filter(type -> !EventTypes.isKnown(type)).findFirst();
        if (unknown.isPresent()) {
            return unreadable("types: '" + unknown.get() + "' is neither an event's name nor a family such as call.*");
        }
        var since = one("since");
        if (since != null && !since.matches("\\d{1,18}")) {
            return unreadable("since must be the sequence of an event");
        }
        return granted(
                asker.tenant(), types, since == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(since)));
    }

    private Judgement granted(String tenant, List<String> types, OptionalLong since) {
        var agentId = one("agentId");
        if (asker.onlyAgent()) {
            if (asker.agentId() == null) {
                return forbidden("the token has no claim 'agent'");
            }
            if (agentId != null && !agentId.equals(asker.agentId())) {
                return forbidden("an agent hears of their own calls only");
            }
            agentId = asker.agentId();
        }
        return new Judgement.Granted(new Subscription(tenant, types, one("callId"), agentId, one("campaignId"), since));
    }

    private List<String> types() {
        var types = one("types");
        return types == null
                ? List.of()
                : Stream.of(types.split(",", -1)).map(String::strip).toList();
    }

    private @Nullable String one(String name) {
        var values = query.get(name);
        return values == null ? null : values.getFirst();
    }

    private static Judgement forbidden(String why) {
        return new Judgement.Refused(403, why);
    }

    private static Judgement unreadable(String why) {
        return new Judgement.Refused(400, why);
    }
}
