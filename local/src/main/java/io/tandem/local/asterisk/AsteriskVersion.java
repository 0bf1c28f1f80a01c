package io.tandem.local.asterisk;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** As {@code asterisk -V} tells it, without the packager's suffix. */
public record AsteriskVersion(int major, int minor, int patch) implements Comparable<AsteriskVersion> {

    /** ChannelTransfer, TechCause and an ARI that takes our channel ids: nothing older is driven. */
    static final AsteriskVersion OLDEST = new AsteriskVersion(22, 0, 0);

    /** Twenty advisories were fixed there; older ones run with a warning. */
    static final AsteriskVersion ADVISED = new AsteriskVersion(22, 10, 1);

    private static final Pattern PRINTED = Pattern.compile("Asterisk (?:certified/)?(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

    static Optional<AsteriskVersion> parse(String printed) {
        var matcher = PRINTED.matcher(printed);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var patch = matcher.group(3) == null ? "0" : matcher.group(3);
        return Optional.of(new AsteriskVersion(
                Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(patch)));
    }

    boolean isAtLeast(AsteriskVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(AsteriskVersion other) {
        return Comparator.comparingInt(AsteriskVersion::major)
                .thenComparingInt(AsteriskVersion::minor)
                .thenComparingInt(AsteriskVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
