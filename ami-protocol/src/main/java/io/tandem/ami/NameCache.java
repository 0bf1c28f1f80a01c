package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** The Strings of names that come again and again; a fixed number of slots, where the latest name wins. Confined to one thread. */
final class NameCache {

    private static final int SLOT_BITS = 8;
    private static final int LONGEST = 64;

    private final @Nullable EventName[] names = new EventName[1 << SLOT_BITS];

    String text(byte[] bytes, int from, int to) {
        long head = EventName.head(bytes, from, to);
        long tail = EventName.tail(bytes, from, to);
        int slot = EventName.hash(head, tail) >>> (Integer.SIZE - SLOT_BITS);
        var name = names[slot];
        if (name != null && name.is(bytes, from, to, head, tail)) {
            return name.text;
        }
        var text = new String(bytes, from, to - from, UTF_8);
        if (to - from <= LONGEST) {
            names[slot] = new EventName(text, bytes, from, to);
        }
        return text;
    }
}
