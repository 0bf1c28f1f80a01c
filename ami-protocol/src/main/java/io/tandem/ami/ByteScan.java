package io.tandem.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes eight at a time; no bounds beyond those given are read. */
final class ByteScan {

    static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    static final long COLONS = 0x3A3A3A3A3A3A3A3AL;

    private static final long ONES = 0x0101010101010101L;
    static final long TOPS = 0x8080808080808080L;
    private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;
    private static final long EVENT = 0x3A_74_6E_65_76_45L;
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

    static long eight(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Bit 7 of each byte that is the pattern's; only for eight ASCII bytes, of which no addition carries into the next. */
    static long ascii(long eight, long pattern) {
        return ~((eight ^ pattern) + LOWS) & TOPS;
    }

    /** The same for any bytes. */
    static long any(long eight, long pattern) {
        long zeroes = eight ^ pattern;
        return ~(((zeroes & LOWS) + LOWS) | zeroes) & TOPS;
    }

    /** An 8 by 8 bit matrix, its rows and columns exchanged (Hacker's Delight, section 7-3). */
    static long transposed(long rows) {
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

    /** Whether {@code Event:}, spelled so, is there; for a faster answer than a comparison that knows no case. */
    static boolean isEvent(byte[] bytes, int at) {
        return at + 8 <= bytes.length && (eight(bytes, at) & 0x0000_FFFF_FFFF_FFFFL) == EVENT;
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private ByteScan() {}
}
