package io.tandem.local.asterisk;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * An Asterisk that can be run.
 *
 * @param origin where it comes from, for people
 * @param modules its astmoddir
 * @param data its astdatadir, with {@code sounds/en}
 * @param command what to put before Asterisk's own arguments, given the folder that the process keeps its state in
 */
public record AsteriskInstallation(
        AsteriskVersion version, String origin, Path modules, Path data, Function<Path, List<String>> command) {

    /**
     * The first of: a container image, an installed Asterisk, Debian's package in a private root under {@code cache}. The last is made
     * on first use, in about ten seconds; the others are never waited for.
     *
     * @throws NoAsterisk with what was tried, and what is missing for each
     */
    public static AsteriskInstallation find(Path cache, Progress progress) {
        return new AsteriskSearch(progress).find(cache);
    }

    /** As {@link #find(Path, Progress)}, in the user's own cache: {@code ${XDG_CACHE_HOME:-~/.cache}/tandem}. */
    public static AsteriskInstallation find(Progress progress) {
        var home = System.getenv("XDG_CACHE_HOME");
        var cache = home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home);
        return find(cache.resolve("tandem"), progress);
    }

    @Override
    public String toString() {
        return "Asterisk " + version + ", " + origin;
    }
}
