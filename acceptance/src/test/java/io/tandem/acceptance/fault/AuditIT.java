package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.network.TcpProxy;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Command;
import io.tandem.acceptance.suite.Database;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Neither interface can tell how the calls ended; {@code ./tandem audit} finds none lost, phantom, doubled or drifting. The sizes are
 * CI's: {@code -Dtandem.audit.calls=100 -Dtandem.audit.cut=PT60S} are those of the promise.
 */
@Tag("alone")
class AuditIT {

    private static final int CALLS = Integer.getInteger("tandem.audit.calls", 40);
    private static final Duration CUT = Duration.parse(System.getProperty("tandem.audit.cut", "PT20S"));

    /** Phones that answer at once and hang up after so many seconds as their last two digits say. */
    private static final int SOON_GONE = 1403;

    private static final int INSIDE = 8;

    private static final Duration RETURN = Duration.ofSeconds(30);
    private static final Duration ORDER = Duration.ofSeconds(60);
    /** Younger ends are not judged. */
    private static final Duration SETTLED = Duration.ofSeconds(11);

    private final Suite suite = Suite.running();
    private final Link link = new Link(suite);
    private final Database database = Database.ofTheSuite();
    private final Instant since = Instant.now();
    private final List<TcpProxy> network = new ArrayList<>();

    @AfterEach
    void the_suite_is_as_it_was() {
        suite.revive("pbx");
        // Nobody told it that a killed PBX's calls are over: their phones would talk on for two hours.
        suite.network().console("channel request hangup all");
        if (!network.isEmpty()) {
            suite.restart("ami-gateway");
            suite.restart("ari-controller");
            network.forEach(TcpProxy::close);
        }
    }

    @Test
    void calls_that_a_killed_pbx_cut_off_end_once_and_none_is_lost_phantom_doubled_or_drifting() {
        try (var calls = new Calls(suite)) {
            var up = calls.connect(CALLS, _ -> Calls.STAYS);
            assertThat(suite.pbx().calls()).containsAll(up);

            suite.kill("pbx");
            suite.restart("pbx");

            calls.awaitEnded(up);
            calls.assertEachEndWasToldOnce();
            assertTheAuditIsClean(CALLS);
        }
    }

    @Test
    void calls_that_begin_and_end_while_neither_interface_is_heard_are_none_lost_phantom_doubled_or_drifting() {
        suite.restart("ami-gateway", Map.of("AMI_GATEWAY_PBX_PORT", through(1)));
        suite.restart("ari-controller", Map.of("ARI_CONTROLLER_PBX_BASE_URI", ari(through(2))));
        try (var calls = new Calls(suite)) {
            var stay = calls.connectOfWhichHalfStay(
                    CALLS, Math.toIntExact(CUT.minusSeconds(4).toSeconds()));
            suite.agents(SOON_GONE, INSIDE);
            int before = callsWith("HANGUP", calls.ids());

            var cutAt = Instant.now();
            long end = System.nanoTime() + CUT.toNanos();
            network.forEach(TcpProxy::deafen);
            var inside = new ArrayList<String>();
            for (int i = 0; i < INSIDE; i++) {
                inside.add(calls.placeWith(SOON_GONE + i, Calls.STAYS));
            }
            awaitOnThePbx("CHAN_START", inside);
            network.forEach(TcpProxy::silence);
            Await.reaching(end);
            assertThat(callsWith("HANGUP", inside)).isEqualTo(INSIDE);
            int over = callsWith("HANGUP", calls.ids()) - before;
            network.forEach(TcpProxy::resume);

            var backAt = link.awaitReturn(cutAt, RETURN);
            // Agents whom their customers left are still to be let go.
            Await.until(RETURN, "only those that stay live", () -> stay.containsAll(calls.live()), calls::live);
            calls.awaitAgreementWithThePbx(RETURN);
            Story.says(
                    "%d of %d calls lost a leg in a cut of %d s, %d of them begun in it; the links back %d ms after it",
                    over,
                    calls.ids().size(),
                    CUT.toSeconds(),
                    INSIDE,
                    Duration.between(cutAt.plus(CUT), backAt).toMillis());
            calls.endAll();
            calls.assertEachEndWasToldOnce();
            assertTheAuditIsClean(CALLS + INSIDE);
        }
    }

    /** The place of a proxy before the PBX's port of that index. */
    private String through(int port) {
        var proxy = TcpProxy.to(suite.part("pbx").ports().get(port));
        network.add(proxy);
        return String.valueOf(proxy.port());
    }

    private static String ari(String port) {
        return "http://127.0.0.1:" + port + "/ari";
    }

    private void awaitOnThePbx(String event, Collection<String> callIds) {
        Await.until(
                RETURN,
                event + " of " + callIds,
                () -> callsWith(event, callIds) == callIds.size(),
                () -> callsWith(event, callIds) + " of them");
    }

    /** In how many of the calls the PBX wrote that of a leg; nobody else can know of it. */
    private int callsWith(String event, Collection<String> callIds) {
        var ids = callIds.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        return Math.toIntExact(database.count("SELECT count(DISTINCT split_part(uniqueid, '.', 1)) FROM pbx.cel"
                + " WHERE eventtype = '" + event + "' AND split_part(uniqueid, '.', 1) IN (" + ids + ")"));
    }

    private void assertTheAuditIsClean(int atLeast) {
        Await.reaching(System.nanoTime() + SETTLED.toNanos());
        var audit = Command.run(ORDER, "audit", "--since", since.toString());
        Story.says("%s", audit.output().strip());
        assertThat(audit.output()).contains("0 lost, 0 phantom, 0 doubled, 0 drifting");
        assertThat(audit.exit()).isZero();
        assertThat(Integer.parseInt(audit.output().strip().split(" ", 2)[0])).isGreaterThanOrEqualTo(atLeast);
    }
}
