package io.tandem.callstate.call;

import io.tandem.contracts.FactSource;
import java.time.Instant;
import java.util.Map;

/** One line of a call's history: a fact that an interface told, or an event that we told. {@code type} is CONTRACT's name. */
public record TimelineEntry(Instant at, FactSource source, String type, Map<String, String> detail) {
    public TimelineEntry {
        detail = Map.copyOf(detail);
    }
}
