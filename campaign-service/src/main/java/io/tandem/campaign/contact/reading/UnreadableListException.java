package io.tandem.campaign.contact.reading;

/** Not one row of the list can be read; the message says why. */
public final class UnreadableListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableListException(String message) {
        super(message);
    }
}
