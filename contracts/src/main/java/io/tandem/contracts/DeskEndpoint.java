package io.tandem.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The dial string of a desk at which an agent waits: whoever dials it reaches them at once, and no phone rings. One half of the channel
 * is the agent's leg of the call; the other comes to the desk's bridge, by the dialplan's context {@code tandem-desk}.
 */
public final class DeskEndpoint {

    private static final Pattern FORM = Pattern.compile("Local/([0-9A-HJKMNP-TV-Z]{26})@tandem-desk/n");

    /** @param deskId a ULID */
    public static String of(String deskId) {
        return "Local/" + deskId + "@tandem-desk/n";
    }

    /** The desk that it reaches; empty for a phone's dial string. */
    public static Optional<String> deskOf(String endpoint) {
        var desk = FORM.matcher(endpoint);
        return desk.matches() ? Optional.of(desk.group(1)) : Optional.empty();
    }

    private DeskEndpoint() {}
}
