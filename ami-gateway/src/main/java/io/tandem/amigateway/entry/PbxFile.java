package io.tandem.amigateway.entry;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of PBXs and credentials, as Java properties:
 *
 * <pre>
 * pbx.london-1.host = 10.0.0.5
 * pbx.london-1.port = 5038            # 5039 with tls
 * pbx.london-1.tls = false            # also tls.trust-file (PEM), tls.verify-host (true)
 * pbx.london-1.events.user = tandem-events
 * pbx.london-1.events.secret = ...
 * pbx.london-1.actions.user = tandem-actions
 * pbx.london-1.actions.secret = ...
 * pbx.london-1.weight = 100           # also tags (a, b), maintenance, conference-context, hand-off-context
 * credentials.common.events.secret = ...    # for PBXs of the directory; also users and trust-file
 * credentials.common.actions.secret = ...
 * </pre>
 *
 * <p>It is good as a whole or not at all: a key that is not known, a value that cannot be, or no entry at all refuses it.
 */
public record PbxFile(Map<String, PbxEntry> entries, Map<String, Credentials> credentials) {

    public static final PbxFile NONE = new PbxFile(Map.of(), Map.of());

    private static final Set<String> LOGIN_KEYS =
            Set.of("events.user", "events.secret", "actions.user", "actions.secret");
    private static final Set<String> PBX_KEYS = Set.of(
            "host",
            "port",
            "tls",
            "tls.trust-file",
            "tls.verify-host",
            "weight",
            "tags",
            "maintenance",
            "conference-context",
            "hand-off-context");
    private static final Set<String> CREDENTIALS_KEYS = Set.of("trust-file");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    public PbxFile {
        entries = Map.copyOf(entries);
        credentials = Map.copyOf(credentials);
    }

    /** @throws IllegalArgumentException saying which entry and what about it; never a value */
    public static PbxFile parse(String text) {
        var pbxs = new TreeMap<String, Map<String, String>>();
        var credentials = new TreeMap<String, Map<String, String>>();
        var properties = properties(text);
        for (var name : properties.stringPropertyNames()) {
            var value = properties.getProperty(name).strip();
            if (name.startsWith("pbx.")) {
                put(pbxs, name, "pbx.", PBX_KEYS, value);
            } else if (name.startsWith("credentials.")) {
                put(credentials, name, "credentials.", CREDENTIALS_KEYS, value);
            } else {
                throw new IllegalArgumentException(name + " is neither pbx.<id>.… nor credentials.<name>.…");
            }
        }
        if (pbxs.isEmpty() && credentials.isEmpty()) {
            throw new IllegalArgumentException("it names no PBX and no credentials");
        }
        var entries = new TreeMap<String, PbxEntry>();
        pbxs.forEach((id, form) -> entries.put(id, named("pbx." + id, form, f -> entry(id, f))));
        var held = new TreeMap<String, Credentials>();
        credentials.forEach((name, form) -> held.put(name, named("credentials." + name, form, PbxFile::credentials)));
        return new PbxFile(entries, held);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(Map<String, String> form);
    }

    private static <T> T named(String what, Map<String, String> form, Reading<T> reading) {
        try {
            return reading.read(form);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
        }
    }

    private static Properties properties(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("a String can always be read", e);
        }
        return properties;
    }

    /** An id may have dots, a key too: the longest key that fits tells where the id ends. */
    private static void put(
            Map<String, Map<String, String>> forms, String name, String prefix, Set<String> keys, String value) {
        var rest = name.substring(prefix.length());
        var key = List.of(keys, LOGIN_KEYS).stream()
                .flatMap(Set::stream)
                .filter(k -> rest.endsWith("." + k))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElseThrow(() -> new IllegalArgumentException(name + " is not a key of the file"));
        var id = rest.substring(0, rest.length() - key.length() - 1);
        forms.computeIfAbsent(id, _ -> new TreeMap<>()).put(key, value);
    }

    private static PbxEntry entry(String id, Map<String, String> form) {
        var tls = flag(form, "tls", false)
                ? new PbxEntry.Tls(form.get("tls.trust-file"), flag(form, "tls.verify-host", true))
                : null;
        var usual = PbxEntry.Contexts.USUAL;
        return new PbxEntry(
                id,
                new PbxEntry.Address(
                        form.getOrDefault("host", ""), number(form, "port", tls == null ? 5038 : 5039), tls),
                login(form, "events", "tandem-events"),
                login(form, "actions", "tandem-actions"),
                new PbxEntry.Contexts(
                        form.getOrDefault("conference-context", usual.conference()),
                        form.getOrDefault("hand-off-context", usual.handOff())),
                new PbxEntry.Share(
                        number(form, "weight", PbxEntry.Share.USUAL.weight()),
                        tags(form.getOrDefault("tags", "")),
                        flag(form, "maintenance", false)));
    }

    private static Credentials credentials(Map<String, String> form) {
        return new Credentials(
                login(form, "events", "tandem-events"),
                login(form, "actions", "tandem-actions"),
                form.get("trust-file"));
    }

    private static PbxEntry.Login login(Map<String, String> form, String which, String usualUser) {
        try {
            return new PbxEntry.Login(
                    form.getOrDefault(which + ".user", usualUser), form.getOrDefault(which + ".secret", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(which + "." + e.getMessage(), e);
        }
    }

    private static int number(Map<String, String> form, String key, int usual) {
        @Nullable String text = form.get(key);
        if (text == null) {
            return usual;
        }
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException(key + " is not a number");
        }
        return Integer.parseInt(text);
    }

    private static boolean flag(Map<String, String> form, String key, boolean usual) {
        return switch (form.getOrDefault(key, Boolean.toString(usual))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + " is neither true nor false");
        };
    }

    private static List<String> tags(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
