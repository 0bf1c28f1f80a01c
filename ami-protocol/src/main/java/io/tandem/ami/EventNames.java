package io.tandem.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events anybody wants, asked with the bytes of a name before anything is decoded. Names are compared exactly: Asterisk spells
 * each of its events one way.
 */
public final class EventNames {

    private static final EventNames ALL = new EventNames(List.of(), true);

    private final @Nullable EventName[] names;
    private final int shift;
    private final boolean all;

    private EventNames(Collection<String> wanted, boolean all) {
        this.all = all;
        int size = Integer.highestOneBit(Math.max(4, wanted.size() * 4));
        names = new EventName[size];
        shift = Integer.numberOfLeadingZeros(size - 1);
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
        int slot = slot(EventName.head(bytes, 0, bytes.length), EventName.tail(bytes, 0, bytes.length));
        while (names[slot] != null) {
            slot = next(slot);
        }
        names[slot] = new EventName(name, bytes, 0, bytes.length);
    }

    /** The name, or null if nobody wants such an event. {@code seen}: the names that this reader read before. */
    @Nullable
    String wanted(byte[] bytes, int from, int to, NameCache seen) {
        if (all) {
            return seen.text(bytes, from, to);
        }
        long head = EventName.head(bytes, from, to);
        long tail = EventName.tail(bytes, from, to);
        int slot = slot(head, tail);
        for (var name = names[slot]; name != null; name = names[slot]) {
            if (name.is(bytes, from, to, head, tail)) {
                return name.text;
            }
            slot = next(slot);
        }
        return null;
    }

    private int slot(long head, long tail) {
        return EventName.hash(head, tail) >>> shift;
    }

    private int next(int slot) {
        return (slot + 1) & (names.length - 1);
    }
}
