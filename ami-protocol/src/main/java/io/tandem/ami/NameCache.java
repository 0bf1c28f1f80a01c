package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The Strings of names that come again and again; a fixed number of slots, where the latest name wins. Confined to one thread. */
final class NameCache {

    private static final int SLOTS = 256;
    private static final int LONGEST = 64;

    private final byte @Nullable [][] names = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    String text(byte[] bytes, int from, int to) {
        int slot = EventNames.hash(bytes, from, to) & (SLOTS - 1);
        var name = names[slot];
        if (name != null && Arrays.equals(name, 0, name.length, bytes, from, to)) {
            return texts[slot];
        }
        var text = new String(bytes, from, to - from, UTF_8);
        if (to - from <= LONGEST) {
            names[slot] = Arrays.copyOfRange(bytes, from, to);
            texts[slot] = text;
        }
        return text;
    }
}
