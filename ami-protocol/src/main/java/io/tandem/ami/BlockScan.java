package io.tandem.ami;

import java.util.Arrays;

/**
 * Finds the line feeds of a piece, and among them the lines that have no colon, 64 bytes at a time and without looking at lines one by
 * one: in AMI they are the empty lines that end messages, and what is not AMI. One bit stands for a byte; a name runs from a line's
 * start up to the first byte that is a colon or a line feed, and adding the starts to the bytes that are neither lets the carry run along
 * all names of a block at once.
 */
final class BlockScan {

    /** What is known before the first block: its first byte starts a line. */
    static final int STARTS = 1;

    private static final int IN_NAME = 2;

    /**
     * Marks in {@code feeds} every line feed, in {@code ends} those of lines without a colon and colons that start a line; element i is
     * for the 64 bytes from {@code from + 64 * i}. Of the blocks that begin before {@code until}, from block {@code first} on.
     *
     * @param state what the blocks before returned
     */
    static int mark(byte[] bytes, int from, int to, long[] feeds, long[] ends, int first, int until, int state) {
        long start = state & STARTS;
        long inName = (state & IN_NAME) >>> 1;
        for (int at = from + first * Lines.BLOCK, i = first; i < until; at += Lines.BLOCK, i++) {
            // Behind the last bytes NULs, which nobody looks for.
            boolean whole = at <= to - Lines.BLOCK;
            var block = whole ? bytes : Arrays.copyOf(Arrays.copyOfRange(bytes, at, to), Lines.BLOCK);
            int word = whole ? at : 0;
            long b0 = ByteScan.eight(block, word + 0);
            long b1 = ByteScan.eight(block, word + 8);
            long b2 = ByteScan.eight(block, word + 16);
            long b3 = ByteScan.eight(block, word + 24);
            long b4 = ByteScan.eight(block, word + 32);
            long b5 = ByteScan.eight(block, word + 40);
            long b6 = ByteScan.eight(block, word + 48);
            long b7 = ByteScan.eight(block, word + 56);
            long lineFeeds;
            long colons;
            if (((b0 | b1 | b2 | b3 | b4 | b5 | b6 | b7) & ByteScan.TOPS) == 0) {
                // Word i's marks go to bit i of each byte; then rows and columns are exchanged.
                lineFeeds = ByteScan.transposed(ByteScan.ascii(b0, ByteScan.LINE_FEEDS) >>> 7
                        | ByteScan.ascii(b1, ByteScan.LINE_FEEDS) >>> 6
                        | ByteScan.ascii(b2, ByteScan.LINE_FEEDS) >>> 5
                        | ByteScan.ascii(b3, ByteScan.LINE_FEEDS) >>> 4
                        | ByteScan.ascii(b4, ByteScan.LINE_FEEDS) >>> 3
                        | ByteScan.ascii(b5, ByteScan.LINE_FEEDS) >>> 2
                        | ByteScan.ascii(b6, ByteScan.LINE_FEEDS) >>> 1
                        | ByteScan.ascii(b7, ByteScan.LINE_FEEDS));
                colons = ByteScan.transposed(ByteScan.ascii(b0, ByteScan.COLONS) >>> 7
                        | ByteScan.ascii(b1, ByteScan.COLONS) >>> 6
                        | ByteScan.ascii(b2, ByteScan.COLONS) >>> 5
                        | ByteScan.ascii(b3, ByteScan.COLONS) >>> 4
                        | ByteScan.ascii(b4, ByteScan.COLONS) >>> 3
                        | ByteScan.ascii(b5, ByteScan.COLONS) >>> 2
                        | ByteScan.ascii(b6, ByteScan.COLONS) >>> 1
                        | ByteScan.ascii(b7, ByteScan.COLONS));
            } else {
                lineFeeds = any(block, word, ByteScan.LINE_FEEDS);
                colons = any(block, word, ByteScan.COLONS);
            }
            long starts = lineFeeds << 1 | start;
            long others = ~(lineFeeds | colons);
            long run = (starts & others) + others + inName;
            feeds[i] = lineFeeds;
            ends[i] = run & lineFeeds | starts & ~others;
            start = lineFeeds >>> 63;
            // The run was carried out of the block: its sum is smaller than what was added to.
            inName = Long.compareUnsigned(run, others) < 0 ? 1 : 0;
        }
        return (int) (start | inName << 1);
    }

    /** The last step alone, for who has found the line feeds: {@code ends} has the colons before, and the ends after it. */
    static int names(long[] feeds, long[] ends, int first, int until, int state) {
        long start = state & STARTS;
        long inName = (state & IN_NAME) >>> 1;
        for (int i = first; i < until; i++) {
            long starts = feeds[i] << 1 | start;
            long others = ~(feeds[i] | ends[i]);
            long run = (starts & others) + others + inName;
            ends[i] = run & feeds[i] | starts & ~others;
            start = feeds[i] >>> 63;
            inName = Long.compareUnsigned(run, others) < 0 ? 1 : 0;
        }
        return (int) (start | inName << 1);
    }

    /** All of them. */
    static void mark(byte[] bytes, int from, int to, long[] feeds, long[] ends) {
        mark(bytes, from, to, feeds, ends, 0, Lines.blocks(to - from), STARTS);
    }

    private static long any(byte[] bytes, int at, long pattern) {
        long rows = 0;
        for (int i = 0; i < 8; i++) {
            rows |= ByteScan.any(ByteScan.eight(bytes, at + 8 * i), pattern) >>> (7 - i);
        }
        return ByteScan.transposed(rows);
    }

    private BlockScan() {}
}
