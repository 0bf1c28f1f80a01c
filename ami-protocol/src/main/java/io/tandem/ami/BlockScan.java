package io.tandem.ami;

/**
 * Finds the lines that have no colon, 64 bytes at a time and without looking at lines one by one: in AMI they are the empty lines that
 * end messages, and what is not AMI. In a block one bit stands for a byte; a name runs from a line's start up to the first byte that is a colon
 * or a line feed, and adding the starts to the bytes that are neither lets the carry run along all names at once.
 *
 * <p>Starts at the start of a line. For one pass over one piece; confined to one thread.
 */
final class BlockScan {

    private final Lines lines;
    private final int to;
    private int next;
    private int block;
    private long ends;
    private long start = 1;
    private long inName;

    BlockScan(Lines lines, int from, int to) {
        this.lines = lines;
        this.to = to;
        this.next = from;
    }

    /** The next line feed of a line without a colon, or the next colon that starts a line; -1 when there is none before the end. */
    int next() {
        while (ends == 0) {
            if (next >= to) {
                return -1;
            }
            block = next;
            ends = look(
                    Lines.block(lines.bytes, block, to, ByteScan.LINE_FEEDS),
                    Lines.block(lines.bytes, block, to, ByteScan.COLONS));
            next += ByteScan.BLOCK;
        }
        int found = block + Long.numberOfTrailingZeros(ends);
        ends &= ends - 1;
        return found;
    }

    private long look(long feeds, long colons) {
        lines.found(block, feeds);
        long starts = feeds << 1 | start;
        long others = ~(feeds | colons);
        long run = (starts & others) + others + inName;
        long nameless = run & feeds | starts & ~others;
        start = feeds >>> 63;
        // The run was carried out of the block: its sum is smaller than what was added to.
        inName = Long.compareUnsigned(run, others) < 0 ? 1 : 0;
        return nameless;
    }
}
