package io.tandem.amigateway.link.socket;

import io.tandem.ami.AmiMessage;
import java.time.Duration;

/** What somebody learns of a session. Called on the session's context; must not block. */
public interface AmiSession {

    void connecting();

    /** Logged in, {@code took} after the attempt began. */
    void up(Duration took);

    void event(AmiMessage.Event event);

    /** After each piece that was read and whose messages were handed on; {@code skipped} events so far nobody wanted. */
    void read(int bytes, long skipped);

    void undecodable();

    /** The PBX ended the connection in the middle of a message; {@link #lost} may follow. */
    void cutShort();

    /** It was up. */
    void lost(String reason);

    /** So many attempts in a row have failed; {@link #closed} follows. */
    void alarm(int failures, String reason);

    /** An attempt is over, whether it got up or not. */
    void closed(String reason);
}
