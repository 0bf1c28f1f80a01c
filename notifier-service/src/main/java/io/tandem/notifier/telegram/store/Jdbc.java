package io.tandem.notifier.telegram.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements with parameters by position, and transactions; blocks, so it is for virtual threads. */
@ApplicationScoped
class Jdbc {

    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    interface Mapper<T> {
        T row(ResultSet row) throws SQLException;
    }

    private final DataSource database;

    Jdbc(DataSource database) {
        this.database = database;
    }

    <T> T inTransaction(Work<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    <T> List<T> query(String sql, Mapper<T> mapper, Object... parameters) {
        try (var connection = database.getConnection()) {
            return query(connection, sql, mapper, parameters);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    int update(String sql, Object... parameters) {
        try (var connection = database.getConnection()) {
            return update(connection, sql, parameters);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    static <T> List<T> query(Connection connection, String sql, Mapper<T> mapper, Object... parameters)
            throws SQLException {
        try (var statement = prepare(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(mapper.row(rows));
            }
            return result;
        }
    }

    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
