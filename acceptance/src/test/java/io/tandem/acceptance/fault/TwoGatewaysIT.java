package io.tandem.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Part;
import io.tandem.acceptance.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the gateway and one PBX: one holds the link, the other is there for when it is gone (ADR-0009). */
@Tag("alone")
class TwoGatewaysIT {

    private static final Suite SUITE = Suite.running();

    /** {@code session.timeout.ms} of the group that shares out the PBXs. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final Duration TAKEN_OVER = SESSION.plusSeconds(5);
    private static final Duration WHOLE_AGAIN = Duration.ofSeconds(5);
    private static final Duration SETTLES = Duration.ofSeconds(40);
    private static final int MANY = 10;

    private final Gateways gateways = new Gateways(SUITE);

    @TempDir
    Path directory;

    @BeforeAll
    static void a_second_gateway_joins() {
        SUITE.scale(Gateways.FIRST, 2);
    }

    @AfterAll
    static void the_second_leaves() {
        SUITE.revive(Gateways.FIRST);
        SUITE.scale(Gateways.FIRST, 1);
        new Gateways(SUITE).awaitUp(SUITE.part(Gateways.FIRST), Instant.EPOCH, SETTLES);
    }

    @BeforeEach
    void both_live() {
        SUITE.revive(Gateways.FIRST);
        SUITE.revive(Gateways.SECOND);
    }

    @Test
    void the_one_that_holds_the_link_is_killed_and_the_other_takes_over_under_live_calls() {
        try (var calls = new Calls(SUITE)) {
            var roles = gateways.awaitRoles();
            var stay = calls.connectOfWhichHalfStay(MANY, 10);
            var logins = new AmiLogins(SUITE.pbx());
            try (logins) {
                var killedAt = Instant.now();
                roles.owner().kill();
                awaitTakenOver(calls, roles.other(), killedAt);
                awaitOnly(calls, Set.copyOf(stay));

                // The killed one comes back while the link works, and takes its share in order or nothing.
                SUITE.restart(roles.owner().name());
                gateways.awaitRoles();
            }
            Story.says("%d looks at who is logged in", logins.asked());
            assertThat(logins.longestTwice()).as("anybody logged in twice").isZero();
            assertThat(calls.live()).containsExactlyInAnyOrderElementsOf(stay);
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        }
    }

    /** Its sockets stay open as long as it stands still, so the PBX has its sessions twice; nobody can help that (ADR-0009). */
    @Test
    void the_one_that_holds_the_link_stands_still_and_leaves_when_it_goes_on() {
        try (var calls = new Calls(SUITE)) {
            var roles = gateways.awaitRoles();
            var stay = calls.connectOfWhichHalfStay(MANY, 10);
            var frozenAt = Instant.now();
            roles.owner().freeze();
            try {
                awaitTakenOver(calls, roles.other(), frozenAt);
            } finally {
                roles.owner().thaw();
            }
            var thawedAt = Instant.now();
            gateways.awaitNoLinkOf(roles.owner(), WHOLE_AGAIN);
            Story.says(
                    "it left %d ms after it went on",
                    Duration.between(thawedAt, Instant.now()).toMillis());
            Await.until(
                    WHOLE_AGAIN,
                    "nobody is logged in twice",
                    () -> !AmiLogins.isAnyTwice(SUITE.pbx().amiUsers()),
                    () -> SUITE.pbx().amiUsers());
            awaitOnly(calls, Set.copyOf(stay));
            calls.endAll();
            calls.assertEachEndWasToldOnce();
        }
    }

    /** Nobody looks at the file by himself here. */
    @Test
    void a_reload_reaches_the_one_that_holds_the_link_through_the_one_that_does_not() throws IOException {
        var file = directory.resolve("pbxs.properties");
        write(file, 100);
        var environment = Map.of("AMI_GATEWAY_PBX_FILE", file.toString(), "AMI_GATEWAY_PBX_FILE_INTERVAL", "1h");
        try {
            SUITE.restart(Gateways.FIRST, environment);
            SUITE.restart(Gateways.SECOND, environment);
            var roles = gateways.awaitRoles();
            assertThat(gateways.weight(roles.owner())).isEqualTo(100);

            write(file, 7);
            var answer = SUITE.api(roles.other()).post("/pbx/pbx-1/reload");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("change").asText()).isEqualTo("ADJUSTED");
            Await.until(
                    WHOLE_AGAIN,
                    "the owner has read its file",
                    () -> gateways.weight(roles.owner()) == 7,
                    () -> gateways.weight(roles.owner()));
        } finally {
            SUITE.restart(Gateways.FIRST);
            SUITE.restart(Gateways.SECOND);
        }
    }

    private void awaitTakenOver(Calls calls, Part heir, Instant from) {
        var upAt = gateways.awaitUp(heir, from, TAKEN_OVER);
        calls.awaitAgreementWithThePbx(Duration.between(Instant.now(), upAt.plus(WHOLE_AGAIN)));
        Story.says(
                "the other's link was up after %d ms, Redis and PBX seen to agree %d ms later, with %d calls",
                Duration.between(from, upAt).toMillis(),
                Duration.between(upAt, Instant.now()).toMillis(),
                calls.live().size());
    }

    private static void awaitOnly(Calls calls, Set<String> stay) {
        Await.until(SETTLES, "only those that stay live", () -> calls.live().equals(stay), calls::live);
    }

    private static void write(Path file, int weight) throws IOException {
        Files.writeString(file, """
                pbx.pbx-1.host = 127.0.0.1
                pbx.pbx-1.port = %d
                pbx.pbx-1.events.secret = %s
                pbx.pbx-1.actions.secret = %s
                pbx.pbx-1.weight = %d
                """.formatted(
                SUITE.part("pbx").ports().get(1), SUITE.secret("ami.events"), SUITE.secret("ami.actions"), weight));
    }
}
