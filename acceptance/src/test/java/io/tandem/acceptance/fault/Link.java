package io.tandem.acceptance.fault;

import io.tandem.acceptance.suite.Await;
import io.tandem.acceptance.suite.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The AMI link to the PBX, as {@code GET /pbx} tells of it. */
final class Link {

    private final Suite suite;

    Link(Suite suite) {
        this.suite = suite;
    }

    /** Waits until it is up again, and gives the time at which it came up, which is after {@code lost}. */
    Instant awaitReturn(Instant lost, Duration limit) {
        var back = new AtomicReference<Seen>();
        Await.until(
                limit,
                "the link is up again",
                () -> {
                    back.set(look());
                    return back.get().isUp() && back.get().since().isAfter(lost);
                },
                back::get);
        return back.get().since();
    }

    void awaitUp(Duration limit) {
        Await.until(limit, "the link is up", () -> look().isUp(), this::look);
    }

    void awaitLoss(Duration limit) {
        Await.until(limit, "the link is down", () -> !look().isUp(), this::look);
    }

    String reason() {
        return look().reason();
    }

    /** What one look saw: two looks may see two states. */
    private record Seen(boolean isUp, Instant since, String reason) {}

    private Seen look() {
        var status = suite.api().get("/pbx").json().path("items").path(0);
        return new Seen(
                "UP".equals(status.path("state").asText()),
                Instant.parse(status.path("since").asText()),
                status.path("reason").asText());
    }
}
