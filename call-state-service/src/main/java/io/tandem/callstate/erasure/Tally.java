package io.tandem.callstate.erasure;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many things, by their kind: {@code erased} were changed or deleted, {@code kept} may still tell of the person and were left. */
public record Tally(Map<String, Integer> erased, Map<String, Integer> kept) {

    public static final Tally NOTHING = new Tally(Map.of(), Map.of());

    public Tally {
        erased = Collections.unmodifiableMap(new TreeMap<>(erased));
        kept = Collections.unmodifiableMap(new TreeMap<>(kept));
    }

    public static Tally erased(String kind, int count) {
        return new Tally(Map.of(kind, count), Map.of());
    }

    public Tally and(Tally other) {
        return new Tally(sum(erased, other.erased), sum(kept, other.kept));
    }

    /** After one more pass: what was erased adds up, what was kept is what is kept now. */
    public Tally then(Tally pass) {
        return new Tally(sum(erased, pass.erased), pass.kept);
    }

    private static Map<String, Integer> sum(Map<String, Integer> a, Map<String, Integer> b) {
        var all = new TreeMap<>(a);
        b.forEach((kind, count) -> all.merge(kind, count, Integer::sum));
        return all;
    }
}
