package io.tandem.acceptance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The suite's PostgreSQL, as its owner: for what no API can do to it. */
public final class Database {

    private final String url;
    private final String password;

    private Database(String url, String password) {
        this.url = url;
        this.password = password;
    }

    public static Database ofTheSuite() {
        var port = read("run", "ports.properties").getProperty("postgres");
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/tandem",
                read("keys", "secrets.properties").getProperty("postgres"));
    }

    /** Runs a statement that must change something. */
    public void run(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new AssertionError("it changed nothing: " + sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The one number that it answers. */
    public long count(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "tandem", password);
    }

    private static Properties read(String folder, String file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Command.state(folder, file), UTF_8)) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
