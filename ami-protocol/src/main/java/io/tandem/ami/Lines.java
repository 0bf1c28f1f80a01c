package io.tandem.ami;

/** Bytes and where their lines end, one bit a byte; shared by all messages that were read from them. Confined to one thread. */
final class Lines {

    /** How many bytes an element of the line feeds stands for. */
    static final int BLOCK = 64;

    private static final int AT_ONCE = 4;

    /** Never written again. */
    final byte[] bytes;

    private final int origin;
    private final long[] feeds;

    private Lines(byte[] bytes, int origin, long[] feeds) {
        this.bytes = bytes;
        this.origin = origin;
        this.feeds = feeds;
    }

    /** {@code feeds} as {@link BlockScan} marks them, from {@code origin} on. */
    static Lines marked(byte[] bytes, int origin, long[] feeds) {
        return new Lines(bytes, origin, feeds);
    }

    /** How many elements the marks of so many bytes need. */
    static int blocks(int length) {
        return (length + BLOCK - 1) / BLOCK;
    }

    /** All of them; the last byte is a line feed. */
    static Lines of(byte[] bytes) {
        var feeds = new long[blocks(bytes.length)];
        BlockScan.mark(bytes, 0, bytes.length, feeds, new long[feeds.length]);
        return new Lines(bytes, 0, feeds);
    }

    /** The first line feed at or after {@code from}; there must be one. */
    int feed(int from) {
        int block = (from - origin) >>> 6;
        long left = feeds[block] & (-1L << (from - origin));
        while (left == 0) {
            left = feeds[++block];
        }
        return origin + (block << 6) + Long.numberOfTrailingZeros(left);
    }

    /** Where the line that ends with this line feed has its last byte, exclusive. */
    int end(int start, int feed) {
        return feed > start && bytes[feed - 1] == '\r' ? feed - 1 : feed;
    }

    /** Where the lines in {@code [from, to)} start, then {@code to}; what is behind that says nothing. */
    int[] starts(int from, int to) {
        int first = (from - origin) >>> 6;
        int last = (to - 1 - origin) >>> 6;
        var starts = new int[count(first, last) + AT_ONCE];
        starts[0] = from;
        int next = 1;
        for (int block = first; block <= last; block++) {
            long left = block == first ? feeds[block] & (-1L << (from - origin)) : feeds[block];
            place(left, origin + (block << 6) + 1, starts, next);
            next += Long.bitCount(left);
        }
        return starts;
    }

    private int count(int first, int last) {
        int count = 1;
        for (int block = first; block <= last; block++) {
            count += Long.bitCount(feeds[block]);
        }
        return count;
    }

    /** Four are written whether they are there or not: a block rarely has more, and no processor can guess how many it has. */
    private static void place(long feeds, int base, int[] starts, int next) {
        long left = feeds;
        for (int i = 0; i < AT_ONCE; i++) {
            starts[next + i] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        for (int i = next + AT_ONCE; left != 0; i++) {
            starts[i] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
    }
}
