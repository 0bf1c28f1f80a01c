package io.tandem.notifier.telegram.store;

import java.sql.SQLException;

/** PostgreSQL is away or refuses. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause);
    }

    /** A row with the same key is there already. */
    boolean isDuplicate() {
        return getCause() instanceof SQLException e && "23505".equals(e.getSQLState());
    }
}
