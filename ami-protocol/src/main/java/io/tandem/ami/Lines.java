package io.tandem.ami;

import java.util.Arrays;

/** Bytes and where their lines end, one bit a byte; shared by all messages that were read from them. Confined to one thread. */
final class Lines {

    /** Never written again. */
    final byte[] bytes;

    private final int origin;
    private final long[] feeds;

    private Lines(byte[] bytes, int origin, long[] feeds) {
        this.bytes = bytes;
        this.origin = origin;
        this.feeds = feeds;
    }

    /** Room for the ends of the lines from {@code origin} on; they are filled in by who looks for them. */
    static Lines room(byte[] bytes, int origin, int to) {
        return new Lines(bytes, origin, new long[(to - origin + ByteScan.BLOCK - 1) / ByteScan.BLOCK]);
    }

    /** All of them; the last byte is a line feed. */
    static Lines of(byte[] bytes) {
        var lines = room(bytes, 0, bytes.length);
        for (int at = 0; at < bytes.length; at += ByteScan.BLOCK) {
            lines.found(at, block(bytes, at, bytes.length, ByteScan.LINE_FEEDS));
        }
        return lines;
    }

    /** The line feeds among the 64 bytes from {@code at}, which is a multiple of 64 after the origin. */
    void found(int at, long marks) {
        feeds[(at - origin) / ByteScan.BLOCK] = marks;
    }

    /** {@link ByteScan#block}, also where fewer than 64 bytes are left. */
    static long block(byte[] bytes, int at, int to, long pattern) {
        if (to - at >= ByteScan.BLOCK) {
            return ByteScan.block(bytes, at, pattern);
        }
        // What is behind the end is NUL, which nobody looks for.
        return ByteScan.block(Arrays.copyOf(Arrays.copyOfRange(bytes, at, to), ByteScan.BLOCK), 0, pattern);
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
}
