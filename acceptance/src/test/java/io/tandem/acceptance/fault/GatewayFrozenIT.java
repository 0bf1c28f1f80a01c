package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Part;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The gateway stands still while the PBX goes on talking, and every buffer between them fills. The PBX waits for a reader for as long as
 * {@code writetimeout} of the user says, 5 s as we ship it, and then ends the session in the middle of a frame. To stand still for so long is also
 * to be taken for dead by Kafka's group (6 s), whose word and the half frame are then read in any order. So for the half frame the PBX is
 * less patient here.
 */
@Tag("alone")
class GatewayFrozenIT {

    private static final Suite SUITE = Suite.running();
    private static final String AS_IT_IS = "writetimeout = 5000";
    private static final String IMPATIENT = "writetimeout = 1000";

    private static final Duration FROZEN = Duration.ofSeconds(5);
    private static final Duration GIVEN_UP = Duration.ofSeconds(20);
    private static final Duration RETURN = Duration.ofSeconds(15);
    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(5);

    /** Of some 8 kB each: what is in the buffers is a second or two of them. */
    private static final int PER_SECOND = 1_000;

    private static final String PADDING = ("Padding: " + "x".repeat(900) + "\r\n").repeat(8);
    private static final int ONE_OF = 10;

    private static final String EVENTS = "tandem-events";

    private final Link link = new Link(SUITE);

    @Test
    void five_seconds_under_a_thousand_events_a_second_lose_nothing_that_no_gap_tells_and_all_is_whole_again() {
        standStillUnderLoad(GatewayFrozenIT::fiveSeconds);
    }

    @Test
    void a_pbx_that_gives_the_gateway_up_leaves_a_gap_and_perhaps_half_a_frame_and_all_is_whole_again() {
        limit(AS_IT_IS, IMPATIENT);
        try {
            double before = cutShort();
            int missing = standStillUnderLoad(GatewayFrozenIT::untilThePbxHasGivenUp);

            // Where the PBX's last write ends is the kernel's choice: often between two messages.
            Story.says("%.0f messages cut short", cutShort() - before);
            assertThat(cutShort() - before).as("half frames").isBetween(0.0, 1.0);
            assertThat(missing).isPositive();
        } finally {
            limit(IMPATIENT, AS_IT_IS);
        }
    }

    /** A session takes its limit over when it logs in. */
    private void limit(String from, String to) {
        SUITE.pbx().configure("manager.conf", text -> text.replace(from, to));
        SUITE.pbx().console("manager reload");
        var before = Instant.now();
        SUITE.restart("ami-gateway");
        link.awaitReturn(before, RETURN);
    }

    /** How many of the numbered events fell into a gap. */
    private int standStillUnderLoad(Runnable stillness) {
        var gateway = SUITE.part("ami-gateway");
        try (var calls = new Calls(SUITE);
                var facts = SUITE.topic("tandem.pbx.facts")) {
            var stay = calls.connectOfWhichHalfStay(10, 8);
            var load = new AmiLoad(
                    SUITE.part("pbx").ports().get(1), SUITE.secret("ami.events"), PER_SECOND, GatewayFrozenIT::event);
            try (load) {
                awaitASecondOf(load);
                var frozenAt = Instant.now();
                standStill(gateway, stillness);
                awaitWholeAgain(calls, frozenAt);
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
            assertThat(SUITE.part("ami-gateway").pid()).isEqualTo(gateway.pid());
            awaitOnly(calls, Set.copyOf(stay));
            calls.endAll();
            calls.assertEachEndWasToldOnce();
            return missing.size();
        }
    }

    private static void standStill(Part gateway, Runnable stillness) {
        gateway.freeze();
        try {
            stillness.run();
        } finally {
            gateway.thaw();
        }
    }

    private static void fiveSeconds() {
        Await.reaching(System.nanoTime() + FROZEN.toNanos());
    }

    /** Of the sessions of that user the load's is left. */
    private static void untilThePbxHasGivenUp() {
        Await.until(
                GIVEN_UP,
                "the PBX has ended the session that does not read",
                () -> SUITE.pbx().amiUsers().stream().filter(EVENTS::equals).count() == 1,
                () -> SUITE.pbx().amiUsers());
    }

    private static double cutShort() {
        return SUITE.metrics(SUITE.part("ami-gateway"))
                .sum("tandem_ami_messages_cut_short_total", "session=\"events\"");
    }

    private static void awaitOnly(Calls calls, Set<String> stay) {
        Await.until(RETURN, "only those that stay live", () -> calls.live().equals(stay), calls::live);
    }

    private static void awaitASecondOf(AmiLoad load) {
        int before = load.sent();
        Await.until(FROZEN, "a second of the load", () -> load.sent() >= before + PER_SECOND, load::sent);
    }

    /** By then the gateway may have noticed, or may just go on reading. */
    private void awaitWholeAgain(Calls calls, Instant frozenAt) {
        var thawedAt = Instant.now();
        link.awaitUp(RETURN);
        calls.awaitAgreementWithThePbx(WHOLE_AGAIN);
        Story.says(
                "stood still for %d ms; Redis and PBX seen to agree %d ms later",
                Duration.between(frozenAt, thawedAt).toMillis(),
                Duration.between(thawedAt, Instant.now()).toMillis());
    }

    private static String event(int n) {
        return (isNumbered(n) ? Numbered.event(n) : "UserEvent: Load\r\n") + PADDING;
    }

    private static boolean isNumbered(int n) {
        return n % ONE_OF == 0;
    }
}
