package io.tandem.amigateway.link.socket;

import io.tandem.ami.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * Where to log in, as whom, and which events to read.
 *
 * @param tls null: in the clear, where the secret is never sent but proven ({@link Md5Challenge})
 * @param firstEvents the event classes that Asterisk sends from the login on (header {@code Events} of the login)
 */
public record AmiPeer(
        String host, int port, @Nullable Tls tls, String user, String secret, String firstEvents, EventNames wanted) {

    /**
     * @param trustFile PEM certificates of whom to trust; null: whom the JVM trusts
     * @param verifyHost whether the certificate must be for {@link #host()}
     */
    public record Tls(@Nullable String trustFile, boolean verifyHost) {}

    @Override
    public String toString() {
        return "AmiPeer[" + user + "@" + host + ":" + port + "]";
    }
}
