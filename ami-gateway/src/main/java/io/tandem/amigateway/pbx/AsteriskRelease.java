package io.tandem.amigateway.pbx;

import java.util.regex.Pattern;

/**
 * A release, as CoreSettings says it ({@code 22.10.1~dfsg+~cs6.15} and the like). Twenty advisories were closed with 22.10.1 and
 * 20.20.1; other branches are taken for as old as their number says.
 */
record AsteriskRelease(int major, int minor, int patch) {

    private static final Pattern VERSION = Pattern.compile("\\D*(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

    /** True also for what cannot be read: nobody knows what that is. */
    static boolean isOutdated(String version) {
        var found = VERSION.matcher(version);
        if (!found.matches()) {
            return true;
        }
        var patch = found.group(3);
        return new AsteriskRelease(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(2)),
                        patch == null ? 0 : Integer.parseInt(patch))
                .isOutdated();
    }

    private boolean isOutdated() {
        return major == 20 ? isBelow(20, 20, 1) : isBelow(22, 10, 1);
    }

    private boolean isBelow(int otherMajor, int otherMinor, int otherPatch) {
        if (major != otherMajor) {
            return major < otherMajor;
        }
        return minor != otherMinor ? minor < otherMinor : patch < otherPatch;
    }
}
