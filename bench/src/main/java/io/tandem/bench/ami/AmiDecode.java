package io.tandem.bench.ami;

import io.tandem.bench.Benchmark;
import io.tandem.bench.ami.Figures.Round;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each variant in turn, several times, so that what else the machine does meets all of them. */
public final class AmiDecode implements Benchmark {

    private static final int EVENTS = 1_000_000;
    private static final int WARM_UP = 100_000;
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "ami-decode";
    }

    @Override
    public String about() {
        return EVENTS + " events of a real Asterisk's mix, " + ROUNDS + " rounds, medians";
    }

    @Override
    public void run() {
        var stream = EventStream.of(EVENTS, _ -> true);
        System.out.printf("%.0f MB, %.0f bytes an event%n", stream.megabytes(), 1e6 * stream.megabytes() / EVENTS);
        inMemory(stream);
        overLoopback(stream);
    }

    private static void inMemory(EventStream stream) {
        var memory = new InMemory();
        var variants = new LinkedHashMap<String, Variant>();
        variants.put("floor: a loop that only finds line ends", memory::floor);
        for (var use : Reader.Use.values()) {
            variants.put(use.text(), s -> memory.ours(s, use));
        }
        variants.put(AsteriskJavaReader.NAME + ", its reader", memory::asteriskJava);
        report("in memory (time of the one thread)", stream, variants);
    }

    private static void overLoopback(EventStream stream) {
        var variants = new LinkedHashMap<String, Variant>();
        try (var loopback = new Loopback()) {
            variants.put("floor: a Vert.x socket that counts bytes", loopback::floor);
            for (var use : Reader.Use.values()) {
                variants.put(use.text(), s -> loopback.ours(s, use));
            }
            variants.put(AsteriskJavaReader.NAME + ", logged in", loopback::asteriskJava);
            report("over loopback (time that passed)", stream, variants);
        }
    }

    @FunctionalInterface
    private interface Variant {
        Round run(EventStream stream);
    }

    /** The first variant is the floor, the last the other client. */
    private static void report(String what, EventStream stream, Map<String, Variant> variants) {
        var warmUp = stream.first(WARM_UP);
        var figures = new LinkedHashMap<String, Figures>();
        variants.forEach((name, variant) -> {
            for (long end = System.nanoTime() + WARM.toNanos(); System.nanoTime() < end; ) {
                variant.run(warmUp);
            }
            figures.put(name, new Figures(name, stream));
        });
        for (int round = 0; round < ROUNDS; round++) {
            variants.forEach((name, variant) -> figures.get(name).add(variant.run(stream)));
        }
        var all = List.copyOf(figures.values());
        System.out.println(Figures.head(what, "of floor"));
        all.forEach(f -> System.out.println(f.row(all.getFirst(), all.getLast())));
    }
}
