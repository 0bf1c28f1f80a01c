package io.tandem.ami;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds bytes eight at a time; no bounds beyond {@code to} are read. */
final class ByteScan {

    static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
    static final long COLONS = 0x3A3A3A3A3A3A3A3AL;

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
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
