package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The PBX restarts, and all its calls are gone at once: neither AMI nor ARI tells of a hang-up. */
@Tag("alone")
class PbxRestartIT {

    private static final Duration RETURN = Duration.ofSeconds(30);
    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(5);

    private final Suite suite = Suite.running();
    private final Link link = new Link(suite);

    @Test
    void fifty_calls_end_with_a_restart_each_told_once_and_the_next_call_is_as_good_as_any() {
        try (var calls = new Calls(suite)) {
            var fifty = calls.connect(50, _ -> Calls.STAYS);
            assertThat(suite.pbx().calls()).containsAll(fifty);

            var restartedAt = Instant.now();
            suite.pbx().console("core restart now");

            var backAt = link.awaitReturn(restartedAt, RETURN);
            calls.awaitAgreementWithThePbx(Duration.between(Instant.now(), backAt.plus(WHOLE_AGAIN)));
            Story.says(
                    "link back after %d ms, Redis and PBX seen to agree %d ms later",
                    Duration.between(restartedAt, backAt).toMillis(),
                    Duration.between(backAt, Instant.now()).toMillis());
            assertThat(calls.live()).isEmpty();
            calls.awaitEnded(fifty);

            calls.awaitEnded(calls.connect(1, _ -> Calls.hangsUpAfter(2)));
            calls.assertEachEndWasToldOnce();
        }
    }
}
