package io.tandem.ami;

import java.util.Arrays;

/**
 * An event's name, found again by its length, its first eight and its last eight bytes; of a name shorter than that both words are
 * all of it. Immutable.
 */
final class EventName {

    private static final int TWO_WORDS = 2 * Long.BYTES;

    final String text;

    private final byte[] bytes;
    private final long head;
    private final long tail;

    EventName(String text, byte[] bytes, int from, int to) {
        this.text = text;
        this.bytes = Arrays.copyOfRange(bytes, from, to);
        this.head = head(bytes, from, to);
        this.tail = tail(bytes, from, to);
    }

    /** {@code head} and {@code tail} are those of the other. */
    boolean is(byte[] other, int from, int to, long head, long tail) {
        return this.head == head
                && this.tail == tail
                && bytes.length == to - from
                && (bytes.length <= TWO_WORDS || Arrays.equals(bytes, 0, bytes.length, other, from, to));
    }

    static long head(byte[] bytes, int from, int to) {
        return tail(bytes, from, Math.min(to, from + Long.BYTES));
    }

    static long tail(byte[] bytes, int from, int to) {
        if (to >= Long.BYTES && to > from) {
            int missing = Math.max(0, Long.BYTES - (to - from));
            return ByteScan.eight(bytes, to - Long.BYTES) >>> (missing * Byte.SIZE);
        }
        long word = 0;
        for (int at = to - 1; at >= from; at--) {
            word = word << Byte.SIZE | bytes[at] & 0xFF;
        }
        return word;
    }

    /** Names that differ have hardly ever the same; the upper bits are the better ones. */
    static int hash(long head, long tail) {
        return (int) ((head ^ Long.rotateLeft(tail, 29)) * 0x9E3779B97F4A7C15L >>> 32);
    }
}
