package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The gateway stands still while the PBX goes on talking: every buffer between them fills, and Asterisk gives up in the
 * middle of a frame. */
class GatewayFrozenIT {

    /** Twice the time after which Asterisk gives up a write to our users: within once, all may still be there in the buffers. */
    private static final Duration FROZEN = Duration.ofSeconds(10);

    private static final Duration RETURN = Duration.ofSeconds(15);
    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(5);

    /** 1,000 events a second of some 8 kB fill every buffer between Asterisk and a reader that stands still within a second or two. */
    private static final int PER_SECOND = 1_000;

    private static final String PADDING = ("Padding: " + "x".repeat(900) + "\r\n").repeat(8);

    private final Suite suite = Suite.running();
    private final Link link = new Link(suite);

    @Test
    void ten_seconds_under_a_thousand_events_a_second_end_in_half_a_frame_and_a_gap_and_all_is_whole_again() {
        var gateway = suite.part("ami-gateway");
        try (var calls = new Calls(suite);
                var facts = suite.topic("tandem.pbx.facts")) {
            calls.connect(10, i -> i % 2 == 0 ? Calls.STAYS : Calls.hangsUpAfter(15));
            Instant frozenAt;
            Instant thawedAt;
            try (var load = new AmiLoad(
                    suite.part("pbx").ports().get(1),
                    suite.secret("ami.events"),
                    PER_SECOND,
                    i -> "UserEvent: Load\r\nNumber: " + i + "\r\n" + PADDING)) {
                Await.until(FROZEN, "load is heard", () -> load.sent() > PER_SECOND, load::sent);
                frozenAt = Instant.now();
                long end = System.nanoTime() + FROZEN.toNanos();
                gateway.freeze();
                Await.reaching(end);
                thawedAt = Instant.now();
                gateway.thaw();
                var backAt = link.awaitReturn(frozenAt, RETURN);
                calls.awaitAgreementWithThePbx(Duration.between(Instant.now(), backAt.plus(WHOLE_AGAIN)));
                Story.says(
                        "%d events; link back %d ms after SIGCONT, Redis and PBX seen to agree %d ms later",
                        load.sent(),
                        Duration.between(thawedAt, backAt).toMillis(),
                        Duration.between(backAt, Instant.now()).toMillis());
            }
            facts.await(WHOLE_AGAIN, "gap told after " + thawedAt, all -> Gap.in(all).stream()
                    .anyMatch(gap -> gap.to().isAfter(thawedAt)));
            assertThat(suite.part("ami-gateway").pid()).isEqualTo(gateway.pid());
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        } finally {
            gateway.thaw();
        }
    }
}
