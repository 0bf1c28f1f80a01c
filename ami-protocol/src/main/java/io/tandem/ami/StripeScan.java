package io.tandem.ami;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Marks 64 blocks of 64 ASCII bytes at once. Their 512 words lie in eight rows; each step does the same to all words of a row, in a
 * method with one loop so plain that the compiler makes vector instructions of it where the processor has them. It takes four fifths of the time
 * that {@link BlockScan} takes for the same, on x86-64 with AVX2. Confined to one thread.
 */
final class StripeScan {

    static final int BLOCKS = 64;

    /** Words of a row, of eight blocks; and rows. */
    private static final int ROW = 64;

    private static final int ROWS = 8;
    private static final int FEEDS = ROWS * ROW;
    private static final int COLONS = FEEDS + ROW;
    private static final int SPARE = COLONS + ROW;

    private final long[] words = new long[SPARE + ROW];

    /** As {@link BlockScan#mark(byte[], int, int, long[], long[], int, int, int)}, for {@link #BLOCKS} blocks or the rest that there is. */
    int mark(byte[] bytes, int from, int to, long[] feeds, long[] ends, int first, int state) {
        int at = from + first * Lines.BLOCK;
        if (to - at >= BLOCKS * Lines.BLOCK && find(bytes, at, feeds, ends, first)) {
            return BlockScan.names(feeds, ends, first, first + BLOCKS, state);
        }
        int until = Math.min(first + BLOCKS, Lines.blocks(to - from));
        return BlockScan.mark(bytes, from, to, feeds, ends, first, until, state);
    }

    /** False where a byte is not ASCII; then nothing is marked. */
    private boolean find(byte[] bytes, int at, long[] feeds, long[] colons, int first) {
        var w = words;
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(at)
                .asLongBuffer()
                .get(w, 0, ROWS * ROW);
        find(w, ByteScan.LINE_FEEDS, FEEDS);
        find(w, ByteScan.COLONS, COLONS);
        if (!isAscii(w)) {
            return false;
        }
        for (int block = 0; block < ROWS; block++) {
            scatter(w, FEEDS + ROWS * block, feeds, first + block);
            scatter(w, COLONS + ROWS * block, colons, first + block);
        }
        return true;
    }

    private static boolean isAscii(long[] w) {
        join(w);
        long all = 0;
        for (int k = SPARE; k < SPARE + ROW; k++) {
            all |= w[k];
        }
        return (all & ByteScan.TOPS) == 0;
    }

    private static void join(long[] w) {
        for (int k = 0; k < ROW; k++) {
            w[SPARE + k] = w[k]
                    | w[ROW + k]
                    | w[2 * ROW + k]
                    | w[3 * ROW + k]
                    | w[4 * ROW + k]
                    | w[5 * ROW + k]
                    | w[6 * ROW + k]
                    | w[7 * ROW + k];
        }
    }

    /** Row i's marks go to bit i of each byte; then the rows and columns of each word are exchanged. */
    private static void find(long[] w, long pattern, int target) {
        four(w, 0, pattern, target);
        four(w, 4 * ROW, pattern, SPARE);
        add(w, target);
        turn(w, target);
    }

    private static void add(long[] w, int target) {
        for (int k = 0; k < ROW; k++) {
            w[target + k] = w[target + k] >>> 4 | w[SPARE + k];
        }
    }

    private static void turn(long[] w, int target) {
        for (int k = 0; k < ROW; k++) {
            w[target + k] = ByteScan.transposed(w[target + k]);
        }
    }

    /** Four rows' marks to the upper four bits of each byte. */
    private static void four(long[] w, int row, long pattern, int target) {
        for (int k = 0; k < ROW; k++) {
            w[target + k] = ByteScan.ascii(w[row + k], pattern) >>> 3
                    | ByteScan.ascii(w[row + ROW + k], pattern) >>> 2
                    | ByteScan.ascii(w[row + 2 * ROW + k], pattern) >>> 1
                    | ByteScan.ascii(w[row + 3 * ROW + k], pattern);
        }
    }

    /** Of eight words byte i of each makes the marks of the block in row i: an 8 by 8 byte matrix, its rows and columns exchanged. */
    private static void scatter(long[] w, int at, long[] marks, int first) {
        long a = w[at];
        long b = w[at + 1];
        long c = w[at + 2];
        long d = w[at + 3];
        long e = w[at + 4];
        long f = w[at + 5];
        long g = w[at + 6];
        long h = w[at + 7];
        long swap = (a >>> 8 ^ b) & 0x00FF00FF00FF00FFL;
        a ^= swap << 8;
        b ^= swap;
        swap = (c >>> 8 ^ d) & 0x00FF00FF00FF00FFL;
        c ^= swap << 8;
        d ^= swap;
        swap = (e >>> 8 ^ f) & 0x00FF00FF00FF00FFL;
        e ^= swap << 8;
        f ^= swap;
        swap = (g >>> 8 ^ h) & 0x00FF00FF00FF00FFL;
        g ^= swap << 8;
        h ^= swap;
        swap = (a >>> 16 ^ c) & 0x0000FFFF0000FFFFL;
        a ^= swap << 16;
        c ^= swap;
        swap = (b >>> 16 ^ d) & 0x0000FFFF0000FFFFL;
        b ^= swap << 16;
        d ^= swap;
        swap = (e >>> 16 ^ g) & 0x0000FFFF0000FFFFL;
        e ^= swap << 16;
        g ^= swap;
        swap = (f >>> 16 ^ h) & 0x0000FFFF0000FFFFL;
        f ^= swap << 16;
        h ^= swap;
        halves(a, e, marks, first);
        halves(b, f, marks, first + ROWS);
        halves(c, g, marks, first + 2 * ROWS);
        halves(d, h, marks, first + 3 * ROWS);
    }

    private static void halves(long one, long other, long[] marks, int at) {
        marks[at] = one & 0xFFFF_FFFFL | other << 32;
        marks[at + 4 * ROWS] = one >>> 32 | other & ~0xFFFF_FFFFL;
    }
}
