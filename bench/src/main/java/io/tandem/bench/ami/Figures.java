package io.tandem.bench.ami;

import java.util.ArrayList;
import java.util.List;

/** One variant's rounds. */
final class Figures {

    /** One round: how long it took and how much it allocated. */
    record Round(long nanos, long allocated) {}

    private final String name;
    private final int events;
    private final double megabytes;
    private final List<Round> rounds = new ArrayList<>();

    Figures(String name, EventStream stream) {
        this.name = name;
        this.events = stream.events();
        this.megabytes = stream.megabytes();
    }

    void add(Round round) {
        rounds.add(round);
    }

    /** Events a second of the median round. */
    double rate() {
        return events / (median(rounds.stream().mapToLong(Round::nanos).toArray()) / 1e9);
    }

    String row(Figures floor, Figures other) {
        double share = rate() / events;
        return "%-44s %12.0f %9.0f %10.0f %8.0f%% %8.1f"
                .formatted(
                        name,
                        rate(),
                        megabytes * share,
                        (double) median(rounds.stream()
                                        .mapToLong(Round::allocated)
                                        .toArray())
                                / events,
                        100 * rate() / floor.rate(),
                        rate() / other.rate());
    }

    static String head(String what, String floor) {
        return "%-44s %12s %9s %10s %9s %8s".formatted(what, "events/s", "MB/s", "B/event", floor, "x a-java");
    }

    private static long median(long[] values) {
        java.util.Arrays.sort(values);
        return values[values.length / 2];
    }
}
