package io.tandem.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Command;
import io.tandem.acceptance.suite.Database;
import io.tandem.acceptance.suite.Events;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The PBX's own ledger: what the suite missed is completed from it, and the audit holds the suite against it. */
class LedgerIT {

    private static final int AGENTS = 3;
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration ALL = Duration.ofSeconds(120);
    private static final Duration ORDER = Duration.ofSeconds(60);

    private final Suite suite = Suite.running();
    private final Instant since = Instant.now();

    @BeforeEach
    void agents_have_phones() {
        suite.agents(1071, AGENTS);
    }

    @AfterEach
    void all_parts_are_back() {
        List.of("ami-gateway", "ari-controller").forEach(suite::revive);
    }

    private static long count(Events events, Set<String> callIds, String type) {
        return events.frames().stream()
                .filter(f -> type.equals(f.path("type").asText()))
                .map(f -> f.path("subject").asText())
                .filter(callIds::contains)
                .distinct()
                .count();
    }

    private Set<String> connected(Events events, String number) {
        var callIds = new ArrayList<String>();
        for (int i = 0; i < AGENTS; i++) {
            callIds.add(suite.call(1071 + i, number));
        }
        var all = Set.copyOf(callIds);
        await().atMost(CALL).untilAsserted(() -> assertThat(count(events, all, "call.connected"))
                .isEqualTo(AGENTS));
        return all;
    }

    private static void awaitEnds(Events events, Set<String> callIds) {
        await().atMost(ALL).untilAsserted(() -> assertThat(count(events, callIds, "call.ended"))
                .isEqualTo(callIds.size()));
        callIds.forEach(callId -> assertThat(events.typesOf(callId))
                .doesNotHaveDuplicates()
                .startsWith("call.requested")
                .endsWith("call.ended"));
    }

    private JsonNode call(String callId) {
        return suite.api().get("/calls/" + callId).json();
    }

    /** What is younger than ten seconds is not judged; so it is asked until it judges the calls. */
    private void awaitAudit(Set<String> callIds, String... kinds) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            var youngest = callIds.stream()
                    .map(callId -> Instant.parse(call(callId).path("endedAt").asText()))
                    .max(Instant::compareTo)
                    .orElseThrow();
            assertThat(youngest).isBefore(Instant.now().minusSeconds(11));
            assertThat(audit().output().lines().filter(line -> callIds.stream().anyMatch(line::contains)))
                    .extracting(line -> line.split(" ", 2)[0])
                    .containsExactly(kinds);
        });
    }

    private Command.Result audit() {
        return Command.run(ORDER, "audit", "--since", since.toString());
    }

    @Test
    void the_audit_is_clean_and_fails_by_name_when_a_row_is_shifted_doubled_or_deleted() {
        try (var events = suite.events()) {
            var callIds = connected(events, "+442079460103");
            awaitEnds(events, callIds);
            awaitAudit(callIds);
            var victim = callIds.iterator().next();
            var only = Set.of(victim);
            var database = Database.ofTheSuite();

            database.run(
                    "UPDATE pbx.cel SET eventtime = eventtime + interval '5 s' WHERE eventtype = 'HANGUP' AND uniqueid = '"
                            + victim + ".agent'");
            awaitAudit(only, "drifting");
            assertThat(audit().exit()).isOne();
            database.run(
                    "UPDATE pbx.cel SET eventtime = eventtime - interval '5 s' WHERE eventtype = 'HANGUP' AND uniqueid = '"
                            + victim + ".agent'");

            database.run(
                    "INSERT INTO pbx.cel (pbx_id, eventtype, eventtime, uniqueid, linkedid, channame, appname, extra)"
                            + " SELECT pbx_id, eventtype, eventtime, uniqueid, linkedid, channame, appname, extra FROM pbx.cel"
                            + " WHERE eventtype = 'HANGUP' AND uniqueid = '" + victim + ".customer'");
            awaitAudit(only, "doubled");

            database.run("DELETE FROM pbx.cel WHERE eventtype = 'HANGUP' AND uniqueid = '" + victim + ".customer'");
            awaitAudit(only, "phantom");

            var inTheHistory = "FROM calls.call WHERE call_id = '" + victim + "'";
            await().atMost(CALL).untilAsserted(() -> assertThat(database.count("SELECT count(*) " + inTheHistory))
                    .isOne());
            // An ended call stays in Redis for half a minute and is kept once more when it leaves.
            await().atMost(CALL).untilAsserted(() -> {
                database.run("DELETE " + inTheHistory);
                assertThat(audit().output()).contains("lost      " + victim);
            });
            database.run("DELETE FROM pbx.cel WHERE uniqueid LIKE '" + victim + "%'");
        }
    }

    @Test
    void a_call_that_ended_while_nobody_listened_ends_when_it_truly_did() {
        try (var events = suite.events()) {
            var callIds = connected(events, "+442079460115");

            suite.kill("ami-gateway");
            suite.kill("ari-controller");
            awaitLedgerEnds(callIds);
            suite.restart("ami-gateway");
            suite.restart("ari-controller");

            awaitEnds(events, callIds);
            callIds.forEach(
                    callId -> assertThat(call(callId).path("outcome").asText()).isEqualTo("ANSWERED"));
            awaitAudit(callIds);
            assertThat(audit().exit()).isZero();
        }
    }

    /** Nobody but the PBX knows of it. */
    private static void awaitLedgerEnds(Set<String> callIds) {
        var customers = callIds.stream().map(id -> "'" + id + ".customer'").collect(Collectors.joining(","));
        await().atMost(CALL).untilAsserted(() -> assertThat(Database.ofTheSuite()
                        .count("SELECT count(*) FROM pbx.cel WHERE eventtype = 'HANGUP' AND uniqueid IN (" + customers
                                + ")"))
                .isEqualTo(callIds.size()));
    }
}
