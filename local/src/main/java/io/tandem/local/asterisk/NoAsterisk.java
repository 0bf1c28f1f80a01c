package io.tandem.local.asterisk;

/** There is no Asterisk, or it did not start; the message says what is missing, for a person to read. */
public final class NoAsterisk extends RuntimeException {
    NoAsterisk(String message) {
        super(message);
    }

    NoAsterisk(String message, Throwable cause) {
        super(message, cause);
    }
}
