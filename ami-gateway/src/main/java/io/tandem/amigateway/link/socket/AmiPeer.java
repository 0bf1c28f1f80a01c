package io.tandem.amigateway.link.socket;

import io.tandem.ami.EventNames;

/**
 * Where to log in, as whom, and which events to read.
 *
 * @param firstEvents the event classes that Asterisk sends from the login on (header {@code Events} of the login)
 */
public record AmiPeer(String host, int port, String user, String secret, String firstEvents, EventNames wanted) {

    @Override
    public String toString() {
        return "AmiPeer[" + user + "@" + host + ":" + port + "]";
    }
}
