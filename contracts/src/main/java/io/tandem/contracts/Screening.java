package io.tandem.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A customer who answers is listened to before they are connected, and this is what becomes of an answering machine. Whoever is not
 * certainly a machine is connected.
 *
 * @param message sound name of what VOICEMAIL plays, as in {@code custom/offer}; none with the others
 */
public record Screening(OnMachine onMachine, @Nullable String message) {

    public enum OnMachine {
        @JsonProperty("hang-up")
        HANG_UP,
        /** The verdict is told, and the machine connected as a person is. */
        @JsonProperty("connect")
        CONNECT,
        /** The agent is let go; the end of the greeting is waited for, the message played. */
        @JsonProperty("voicemail")
        VOICEMAIL
    }
}
