package io.tandem.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tandem.local.backing.PostgresProcess;
import io.tandem.local.process.Ports;
import java.util.Map;

/** A PostgreSQL with an empty database on a free port, for the time of the test application. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    private final Scratch scratch = new Scratch("postgres");

    @Override
    public Map<String, String> start() {
        var postgres = PostgresProcess.start(scratch.directory(), Ports.free());
        scratch.onEnd(postgres::stop);
        return Map.of(
                "quarkus.datasource.reactive.url",
                PostgresProcess.reactiveUrl(postgres.port()),
                "quarkus.datasource.jdbc.url",
                PostgresProcess.jdbcUrl(postgres.port()),
                "quarkus.datasource.username",
                PostgresProcess.USER,
                "quarkus.datasource.password",
                "tandem");
    }

    @Override
    public void stop() {
        scratch.end();
    }
}
