package io.tandem.ami;

/** Bytes and where their lines end, one bit a byte; shared by all messages that were read from them. Confined to one thread. */
final class Lines {

    /** How many bytes an element of the line feeds stands for. */
    static final int BLOCK = 64;

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

    /** The start of the first line in {@code [from, to)} whose header has the name; -1 if there is none. */
    int find(String name, int from, int to) {
        int block = (from - origin) >>> 6;
        long left = feeds[block] & (-1L << (from - origin));
        for (int line = from; line < to; ) {
            while (left == 0) {
                left = feeds[++block];
            }
            int feed = origin + (block << 6) + Long.numberOfTrailingZeros(left);
            int colon = line + name.length();
            if (colon < feed && bytes[colon] == ':' && ByteScan.equalsIgnoreCase(bytes, line, colon, name)) {
                return line;
            }
            left &= left - 1;
            line = feed + 1;
        }
        return -1;
    }
}
