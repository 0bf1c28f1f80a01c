package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Part;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gateway stands still while the PBX goes on talking, and every buffer between them fills. After five seconds the PBX, which waits five
 * for a reader since the first write that did not go through, may have given it up or not. Where the gateway stands still until the PBX
 * has, it always finds half a frame.
 */
class GatewayFrozenIT {

    private static final Suite SUITE = Suite.running();

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

    private enum Until {
        FIVE_SECONDS_ARE_OVER,
        THE_PBX_HAS_GIVEN_UP
    }

    @ParameterizedTest
    @EnumSource(Until.class)
    void under_a_thousand_events_a_second_leaves_nothing_unheard_that_no_gap_tells_and_all_is_whole_again(Until end) {
        var gateway = SUITE.part("ami-gateway");
        try (var calls = new Calls(SUITE);
                var facts = SUITE.topic("tandem.pbx.facts")) {
            var stay = calls.connectOfWhichHalfStay(10, 8);
            double cutBefore = cutShort(gateway);
            var load = new AmiLoad(
                    SUITE.part("pbx").ports().get(1), SUITE.secret("ami.events"), PER_SECOND, GatewayFrozenIT::event);
            try (load) {
                awaitASecondOf(load);
                var frozenAt = Instant.now();
                standStill(gateway, end);
                var heardAt = end == Until.THE_PBX_HAS_GIVEN_UP ? link.awaitReturn(frozenAt, RETURN) : Instant.now();
                awaitWholeAgain(calls, heardAt);
                awaitASecondOf(load);
            }
            facts.await(
                    RETURN,
                    "each of the numbered events, or a gap",
                    all -> Numbered.areAccountedFor(all, load, GatewayFrozenIT::isNumbered));
            var missing = Numbered.missing(facts.records(), load, GatewayFrozenIT::isNumbered);
            double cut = cutShort(gateway) - cutBefore;
            Story.says(
                    "%d events, of %d that are numbered %d fell into a gap; %.0f messages cut short",
                    load.sent(), load.sent() / ONE_OF, missing.size(), cut);
            if (end == Until.THE_PBX_HAS_GIVEN_UP) {
                assertThat(cut).as("half frames").isEqualTo(1);
                assertThat(missing).isNotEmpty();
            }
            assertThat(SUITE.part("ami-gateway").pid()).isEqualTo(gateway.pid());
            awaitOnly(calls, Set.copyOf(stay));
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        }
    }

    private static void standStill(Part gateway, Until until) {
        long end = System.nanoTime() + FROZEN.toNanos();
        gateway.freeze();
        try {
            switch (until) {
                case FIVE_SECONDS_ARE_OVER -> Await.reaching(end);
                case THE_PBX_HAS_GIVEN_UP ->
                    Await.until(
                            GIVEN_UP,
                            "the PBX has ended the session that does not read",
                            () -> SUITE.pbx().amiUsers().stream()
                                            .filter(EVENTS::equals)
                                            .count()
                                    == 1, // the load's
                            () -> SUITE.pbx().amiUsers());
            }
        } finally {
            gateway.thaw();
        }
    }

    private static double cutShort(Part gateway) {
        return SUITE.metrics(gateway).sum("tandem_ami_messages_cut_short_total", "session=\"events\"");
    }

    private static void awaitOnly(Calls calls, Set<String> stay) {
        Await.until(RETURN, "only those that stay live", () -> calls.live().equals(stay), calls::live);
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
