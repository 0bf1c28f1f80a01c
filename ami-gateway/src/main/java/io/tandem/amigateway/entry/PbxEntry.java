package io.tandem.amigateway.entry;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What there is to know about a PBX before it is reached. Each part refuses what cannot be one, with an {@link IllegalArgumentException}. */
public record PbxEntry(String id, Address address, Login events, Login actions, Contexts contexts, Share share) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_WEIGHT = 1_000;

    public PbxEntry {
        requireId(id);
    }

    /** @throws IllegalArgumentException for what is no PBX's id */
    public static String requireId(String id) {
        require(ID.matcher(id).matches(), "id is not 1 to 63 letters, digits and _.- with a letter or digit first");
        return id;
    }

    /** {@code tls} null: AMI in the clear. */
    public record Address(String host, int port, @Nullable Tls tls) {
        public Address {
            require(!host.isBlank(), "host is missing");
            require(port >= 1 && port <= MAX_PORT, "port is not 1 to 65535");
        }
    }

    /**
     * @param trustFile PEM certificates of whom to trust; null: whom the JVM trusts
     * @param verifyHost whether the certificate must be for the host
     */
    public record Tls(@Nullable String trustFile, boolean verifyHost) {}

    public record Login(String user, String secret) {
        public Login {
            require(!user.isBlank(), "user is missing");
            require(!secret.isBlank(), "secret is missing");
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * @param conference where a channel is put into the room that its extension names
     * @param handOff where a channel leaves for the ARI application that {@code TANDEM_APP} names; the extension is its role
     */
    public record Contexts(String conference, String handOff) {
        public static final Contexts USUAL = new Contexts("tandem-conference", "tandem-handoff");
    }

    /**
     * What decides about new calls.
     *
     * @param weight share among PBXs that are equally busy, 1 to 1000; 0: none but those that ask for this PBX
     * @param maintenance no new call at all
     */
    public record Share(int weight, List<String> tags, boolean maintenance) {
        public static final Share USUAL = new Share(100, List.of(), false);

        public Share {
            require(weight >= 0 && weight <= MAX_WEIGHT, "weight is not 0 to 1000");
            tags = List.copyOf(tags);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
