package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Part;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The gateway stands still while the PBX goes on talking; every buffer between them fills, and Asterisk gives up in the middle of a frame.
 * With the limit of 5 s for a write that our users have it may do so in five seconds or not: here the limit is 1 s, in Asterisk's own
 * configuration, and it always does.
 */
class GatewayFrozenIT {

    private static final Suite SUITE = Suite.running();
    private static final String AS_IT_IS = "writetimeout = 5000";
    private static final String IMPATIENT = "writetimeout = 1000";

    private static final Duration FROZEN = Duration.ofSeconds(5);
    private static final Duration RETURN = Duration.ofSeconds(15);
    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(5);

    /** Of some 8 kB each: what is in the buffers is a second or two of them. */
    private static final int PER_SECOND = 1_000;

    private static final String PADDING = ("Padding: " + "x".repeat(900) + "\r\n").repeat(8);
    private static final int ONE_OF = 10;

    private final Link link = new Link(SUITE);

    @BeforeAll
    static void the_pbx_waits_a_second_for_a_reader() {
        limit(AS_IT_IS, IMPATIENT);
    }

    @AfterAll
    static void the_pbx_is_as_patient_as_before() {
        limit(IMPATIENT, AS_IT_IS);
    }

    /** A session takes its limit over when it logs in. */
    private static void limit(String from, String to) {
        SUITE.pbx().configure("manager.conf", text -> text.replace(from, to));
        SUITE.pbx().console("manager reload");
        SUITE.restart("ami-gateway");
    }

    @Test
    void five_seconds_under_a_thousand_events_a_second_end_in_half_a_frame_and_a_gap_and_all_is_whole_again() {
        var gateway = SUITE.part("ami-gateway");
        try (var calls = new Calls(SUITE);
                var facts = SUITE.topic("tandem.pbx.facts")) {
            var stay = calls.connectOfWhichHalfStay(10, 8);
            var load = new AmiLoad(
                    SUITE.part("pbx").ports().get(1), SUITE.secret("ami.events"), PER_SECOND, GatewayFrozenIT::event);
            try (load) {
                awaitASecondOf(load);
                var frozenAt = Instant.now();
                standStill(gateway);
                awaitWholeAgain(calls, link.awaitReturn(frozenAt, RETURN));
                awaitASecondOf(load);
            }
            facts.await(
                    RETURN,
                    "each of the numbered events, or a gap",
                    all -> Numbered.areAccountedFor(all, load, GatewayFrozenIT::isNumbered));
            var missing = Numbered.missing(facts.records(), load, GatewayFrozenIT::isNumbered);
            Story.says(
                    "%d events, of %d that are numbered %d fell into a gap",
                    load.sent(), load.sent() / ONE_OF, missing.size());
            assertThat(missing).isNotEmpty();
            assertThat(SUITE.part("ami-gateway").pid()).isEqualTo(gateway.pid());
            assertThat(calls.live()).containsExactlyInAnyOrderElementsOf(stay);
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        }
    }

    private static void standStill(Part gateway) {
        long end = System.nanoTime() + FROZEN.toNanos();
        gateway.freeze();
        try {
            Await.reaching(end);
        } finally {
            gateway.thaw();
        }
    }

    private static void awaitASecondOf(AmiLoad load) {
        int before = load.sent();
        Await.until(FROZEN, "a second of the load", () -> load.sent() >= before + PER_SECOND, load::sent);
    }

    private static void awaitWholeAgain(Calls calls, Instant from) {
        calls.awaitAgreementWithThePbx(Duration.between(Instant.now(), from.plus(WHOLE_AGAIN)));
        Story.says(
                "Redis and PBX seen to agree %d ms after the gateway heard again",
                Duration.between(from, Instant.now()).toMillis());
    }

    private static String event(int n) {
        return (isNumbered(n) ? Numbered.event(n) : "UserEvent: Load\r\n") + PADDING;
    }

    private static boolean isNumbered(int n) {
        return n % ONE_OF == 0;
    }
}
