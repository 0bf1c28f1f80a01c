package io.tandem.aricontroller.fact;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A recording of a call, {@code <callId>-<n>}. Each side of it is recorded by itself, in a bridge of its own; the names of both tell
 * whose they are, so that a successor needs no table.
 */
public record RecordingId(String callId, int number) {

    private static final Pattern TEXT = Pattern.compile("(.+)-([1-9][0-9]{0,4})");
    private static final Pattern BRIDGE = Pattern.compile("(.+)\\.(?:left|right)\\.([1-9][0-9]{0,4})");

    /** Of the stereo file: the agent and whoever joins them is left, the customer right. */
    public enum Side {
        LEFT("left"),
        RIGHT("right");

        private final String name;

        Side(String name) {
            this.name = name;
        }

        public static Side of(LegId leg) {
            return leg.leg().equals(LegId.CUSTOMER) ? RIGHT : LEFT;
        }
    }

    public static Optional<RecordingId> of(String text) {
        return matching(TEXT, text);
    }

    /** The recording for which a bridge was made. */
    public static Optional<RecordingId> ofBridge(String bridgeId) {
        return matching(BRIDGE, bridgeId);
    }

    /** The name under which the PBX keeps what this side says. */
    public String track(Side side) {
        return text() + "-" + side.name;
    }

    public String bridge(Side side) {
        return callId + "." + side.name + "." + number;
    }

    public String text() {
        return callId + "-" + number;
    }

    private static Optional<RecordingId> matching(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        return match.matches() && CallIds.isCallId(match.group(1))
                ? Optional.of(new RecordingId(match.group(1), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }
}
