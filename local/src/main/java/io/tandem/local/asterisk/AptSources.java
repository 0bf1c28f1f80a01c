package io.tandem.local.asterisk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what this machine's apt reads, to learn which Debian mirror it uses: sources.list(5), one-line and deb822. Pure: text in, mirror out.
 */
final class AptSources {

    /** @param keyring what the source is signed by; empty means apt's own trusted keys */
    record Mirror(String uri, Optional<String> keyring) {}

    private record Source(String uri, List<String> suites, List<String> components, Optional<String> keyring) {
        /** Debian proper: another vendor's repository has other suites, and a security or backports mirror has no whole suite. */
        boolean isDebian() {
            return components.contains("main") && suites.stream().anyMatch(DEBIAN::contains);
        }
    }

    private static final List<String> DEBIAN = List.of(
            "buster",
            "bullseye",
            "bookworm",
            "trixie",
            "forky",
            "duke",
            "sid",
            "oldstable",
            "stable",
            "testing",
            "unstable");

    private static final Pattern ONE_LINE = Pattern.compile("deb\\s+(?:\\[([^\\]]*)\\]\\s+)?(\\S+)\\s+(\\S+)\\s+(.+)");
    private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\n");
    private static final String KEYRING_PATH = "/.*\\.(?:gpg|asc|pgp)";

    private AptSources() {}

    /** The first Debian mirror in the files, in the order that they are given. */
    static Optional<Mirror> mirror(List<String> oneLineFiles, List<String> deb822Files) {
        var sources = new ArrayList<Source>();
        oneLineFiles.forEach(text -> sources.addAll(oneLine(text)));
        deb822Files.forEach(text -> sources.addAll(deb822(text)));
        return sources.stream()
                .filter(Source::isDebian)
                .findFirst()
                .map(source -> new Mirror(source.uri(), source.keyring()));
    }

    private static List<Source> oneLine(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .map(ONE_LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Source(
                        line.group(2),
                        List.of(line.group(3)),
                        words(line.group(4)),
                        keyring(option(Optional.ofNullable(line.group(1)).orElse(""), "signed-by"))))
                .toList();
    }

    private static String option(String options, String name) {
        return words(options).stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static List<Source> deb822(String text) {
        var sources = new ArrayList<Source>();
        var uncommented = String.join(
                "\n", text.lines().filter(line -> !line.startsWith("#")).toList());
        for (var stanza : BLANK_LINE.splitAsStream(uncommented).toList()) {
            var fields = fields(stanza);
            if (!words(fields.getOrDefault("types", "")).contains("deb")
                    || fields.getOrDefault("enabled", "yes").equals("no")) {
                continue;
            }
            for (var uri : words(fields.getOrDefault("uris", ""))) {
                sources.add(new Source(
                        uri,
                        words(fields.getOrDefault("suites", "")),
                        words(fields.getOrDefault("components", "")),
                        keyring(fields.getOrDefault("signed-by", ""))));
            }
        }
        return sources;
    }

    private static Map<String, String> fields(String stanza) {
        var fields = new HashMap<String, String>();
        var name = "";
        for (var line : stanza.lines().toList()) {
            var colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.merge(name, " " + line.strip(), String::concat);
            } else if (colon > 0) {
                name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                fields.put(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** A key may also be written out in the file, or be named by its fingerprint; then apt's own trusted keys must do. */
    private static Optional<String> keyring(String signedBy) {
        return Optional.of(signedBy).filter(value -> value.matches(KEYRING_PATH));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
