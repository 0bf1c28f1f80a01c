package io.tandem.ami;

import java.util.Arrays;

/**
 * Finds the line feeds of a piece, and among them the lines that have no colon, 64 bytes at a time and without looking at lines one by
 * one: in AMI they are the empty lines that end messages, and what is not AMI. One bit stands for a byte; a name runs from a line's
 * start up to the first byte that is a colon or a line feed, and adding the starts to the bytes that are neither lets the carry run along
 * all names of a block at once.
 */
final class BlockScan {

    /**
     * Marks in {@code feeds} every line feed, in {@code ends} those of lines without a colon and colons that start a line; element i is
     * for the 64 bytes from {@code from + 64 * i}. A line starts at {@code from}.
     */
    static void mark(byte[] bytes, int from, int to, long[] feeds, long[] ends) {
        long start = 1;
        long inName = 0;
        for (int at = from, i = 0; at < to; at += Lines.BLOCK, i++) {
            // Behind the last bytes NULs, which nobody looks for.
            boolean whole = at <= to - Lines.BLOCK;
            var block = whole ? bytes : Arrays.copyOf(Arrays.copyOfRange(bytes, at, to), Lines.BLOCK);
            int first = whole ? at : 0;
            long b0 = ByteScan.eight(block, first + 0);
            long b1 = ByteScan.eight(block, first + 8);
            long b2 = ByteScan.eight(block, first + 16);
            long b3 = ByteScan.eight(block, first + 24);
            long b4 = ByteScan.eight(block, first + 32);
            long b5 = ByteScan.eight(block, first + 40);
            long b6 = ByteScan.eight(block, first + 48);
            long b7 = ByteScan.eight(block, first + 56);
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
                lineFeeds = any(block, first, ByteScan.LINE_FEEDS);
                colons = any(block, first, ByteScan.COLONS);
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
