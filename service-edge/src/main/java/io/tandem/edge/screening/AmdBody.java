package io.tandem.edge.screening;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tandem.contracts.Screening;
import io.tandem.contracts.Screening.OnMachine;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answering machine.
 *
 * @param message with voicemail, and only there: the name of a sound below Asterisk's sounds, in a folder or none
 */
public record AmdBody(
        @NotNull Mode mode,

        @Nullable
        @Pattern(
                regexp = "([A-Za-z0-9_-]{1,64}/)?[A-Za-z0-9_-]{1,64}",
                message = "must be the name of a sound, as in vm-goodbye or custom/offer")
        String message) {

    public enum Mode {
        @JsonProperty("off")
        OFF,
        @JsonProperty("hang-up")
        HANG_UP,
        @JsonProperty("connect")
        CONNECT,
        @JsonProperty("voicemail")
        VOICEMAIL
    }

    @JsonIgnore
    @AssertTrue(message = "voicemail has a message, the other modes have none")
    public boolean isMessageWhereItIsPlayed() {
        return (mode == Mode.VOICEMAIL) == (message != null);
    }

    /** Null: nobody listens. */
    public @Nullable Screening screening() {
        return switch (mode) {
            case OFF -> null;
            case HANG_UP -> new Screening(OnMachine.HANG_UP, null);
            case CONNECT -> new Screening(OnMachine.CONNECT, null);
            case VOICEMAIL -> new Screening(OnMachine.VOICEMAIL, message);
        };
    }

    /** As it was asked for. */
    public static AmdBody of(@Nullable Screening screening) {
        if (screening == null) {
            return new AmdBody(Mode.OFF, null);
        }
        return switch (screening.onMachine()) {
            case HANG_UP -> new AmdBody(Mode.HANG_UP, null);
            case CONNECT -> new AmdBody(Mode.CONNECT, null);
            case VOICEMAIL -> new AmdBody(Mode.VOICEMAIL, screening.message());
        };
    }
}
