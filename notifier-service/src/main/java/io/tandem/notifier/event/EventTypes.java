package io.tandem.notifier.event;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that the contract gives to events, and patterns over them: an exact name, or a family such as {@code call.*}. */
public final class EventTypes {

    private static final List<String> CALL = List.of(
            "requested agent-dialing agent-ringing agent-answered agent-in-conference handed-off customer-dialing",
            "customer-ringing customer-answered screened queued offered connected held resumed muted unmuted parked dtmf",
            "transfer-started transfer-completed transfer-failed recording-started recording-paused recording-resumed",
            "recording-stopped supervised quality degraded control-failed context-changed ended",
            "transfer-answered party-joined party-left party-muted media-attached media-detached");

    private static final Set<String> NAMES = names();

    public static boolean isKnown(String pattern) {
        return isFamily(pattern)
                ? NAMES.stream().anyMatch(name -> name.startsWith(prefix(pattern)))
                : NAMES.contains(pattern);
    }

    public static boolean matches(String pattern, String type) {
        return isFamily(pattern) ? type.startsWith(prefix(pattern)) : type.equals(pattern);
    }

    private static boolean isFamily(String pattern) {
        return pattern.endsWith(".*") && pattern.indexOf('.') == pattern.length() - 2;
    }

    private static String prefix(String family) {
        return family.substring(0, family.length() - 1);
    }

    private static Set<String> names() {
        var names = new TreeSet<>(Set.of("agent.presence", "contact.completed", "pbx.up", "pbx.down", "pbx.gap"));
        for (var line : CALL) {
            for (var name : line.split(" ", -1)) {
                names.add("call." + name);
            }
        }
        for (var name : List.of("started", "paused", "stopped", "progress", "completed")) {
            names.add("campaign." + name);
        }
        return Set.copyOf(names);
    }

    private EventTypes() {}
}
