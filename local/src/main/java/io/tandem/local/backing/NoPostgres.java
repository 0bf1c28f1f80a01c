package io.tandem.local.backing;

/** There is no PostgreSQL that can run here; the message says what to do about it. */
public final class NoPostgres extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoPostgres(String message) {
        super(message);
    }
}
