package io.tandem.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Part;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Two replicas of ami-gateway, each as its own {@code GET /pbx} tells of the PBX. */
final class Gateways {

    static final String FIRST = "ami-gateway";
    static final String SECOND = "ami-gateway-2";

    private static final Duration SHARED_OUT = Duration.ofSeconds(30);

    private final Suite suite;

    /** One holds the link. */
    record Roles(Part owner, Part other) {}

    Gateways(Suite suite) {
        this.suite = suite;
    }

    /** Waits until one holds the link and the other knows it. */
    Roles awaitRoles() {
        var first = suite.part(FIRST);
        var second = suite.part(SECOND);
        Await.until(
                SHARED_OUT,
                "one of two holds the link",
                () -> List.of("UP ELSEWHERE", "ELSEWHERE UP").contains(state(first) + " " + state(second)),
                () -> pbx(first) + " and " + pbx(second));
        return isUp(first) ? new Roles(first, second) : new Roles(second, first);
    }

    /** Waits until it holds the link, and gives the time at which that came up, which is after {@code since}. */
    Instant awaitUp(Part gateway, Instant since, Duration limit) {
        Await.until(
                limit,
                gateway.name() + " holds the link",
                () -> isUp(gateway) && upSince(gateway).isAfter(since),
                () -> pbx(gateway));
        return upSince(gateway);
    }

    void awaitNoLinkOf(Part gateway, Duration limit) {
        Await.until(
                limit, gateway.name() + " has no link", () -> "ELSEWHERE".equals(state(gateway)), () -> pbx(gateway));
    }

    int weight(Part gateway) {
        return pbx(gateway).path("weight").asInt();
    }

    private boolean isUp(Part gateway) {
        return "UP".equals(state(gateway));
    }

    private String state(Part gateway) {
        return pbx(gateway).path("state").asText();
    }

    private Instant upSince(Part gateway) {
        return Instant.parse(pbx(gateway).path("since").asText());
    }

    private JsonNode pbx(Part gateway) {
        return suite.api(gateway).get("/pbx").json().path("items").path(0);
    }
}
