package io.tandem.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes eight at a time; no bounds beyond those given are read. */
final class ByteScan {

    static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    static final long COLONS = 0x3A3A3A3A3A3A3A3AL;

    /** How many bytes {@link #block} looks at. */
    static final int BLOCK = 64;

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The first index in {@code [from, to)} that holds the byte of {@code pattern} (eight times the same), or -1. */
    static int find(byte[] bytes, int from, int to, long pattern) {
        int at = from;
        for (int last = to - 8; at <= last; at += 8) {
            long zeroes = (long) LONGS.get(bytes, at) ^ pattern;
            // A byte above the first zero may be marked wrongly by the borrow; the lowest mark never is.
            long marks = (zeroes - ONES) & ~zeroes & TOPS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        for (byte wanted = (byte) pattern; at < to; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** Which of the 64 bytes from {@code at} hold the ASCII byte of {@code pattern}: bit i stands for the byte at {@code at + i}. */
    static long block(byte[] bytes, int at, long pattern) {
        long b0 = (long) LONGS.get(bytes, at) ^ pattern;
        long b1 = (long) LONGS.get(bytes, at + 8) ^ pattern;
        long b2 = (long) LONGS.get(bytes, at + 16) ^ pattern;
        long b3 = (long) LONGS.get(bytes, at + 24) ^ pattern;
        long b4 = (long) LONGS.get(bytes, at + 32) ^ pattern;
        long b5 = (long) LONGS.get(bytes, at + 40) ^ pattern;
        long b6 = (long) LONGS.get(bytes, at + 48) ^ pattern;
        long b7 = (long) LONGS.get(bytes, at + 56) ^ pattern;
        if (((b0 | b1 | b2 | b3 | b4 | b5 | b6 | b7) & TOPS) != 0) {
            return anyBlock(bytes, at, pattern);
        }
        // Only ASCII: no addition carries into the next byte. Word i's marks go to bit i of each byte.
        return transposed((~(b0 + LOWS) & TOPS) >>> 7
                | (~(b1 + LOWS) & TOPS) >>> 6
                | (~(b2 + LOWS) & TOPS) >>> 5
                | (~(b3 + LOWS) & TOPS) >>> 4
                | (~(b4 + LOWS) & TOPS) >>> 3
                | (~(b5 + LOWS) & TOPS) >>> 2
                | (~(b6 + LOWS) & TOPS) >>> 1
                | (~(b7 + LOWS) & TOPS));
    }

    private static long anyBlock(byte[] bytes, int at, long pattern) {
        long rows = 0;
        for (int i = 0; i < 8; i++) {
            long zeroes = (long) LONGS.get(bytes, at + 8 * i) ^ pattern;
            rows |= (~(((zeroes & LOWS) + LOWS) | zeroes) & TOPS) >>> (7 - i);
        }
        return transposed(rows);
    }

    /** An 8 by 8 bit matrix, its rows and columns exchanged (Hacker's Delight, section 7-3). */
    private static long transposed(long rows) {
        long swap = (rows ^ (rows >>> 7)) & 0x00AA00AA00AA00AAL;
        long x = rows ^ swap ^ (swap << 7);
        swap = (x ^ (x >>> 14)) & 0x0000CCCC0000CCCCL;
        x = x ^ swap ^ (swap << 14);
        swap = (x ^ (x >>> 28)) & 0x00000000F0F0F0F0L;
        return x ^ swap ^ (swap << 28);
    }

    /** Whether {@code bytes[from, to)} is {@code ascii}, upper and lower case of letters being the same. */
    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String ascii) {
        if (to - from != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            int a = bytes[from + i];
            int b = ascii.charAt(i);
            if (a != b && (lower(a) != lower(b))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private ByteScan() {}
}
