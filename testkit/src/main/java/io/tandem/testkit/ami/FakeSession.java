package io.tandem.testkit.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.ami.AmiHeaders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link FakeAsterisk}. Writing is safe from any thread. */
public final class FakeSession {

    private final Socket socket;
    private final FakeAsterisk asterisk;
    private final String challenge =
            Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 999_999_999));
    private volatile @Nullable String user;

    FakeSession(Socket socket, FakeAsterisk asterisk) {
        this.socket = socket;
        this.asterisk = asterisk;
    }

    /** Answers the action: {@code headers} are whole lines after Response and ActionID. */
    public void reply(AmiHeaders action, String status, String headers) {
        write("Response: " + status + "\r\nActionID: " + action.text("ActionID") + "\r\n" + headers + "\r\n");
    }

    /** As it is. A peer that has gone is no error. */
    public synchronized void write(String text) {
        if (asterisk.isSilent() || socket.isClosed()) {
            return;
        }
        try {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        } catch (IOException _) {
            dropTheLine();
        }
    }

    public void dropTheLine() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asterisk.closed(this);
    }

    /** Who is logged in; null before. */
    public @Nullable String user() {
        return user;
    }

    String challenge() {
        return challenge;
    }

    void loggedIn(String name) {
        user = name;
    }

    void run() {
        write(FakeAsterisk.BANNER);
        try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            var action = new StringBuilder();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    action.append(line).append("\r\n");
                } else if (!action.isEmpty()) {
                    asterisk.handle(this, AmiHeaders.of(action.toString()));
                    action.setLength(0);
                }
            }
        } catch (IOException _) {
            // the peer or the test hung up
        } finally {
            dropTheLine();
        }
    }
}
