package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Part;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kafka takes nothing while the PBX goes on talking: reading pauses, memory stays, and all that was said comes through. */
@Tag("alone")
class KafkaAwayIT {

    enum Away {
        STANDS_STILL,
        IS_KILLED
    }

    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final Duration RECOVERY = Duration.ofSeconds(40);
    private static final int PER_SECOND = 200;
    private static final long MEGABYTE = 1024 * 1024;

    private final Suite suite = Suite.running();

    @ParameterizedTest
    @EnumSource(Away.class)
    void thirty_seconds_under_two_hundred_events_a_second_lose_none_and_cost_no_memory(Away how) {
        var gateway = suite.part("ami-gateway");
        try (var calls = new Calls(suite);
                var facts = suite.topic("tandem.pbx.facts")) {
            var stay = calls.connectOfWhichHalfStay(10, 25);
            long before = gateway.liveBytes();
            var load = new AmiLoad(
                    suite.part("pbx").ports().get(1), suite.secret("ami.events"), PER_SECOND, Numbered::event);
            long during;
            try (load) {
                Await.until(
                        RECOVERY,
                        "a second of the load in Kafka",
                        () -> Numbered.in(facts.records()).size() >= PER_SECOND,
                        load::sent);
                during = away(how, gateway);
                int sent = load.sent();
                Await.until(RECOVERY, "a second more", () -> load.sent() >= sent + PER_SECOND, load::sent);
            }
            facts.await(
                    RECOVERY,
                    "each of " + load.sent() + " events, or a gap",
                    all -> Numbered.areAccountedFor(all, load, _ -> true));
            long after = gateway.liveBytes();
            Story.says(
                    "%d events, %d of them in Kafka; live heap %d MB before, %d MB at the end of the outage, %d MB after",
                    load.sent(),
                    Numbered.in(facts.records()).size(),
                    before / MEGABYTE,
                    during / MEGABYTE,
                    after / MEGABYTE);
            assertThat(during).isLessThan(before + 32 * MEGABYTE);
            assertThat(after).isLessThan(before + 8 * MEGABYTE);
            calls.awaitAgreementWithThePbx(RECOVERY);
            assertThat(calls.live()).containsExactlyInAnyOrderElementsOf(stay);
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        }
    }

    /** Returns the gateway's live heap at the end of the outage. */
    private long away(Away how, Part gateway) {
        long end = System.nanoTime() + AWAY.toNanos();
        var kafka = suite.part("kafka");
        switch (how) {
            case STANDS_STILL -> kafka.freeze();
            case IS_KILLED -> suite.kill("kafka");
        }
        try {
            Await.reaching(end - Duration.ofSeconds(2).toNanos());
            long live = gateway.liveBytes();
            Await.reaching(end);
            return live;
        } finally {
            switch (how) {
                case STANDS_STILL -> kafka.thaw();
                case IS_KILLED -> suite.restart("kafka");
            }
        }
    }
}
