package io.tandem.callstate.call.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.call.CallFilter;
import io.tandem.contracts.CallOutcome;
import io.tandem.testkit.PostgresResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history by month, in a real PostgreSQL: how it came to be, how it is asked, how its months come and go. */
class MonthsTest {

    private static final PostgresResource POSTGRES = new PostgresResource();
    private static final String BEFORE = "16";
    private static Map<String, String> settings = Map.of();

    @BeforeAll
    static void postgres_runs() {
        settings = POSTGRES.start();
    }

    @AfterAll
    static void postgres_stops() {
        POSTGRES.stop();
    }

    @BeforeEach
    void the_schema_is_as_it_was_before_there_were_months() {
        migrate(BEFORE, true);
    }

    private static void migrate(String to, boolean fromNothing) {
        var flyway = Flyway.configure()
                .dataSource(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.datasource.username"),
                        settings.get("quarkus.datasource.password"))
                .schemas("calls", "pbx")
                .defaultSchema("calls")
                .cleanDisabled(false)
                .target(to)
                .load();
        if (fromNothing) {
            flyway.clean();
        }
        flyway.migrate();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"));
    }

    private static void run(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of each row. */
    private static List<String> answers(String... statements) throws SQLException {
        var found = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (int i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            try (var rows = statement.executeQuery(statements[statements.length - 1])) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }

    /** So many calls from the beginning of 2026 on, with their timelines and two detail records each. */
    private static void calls(int count, int minutesBetween) throws SQLException {
        run("""
            INSERT INTO calls.call (call_id, tenant, agent_id, campaign_id, number, outcome, requested_at, ended_at, body)
            SELECT 'c' || lpad(n::text, 6, '0'), 'acme', 'agent-' || n %% 50, 'campaign-' || n %% 20,
                '+4420794' || lpad((n %% 1000)::text, 5, '0'), (ARRAY['ANSWERED', 'BUSY', 'NO_ANSWER'])[1 + n %% 3], at, at,
                jsonb_build_object('to', '+4420794' || lpad((n %% 1000)::text, 5, '0'), 'from', '+15550100',
                    'legs', '[{"number": "+4420794"}, {"number": null}]'::jsonb)
            FROM generate_series(1, %d) n, LATERAL (SELECT timestamptz '2026-01-01 00:00+00' + n * interval '%d minutes' AS at) t;
            INSERT INTO calls.timeline (call_id, tenant, entries) SELECT call_id, tenant, '[]' FROM calls.call;
            INSERT INTO calls.cdr (call_id, tenant, channel_id, started_at, ended_at, disposition, body)
            SELECT call_id, tenant, call_id || leg, requested_at, ended_at, 'ANSWERED', '{}'
            FROM calls.call, unnest(ARRAY['.agent', '.customer']) leg
            """.formatted(count, minutesBetween));
    }

    @Test
    void every_row_that_was_there_before_is_there_after_in_the_month_of_its_call() throws SQLException {
        calls(500, 6 * 60);
        var rows = "SELECT call_id || number || requested_at || body FROM calls.call ORDER BY call_id";
        var before = answers(rows);

        migrate("latest", false);

        assertThat(answers(rows)).hasSize(500).isEqualTo(before);
        assertThat(answers("SELECT count(*) FROM calls.timeline")).containsExactly("500");
        assertThat(answers("SELECT count(*) FROM calls.cdr")).containsExactly("1000");
        for (var table : List.of("call", "timeline", "cdr")) {
            assertThat(answers("SELECT count(*) FROM calls." + table + "_other"))
                    .containsExactly("0");
        }
        assertThat(answers("SELECT DISTINCT tableoid::regclass FROM calls.timeline WHERE call_id = 'c000123'"))
                .containsExactly("calls.timeline_2026_01");
        assertThat(answers("SELECT unnest(parties) FROM calls.call WHERE call_id = 'c000123'"))
                .containsExactly("+15550100", "+4420794", "+442079400123");
    }

    @Test
    void an_empty_history_migrates_too_and_has_its_next_months() throws SQLException {
        migrate("latest", false);

        assertThat(months("call")).hasSize(4);
        assertThat(answers("SELECT calls.make_months(3)")).containsExactly("0");
        assertThat(answers("SELECT calls.make_months(5)")).containsExactly("6");
    }

    private static List<String> months(String table) throws SQLException {
        return answers("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'calls." + table
                + "'::regclass AND inhrelid::regclass::text NOT LIKE '%other' ORDER BY 1");
    }

    @Test
    void a_row_for_which_there_is_no_month_is_kept_and_gets_one() throws SQLException {
        migrate("latest", false);
        run("INSERT INTO calls.call (call_id, tenant, outcome, requested_at, ended_at, body, rank)"
                + " VALUES ('late', 'acme', 'BUSY', '2031-05-31 23:59:59.999999+00', now(), '{}', 'late'),"
                + " ('next', 'acme', 'BUSY', '2031-06-01 00:00:00+00', now(), '{}', 'next')");

        assertThat(answers("SELECT call_id FROM calls.call_other")).hasSize(2);
        run("SELECT calls.make_months(0)");

        assertThat(answers("SELECT call_id FROM calls.call_other")).isEmpty();
        assertThat(answers("SELECT tableoid::regclass FROM calls.call WHERE call_id = 'late'"))
                .containsExactly("calls.call_2031_05");
        assertThat(answers("SELECT tableoid::regclass FROM calls.call WHERE call_id = 'next'"))
                .containsExactly("calls.call_2031_06");
    }

    @Test
    void months_that_are_too_old_go_whole_and_the_month_of_the_limit_stays() throws SQLException {
        calls(500, 6 * 60);
        migrate("latest", false);
        run(
                "INSERT INTO calls.disposition (call_id, tenant, code, at) VALUES ('c000001', 'acme', 'sold', '2026-01-01 06:00+00'),"
                        + " ('c000400', 'acme', 'sold', '2026-04-11 00:00+00')");

        assertThat(answers("SELECT calls.drop_months('2026-03-15 12:00+00')")).containsExactly("6");

        assertThat(answers("SELECT min(requested_at AT TIME ZONE 'UTC') FROM calls.call"))
                .containsExactly("2026-03-01 00:00:00");
        assertThat(answers("SELECT count(*) FROM calls.timeline WHERE requested_at < '2026-03-01 00:00+00'"))
                .containsExactly("0");
        assertThat(answers("SELECT call_id FROM calls.disposition")).containsExactly("c000400");
        assertThat(answers("SELECT calls.drop_months('2026-03-15 12:00+00')")).containsExactly("0");
    }

    @Test
    void every_question_is_answered_from_an_index_and_reads_no_month_that_cannot_answer() throws SQLException {
        calls(20_000, 15);
        migrate("latest", false);
        run("ANALYZE calls.call");

        assertIndexed(asked("+442079400123", null, null, null, null));
        assertIndexed(asked(null, "agent-7", null, null, null));
        assertIndexed(asked(null, null, "campaign-7", null, null));
        assertIndexed(asked(null, null, null, CallOutcome.BUSY, null));
        assertIndexed(asked(null, null, null, null, null));
        var recent = plan(asked("+442079400123", null, null, null, Instant.parse("2026-06-15T00:00:00Z")));
        assertThat(recent)
                .anyMatch(line -> line.contains("call_2026_07"))
                .noneMatch(line -> line.contains("call_2026_05"));
    }

    private static CallFilter asked(
            @Nullable String number,
            @Nullable String agentId,
            @Nullable String campaignId,
            @Nullable CallOutcome outcome,
            @Nullable Instant since) {
        return new CallFilter(null, agentId, campaignId, number, outcome, since, null);
    }

    private static void assertIndexed(CallFilter filter) throws SQLException {
        assertThat(plan(filter))
                .as("%s", filter)
                .anyMatch(line -> line.contains("Index Scan"))
                .noneMatch(line -> line.contains("Seq Scan on call_2026_0"));
    }

    private static List<String> plan(CallFilter filter) throws SQLException {
        var query = HistoryQuery.of("acme", filter, null, 50);
        var arguments = query.arguments().stream()
                .map(argument -> "'" + argument + "'")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        return answers("PREPARE asked AS " + query.sql(), "EXPLAIN EXECUTE asked (" + arguments + ")");
    }
}
