package io.tandem.edge.kafka;

/** A record that no retry makes readable: it goes to the dead-letter topic and the partition goes on. */
public final class PoisonRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PoisonRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
