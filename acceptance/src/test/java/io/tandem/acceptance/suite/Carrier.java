package io.tandem.acceptance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;

/** The telephone network, from where people call in: each is a channel of its own at the carrier, which we hang up by its name. */
public final class Carrier implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader lines;

    Carrier(int amiPort, String secret) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), amiPort);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            ask("Action: Login\r\nUsername: carrier\r\nSecret: " + secret + "\r\nEvents: off\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Somebody calls the number, and talks as soon as they are answered.
     *
     * @param from the caller's number; empty: withheld
     * @return the caller's channel at the carrier
     */
    public String calls(String from, String did) {
        return calls(from, did, "talk");
    }

    /** As {@link #calls(String, String)}, but does what the extension of the carrier's context {@code caller} says. */
    public String calls(String from, String did, String behaviour) {
        var channel = "caller-" + UUID.randomUUID();
        ask("Action: Originate\r\nChannel: PJSIP/" + did + "@pbx\r\nContext: caller\r\nExten: " + behaviour
                + "\r\nPriority: 1\r\nTimeout: 120000\r\nAsync: true\r\nChannelId: " + channel + "\r\n"
                + (from.isEmpty() ? "" : "CallerID: <" + from + ">\r\n"));
        return channel;
    }

    public void hangUp(String channel) {
        ask("Action: Hangup\r\nChannel: " + channel + "\r\n");
    }

    private synchronized void ask(String action) {
        try {
            socket.getOutputStream().write((action + "\r\n").getBytes(UTF_8));
            var answer = lines.readLine();
            while (answer != null && !answer.startsWith("Response: ")) {
                answer = lines.readLine();
            }
            if (answer == null) {
                throw new AssertionError("the carrier ended the session");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
