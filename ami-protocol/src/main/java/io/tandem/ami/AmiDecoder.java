package io.tandem.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one AMI connection into messages. It knows nothing of sockets, threads or time: feed it whatever arrived, sliced
 * anywhere, and it returns what became complete. Events that nobody wants cost a search for line ends and colons and nothing else; of the
 * others the headers are read where they lie, when asked for.
 *
 * <p>Two ways lead through it. Whole messages of usual size inside a piece are found by {@link BlockScan}. Everything else goes line by
 * line ({@link #line}): the banner, a message that is cut by a piece's end, one that is large, and one that is not AMI, which is refused
 * at the same line whatever the slices. Between two feeds it keeps the bytes of the unfinished message and no others.
 *
 * <p>Confined to the connection's event loop. The first {@link AmiProtocolException} is final: discard the decoder with its connection.
 */
public final class AmiDecoder {

    private static final byte[] BANNER = "Asterisk Call Manager/".getBytes(US_ASCII);
    private static final int SHORTEST_HEADER = "a:\n".length();
    private static final int KEPT_BUFFER = 16_384;

    private final AmiLimits limits;
    private final EventNames wanted;
    private final NameCache names = new NameCache();
    private final StripeScan stripes = new StripeScan();

    /** A message as large as this cannot break any limit, whatever its lines are. */
    private final int harmless;

    /** The beginning of a message whose end has not arrived, and where its last line starts. */
    private byte[] held = {};

    private int heldLength;
    private int lineStart;
    private int headers;

    /** What {@link BlockScan} marks in the piece that is being read, an eighth of it; kept so that not every piece makes one. */
    private long[] ends = {};

    private boolean greeted;
    private long skipped;
    private @Nullable AmiProtocolException failure;

    public AmiDecoder(AmiLimits limits, EventNames wanted) {
        this.limits = limits;
        this.wanted = wanted;
        // Divided, not multiplied: the product may be more than an int holds.
        int byHeaders = limits.headers() > limits.lineBytes() / SHORTEST_HEADER
                ? limits.lineBytes()
                : limits.headers() * SHORTEST_HEADER;
        this.harmless = Math.min(byHeaders, Math.min(limits.lineBytes(), limits.messageBytes()));
    }

    /** Events that were read and that nobody wanted. */
    public long skipped() {
        return skipped;
    }

    /** Bytes that came of a message whose end has not; at the end of a connection: what the peer left half said. */
    public int unfinishedBytes() {
        return heldLength;
    }

    /** What it keeps between two feeds. */
    int heldBytes() {
        return held.length;
    }

    /** As {@link #feed(byte[], int, int, List)}. */
    public List<AmiMessage> feed(byte[] chunk) {
        var complete = new ArrayList<AmiMessage>();
        feed(chunk, 0, chunk.length, complete);
        return complete;
    }

    /**
     * Adds to {@code complete} what became complete; what was complete before an error is there even when this throws. The messages
     * read from {@code chunk} itself: it must not be written to as long as one of them is in use.
     *
     * @throws AmiProtocolException also on every call after the first that threw
     */
    public void feed(byte[] chunk, int from, int to, List<AmiMessage> complete) {
        if (failure != null) {
            throw failure;
        }
        try {
            int at = from;
            while (at < to) {
                if (greeted && heldLength == 0) {
                    at = messages(chunk, at, to, complete);
                }
                do {
                    at = at < to ? line(chunk, at, to, complete) : at;
                } while (at < to && heldLength > 0);
            }
        } catch (AmiProtocolException e) {
            failure = e;
            held = new byte[0];
            throw e;
        }
    }

    /** Takes the whole messages of the piece; returns where the one starts that is unfinished, or that {@link #line} will refuse. */
    private int messages(byte[] chunk, int from, int to, List<AmiMessage> complete) {
        var feeds = new long[Lines.blocks(to - from)];
        ends = ends.length < feeds.length ? new long[feeds.length] : ends;
        int state = BlockScan.STARTS;
        var lines = Lines.marked(chunk, from, feeds);
        int start = from;
        for (int block = 0; block < feeds.length; block++) {
            if (block % StripeScan.BLOCKS == 0) {
                state = stripes.mark(chunk, from, to, feeds, ends, block, state);
            }
            for (long left = ends[block]; left != 0; left &= left - 1) {
                int feed = from + block * Lines.BLOCK + Long.numberOfTrailingZeros(left);
                int empty = feed > start && chunk[feed - 1] == '\r' ? feed - 1 : feed;
                boolean isEnd = chunk[feed] == '\n' && (empty == start || chunk[empty - 1] == '\n');
                if (!isEnd) {
                    return start;
                }
                if (feed - start > harmless) {
                    lines(chunk, start, feed + 1, complete);
                } else if (empty > start) {
                    complete(lines, start, empty, complete);
                }
                start = feed + 1;
            }
        }
        return start;
    }

    private void lines(byte[] chunk, int from, int to, List<AmiMessage> complete) {
        for (int at = from; at < to; ) {
            at = line(chunk, at, to, complete);
        }
    }

    /** Takes one line, or the piece of it that is there, and returns where the next one starts. */
    private int line(byte[] chunk, int from, int to, List<AmiMessage> complete) {
        // One byte more than an unfinished line may have is enough to refuse it.
        int most = (int) Math.min(to, from + (limits.lineBytes() + 3L) - (heldLength - lineStart));
        int feed = ByteScan.find(chunk, from, most, ByteScan.LINE_FEEDS);
        int next = feed < 0 ? most : feed + 1;
        hold(chunk, from, next);
        if (feed < 0) {
            checkUnfinished();
        } else {
            finished(complete);
        }
        return next;
    }

    private void hold(byte[] chunk, int from, int to) {
        int length = heldLength + to - from;
        if (length > held.length) {
            held = Arrays.copyOf(held, Math.max(length, Math.min(2 * held.length, limits.messageBytes())));
        }
        System.arraycopy(chunk, from, held, heldLength, to - from);
        heldLength = length;
    }

    private void finished(List<AmiMessage> complete) {
        int feed = heldLength - 1;
        int end = feed > lineStart && held[feed - 1] == '\r' ? feed - 1 : feed;
        if (!greeted) {
            complete.add(banner(end));
        } else if (end > lineStart) {
            checkHeader(end);
            lineStart = heldLength;
            return;
        } else if (headers > 0) {
            complete(Lines.of(Arrays.copyOf(held, lineStart)), 0, lineStart, complete);
        }
        held = held.length > KEPT_BUFFER ? new byte[0] : held;
        heldLength = 0;
        lineStart = 0;
        headers = 0;
    }

    private void checkHeader(int end) {
        if (end - lineStart > limits.lineBytes()) {
            throw lineTooLong(end);
        }
        if (++headers > limits.headers()) {
            throw new AmiProtocolException("more than " + limits.headers() + " headers", held, lineStart, end);
        }
        if (ByteScan.find(held, lineStart, end, ByteScan.COLONS) <= lineStart) {
            throw new AmiProtocolException("not a header", held, lineStart, end);
        }
        if (end > limits.messageBytes()) {
            throw messageTooLarge(end);
        }
    }

    /** A line may end in CR and a message in CR LF CR when its last LF has not arrived: the bounds are the same for every slicing. */
    private void checkUnfinished() {
        if (heldLength - lineStart > limits.lineBytes() + 1) {
            throw lineTooLong(heldLength);
        }
        if (heldLength > limits.messageBytes() + 3) {
            throw messageTooLarge(heldLength);
        }
    }

    private AmiProtocolException lineTooLong(int end) {
        return new AmiProtocolException("line longer than " + limits.lineBytes() + " bytes", held, lineStart, end);
    }

    private AmiProtocolException messageTooLarge(int end) {
        return new AmiProtocolException("message larger than " + limits.messageBytes() + " bytes", held, 0, end);
    }

    private AmiMessage banner(int end) {
        int version = BANNER.length;
        if (end > limits.lineBytes() || version > end || !Arrays.equals(BANNER, 0, version, held, 0, version)) {
            throw new AmiProtocolException("expected an AMI banner", held, 0, end);
        }
        greeted = true;
        return new AmiMessage.Banner(new String(held, version, end - version, UTF_8));
    }

    /** {@code [start, end)} are lines with a colon each. */
    private void complete(Lines lines, int start, int end, List<AmiMessage> complete) {
        var bytes = lines.bytes;
        int last = lines.end(start, lines.feed(start));
        boolean event = ByteScan.isEvent(bytes, start);
        int colon = event ? start + "Event".length() : ByteScan.find(bytes, start, last, ByteScan.COLONS);
        int value = colon + 1;
        while (value < last && bytes[value] == ' ') {
            value++;
        }
        if (event || ByteScan.equalsIgnoreCase(bytes, start, colon, "Event")) {
            var name = wanted.wanted(bytes, value, last, names);
            if (name == null) {
                skipped++;
            } else {
                complete.add(new AmiMessage.Event(name, new AmiHeaders(lines, start, end)));
            }
        } else if (ByteScan.equalsIgnoreCase(bytes, start, colon, "Response")) {
            var status = new String(bytes, value, last - value, UTF_8);
            complete.add(new AmiMessage.Response(status, new AmiHeaders(lines, start, end)));
        } else {
            throw new AmiProtocolException("neither an event nor a response", bytes, start, last);
        }
    }
}
