package io.tandem.aricontroller.call;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The programs to which the PBX may connect a call, by name. Callers give a name and never an address, so nobody can make the PBX
 * connect to anything that its operator did not list.
 */
public record MediaTargets(Map<String, String> hosts) {

    public static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    /** Without a slash, which would end it in Asterisk's dial string. */
    private static final Pattern ENTRY =
            Pattern.compile("(" + NAME.pattern() + ")=([A-Za-z0-9.-]{1,200}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");

    private static final int LARGEST_PORT = 65_535;

    public MediaTargets {
        hosts = Map.copyOf(hosts);
    }

    /**
     * @param entries of the form {@code name=host:port}
     * @throws IllegalArgumentException for any of another form, and for a name that comes twice
     */
    public static MediaTargets of(Set<String> entries) {
        var hosts = new HashMap<String, String>();
        for (var text : entries) {
            var entry = ENTRY.matcher(text);
            if (!entry.matches() || Integer.parseInt(entry.group(3)) > LARGEST_PORT) {
                throw new IllegalArgumentException("a media target is not of the form name=host:port: " + text);
            }
            if (hosts.put(entry.group(1), entry.group(2) + ":" + entry.group(3)) != null) {
                throw new IllegalArgumentException("two media targets are named " + entry.group(1));
            }
        }
        return new MediaTargets(hosts);
    }

    /** Host and port. */
    public Optional<String> hostOf(String name) {
        return Optional.ofNullable(hosts.get(name));
    }
}
