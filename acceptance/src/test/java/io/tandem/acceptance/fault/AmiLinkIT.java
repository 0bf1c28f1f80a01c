package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.network.TcpProxy;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Suite;
import io.tandem.acceptance.suite.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The network between the gateway and the PBX's AMI port breaks: it is a proxy of ours. */
@Tag("alone")
class AmiLinkIT {

    private static final Suite SUITE = Suite.running();
    private static final int AMI = SUITE.part("pbx").ports().get(1);
    private static final TcpProxy NETWORK = TcpProxy.to(AMI);

    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(5);
    private static final Duration RETURN = Duration.ofSeconds(15);
    private static final int RECONNECTS = 20;

    private final Link link = new Link(SUITE);

    @BeforeAll
    static void the_gateway_reaches_the_pbx_through_the_proxy() {
        SUITE.restart("ami-gateway", Map.of("AMI_GATEWAY_PBX_PORT", String.valueOf(NETWORK.port())));
    }

    @AfterAll
    static void the_gateway_reaches_the_pbx_directly() {
        SUITE.restart("ami-gateway");
        NETWORK.close();
    }

    @Test
    void a_minute_of_silence_in_which_half_of_fifty_calls_end_is_a_gap_and_then_all_is_whole_again() {
        try (var calls = new Calls(SUITE);
                var facts = SUITE.topic("tandem.pbx.facts")) {
            var stay = calls.connectOfWhichHalfStay(50, 40);

            var silentAt = Instant.now();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            NETWORK.silence();
            Await.reaching(end);
            var resumedAt = Instant.now();
            NETWORK.resume();

            awaitWholeAgain(calls, resumedAt);
            assertThat(calls.live()).containsExactlyInAnyOrderElementsOf(stay);
            assertGap(facts, silentAt, resumedAt);
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        }
    }

    @Test
    void twenty_reconnects_in_a_row_under_calls_lose_no_end_and_tell_nothing_twice() {
        try (var calls = new Calls(SUITE)) {
            calls.connect(10, _ -> Calls.STAYS);
            SUITE.agents(1001, 10 + 2 * RECONNECTS);
            int before = NETWORK.accepted();
            for (int i = 0; i < RECONNECTS; i++) {
                var soon = calls.place(10 + 2 * i, Calls.hangsUpAfter(1));
                var later = calls.place(11 + 2 * i, Calls.hangsUpAfter(8));
                calls.awaitConnected(List.of(soon, later));
                var cutAt = Instant.now();
                NETWORK.cut(i % 2 == 0 ? TcpProxy.Cut.RST : TcpProxy.Cut.FIN);
                awaitWholeAgain(calls, cutAt);
            }
            int logins = NETWORK.accepted() - before;
            calls.endAll();
            calls.assertEachEndWasToldOnce();
            Story.says("%d connections in %d reconnects of two sessions", logins, RECONNECTS);
            assertThat(logins).isBetween(2 * RECONNECTS, 4 * RECONNECTS);
        }
    }

    /** Asterisk takes 50 connections that have not logged in, and closes every other until these time out. */
    @Test
    void sixty_idle_sockets_lock_the_gateway_out_and_it_comes_back_without_hammering() throws IOException {
        var gateway = SUITE.part("ami-gateway");
        var idle = new ArrayList<Socket>();
        int before = NETWORK.accepted();
        try {
            for (int i = 0; i < 60; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), AMI));
            }
            var cutAt = Instant.now();
            NETWORK.cut(TcpProxy.Cut.RST);
            link.awaitLoss(WHOLE_AGAIN);
            assertThat(link.reason()).isNotBlank();
            assertThat(SUITE.metrics(gateway).sum("tandem_ami_link_up")).isZero();
            var backAt = link.awaitReturn(cutAt, Duration.ofSeconds(35));

            int attempts = NETWORK.accepted() - before;
            var out = Duration.between(cutAt, backAt);
            Story.says("locked out for %d ms, %d attempts of two sessions", out.toMillis(), attempts);
            assertThat(attempts).isBetween(4, 2 * (2 + 2 * (int) out.toSeconds()));
        } finally {
            for (var socket : idle) {
                socket.close();
            }
        }
    }

    private void awaitWholeAgain(Calls calls, Instant brokenAt) {
        var backAt = link.awaitReturn(brokenAt, RETURN);
        calls.awaitAgreementWithThePbx(Duration.between(Instant.now(), backAt.plus(WHOLE_AGAIN)));
        var agreedAt = Instant.now();
        Story.says(
                "link back after %d ms, Redis and PBX seen to agree %d ms later, with %d calls",
                Duration.between(brokenAt, backAt).toMillis(),
                Duration.between(backAt, agreedAt).toMillis(),
                calls.live().size());
    }

    private static void assertGap(Topic facts, Instant from, Instant to) {
        facts.await(WHOLE_AGAIN, "gap from " + from + " to " + to, all -> Gap.in(all).stream()
                .anyMatch(gap -> gap.covers(from, to)));
    }
}
