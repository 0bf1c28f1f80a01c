package io.tandem.bench.callstate;

import io.tandem.bench.Benchmark;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whole calls, each with the 34 facts that AMI and ARI of a real Asterisk told of one, through the packaged service with Kafka, Redis and
 * PostgreSQL beside it on this machine: how many facts a second one replica takes, and two; how soon the event that a fact caused is in
 * Kafka, at half of that rate; how often a fact makes the service ask Redis. The floor is a plain client that does nothing but call the
 * transition's script, with as many bytes.
 */
public final class CallState implements Benchmark {

    private static final int CALLS = Integer.getInteger("tandem.bench.calls", 600);
    /** What waits is told within the time in which a link must be heard of: its signs of life are in the same queue. */
    private static final int AT_ONCE = 12;
    /** Each has one call, or hardly more: one who is not free yet would be refused the next. */
    private static final int AGENTS = 6 * CALLS;

    private static final Duration GAP = Duration.ofMillis(25);
    private static final Duration PACED = Duration.ofSeconds(15);
    private static final Duration WATCHED = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "call-state";
    }

    @Override
    public String about() {
        return "facts through call-state-service, beside a plain EVALSHA: " + CALLS
                + " whole calls, one replica and two";
    }

    @Override
    public void run() {
        try (var backing = new Backing();
                var _ = Replica.start(backing, "call-state-1", Map.of());
                var load = new Load(backing, AGENTS)) {
            load.calls(CALLS / 3, AT_ONCE);
            double one = flood(load);
            var ages = paced(load, one / 2);
            var trips = watched(backing, load, one / 4);
            print(one, ages, trips, Floor.of(backing.redis(), trips.bytes()));
            try (var _ = Replica.start(backing, "call-state-2", Map.of())) {
                load.calls(CALLS / 3, AT_ONCE);
                double two = flood(load);
                say("two replicas, facts a second", "%.0f (%.2f of one)", two, two / one);
            }
            say("calls that did not go as they should", "%d", load.odd());
        }
    }

    /** Facts a second, as many as it takes. */
    private static double flood(Load load) {
        long begun = System.nanoTime();
        long before = load.told();
        load.calls(CALLS, AT_ONCE);
        return (load.told() - before) / ((System.nanoTime() - begun) / 1e9);
    }

    private static Ages paced(Load load, double factsPerSecond) {
        load.ages().reset();
        paced(load, factsPerSecond, PACED);
        var ages = load.ages();
        return new Ages(
                factsPerSecond,
                ages.getTotalCount(),
                ages.getValueAtPercentile(50),
                ages.getValueAtPercentile(99),
                ages.getMaxValue());
    }

    private static RoundTrips.Seen watched(Backing backing, Load load, double factsPerSecond) {
        try (var trips = new RoundTrips(backing.redis())) {
            long before = load.told();
            paced(load, factsPerSecond, WATCHED);
            return trips.seen(load.told() - before);
        }
    }

    private static void paced(Load load, double factsPerSecond, Duration time) {
        double callsPerSecond = factsPerSecond / load.factsOfACall();
        load.paced(
                (int) Math.ceil(callsPerSecond * time.toSeconds()),
                Duration.ofNanos((long) (1e9 / callsPerSecond)),
                GAP);
    }

    private record Ages(double rate, long events, long median, long p99, long most) {}

    private static void print(double one, Ages ages, RoundTrips.Seen trips, double floor) {
        say("one replica, facts a second", "%.0f", one);
        say(
                "fact to published event, ms, at " + Math.round(ages.rate()) + "/s",
                "median %d, p99 %d, most %d (%d events)",
                ages.median(),
                ages.p99(),
                ages.most(),
                ages.events());
        say("requests to Redis for a fact, all told", "%.2f", trips.all());
        say(
                "  of them",
                "%s",
                trips.ofAFact().entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", ")));
        say(
                "plain EVALSHA of " + trips.bytes() + " bytes, a second",
                "%.0f (the service: %.0f %% of it in facts)",
                floor,
                100 * one / floor);
    }

    private static void say(String what, String form, Object... figures) {
        System.out.printf(Locale.ROOT, "%-46s %s%n", what, String.format(Locale.ROOT, form, figures));
    }
}
