package io.tandem.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events anybody wants, asked with the bytes of a name before anything is decoded. Names are compared exactly: Asterisk spells
 * each of its events one way.
 */
public final class EventNames {

    private static final EventNames ALL = new EventNames(List.of(), true);

    private final byte @Nullable [][] names;
    private final @Nullable String[] texts;
    private final int mask;
    private final boolean all;

    private EventNames(Collection<String> wanted, boolean all) {
        this.all = all;
        int size = Integer.highestOneBit(Math.max(4, wanted.size() * 4));
        names = new byte[size][];
        texts = new String[size];
        mask = size - 1;
        wanted.forEach(this::add);
    }

    /** Every event, known or not. */
    public static EventNames all() {
        return ALL;
    }

    public static EventNames of(Collection<String> wanted) {
        return new EventNames(wanted, false);
    }

    public static EventNames of(String... wanted) {
        return of(List.of(wanted));
    }

    private void add(String name) {
        var bytes = name.getBytes(US_ASCII);
        int slot = slot(bytes, 0, bytes.length);
        while (names[slot] != null) {
            slot = (slot + 1) & mask;
        }
        names[slot] = bytes;
        texts[slot] = name;
    }

    /** The name, or null if nobody wants such an event. {@code seen}: the names that this reader read before. */
    @Nullable
    String wanted(byte[] bytes, int from, int to, NameCache seen) {
        if (all) {
            return seen.text(bytes, from, to);
        }
        for (int slot = slot(bytes, from, to); names[slot] != null; slot = (slot + 1) & mask) {
            var name = names[slot];
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return texts[slot];
            }
        }
        return null;
    }

    private int slot(byte[] bytes, int from, int to) {
        return hash(bytes, from, to) & mask;
    }

    /** Length, first, middle and last letter tell Asterisk's names well enough apart. */
    static int hash(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return 0;
        }
        int hash = length * 31 + bytes[from];
        hash = hash * 31 + bytes[from + (length >> 1)];
        hash = hash * 31 + bytes[to - 1];
        return hash ^ (hash >>> 7);
    }
}
