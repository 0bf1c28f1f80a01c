package io.tandem.acceptance.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;

/** The AMI link to the PBX, as {@code GET /pbx} tells of it. */
final class Link {

    private final Suite suite;

    Link(Suite suite) {
        this.suite = suite;
    }

    /** Waits until it is up again, and gives the time at which it came up, which is after {@code lost}. */
    Instant awaitReturn(Instant lost, Duration limit) {
        Await.until(limit, "the link is up again", () -> isUp() && since().isAfter(lost), this::status);
        return since();
    }

    void awaitUp(Duration limit) {
        Await.until(limit, "the link is up", this::isUp, this::status);
    }

    void awaitLoss(Duration limit) {
        Await.until(limit, "the link is down", () -> !isUp(), this::status);
    }

    String reason() {
        return status().path("reason").asText();
    }

    private boolean isUp() {
        return "UP".equals(status().path("state").asText());
    }

    private Instant since() {
        return Instant.parse(status().path("since").asText());
    }

    private JsonNode status() {
        return suite.api().get("/pbx").json().path("items").path(0);
    }
}
