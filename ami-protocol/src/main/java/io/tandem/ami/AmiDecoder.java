package io.tandem.ami;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one AMI connection into messages. It knows nothing of sockets, threads or time: feed it whatever arrived, sliced
 * anywhere, and it returns what became complete. Events that nobody wants cost a search for line ends and nothing else; of the others
 * the bytes are kept and their headers read when asked for.
 *
 * <p>Confined to the connection's event loop. The first {@link AmiProtocolException} is final: discard the decoder with its connection.
 */
public final class AmiDecoder {

    private static final byte[] BANNER = "Asterisk Call Manager/".getBytes(US_ASCII);

    private final AmiLimits limits;
    private final EventNames wanted;

    /** The beginning of a message whose end has not arrived, and where the search for line ends goes on in it. */
    private byte[] held = {};

    private int heldLength;
    private int lineStart;
    private int headers;
    private boolean greeted;
    private long skipped;
    private @Nullable AmiProtocolException failure;

    public AmiDecoder(AmiLimits limits, EventNames wanted) {
        this.limits = limits;
        this.wanted = wanted;
    }

    /** Events that were read and that nobody wanted. */
    public long skipped() {
        return skipped;
    }

    public List<AmiMessage> feed(byte[] chunk) {
        var complete = new ArrayList<AmiMessage>();
        feed(chunk, 0, chunk.length, complete);
        return complete;
    }

    /**
     * Adds to {@code complete} what became complete; what was complete before an error is there even when this throws. Nothing of
     * {@code chunk} is kept by reference.
     *
     * @throws AmiProtocolException also on every call after the first that threw
     */
    public void feed(byte[] chunk, int from, int to, List<AmiMessage> complete) {
        if (failure != null) {
            throw failure;
        }
        try {
            if (heldLength == 0) {
                scan(chunk, from, to, complete);
            } else {
                hold(chunk, from, to);
                scan(held, 0, heldLength, complete);
            }
        } catch (AmiProtocolException e) {
            failure = e;
            held = new byte[0];
            throw e;
        }
    }

    private void hold(byte[] chunk, int from, int to) {
        int length = heldLength + to - from;
        if (length > held.length) {
            held = Arrays.copyOf(held, Math.max(length, 2 * held.length));
        }
        System.arraycopy(chunk, from, held, heldLength, to - from);
        heldLength = length;
    }

    /** {@code lineStart} counts from the message's start, so that it means the same in the chunk and in what is held. */
    private void scan(byte[] bytes, int from, int to, List<AmiMessage> complete) {
        int start = from;
        int line = from + lineStart;
        int feed;
        while ((feed = ByteScan.find(bytes, line, to, ByteScan.LINE_FEEDS)) >= 0) {
            int end = feed > line && bytes[feed - 1] == '\r' ? feed - 1 : feed;
            if (end > line && greeted) {
                checkHeader(bytes, start, line, end);
                line = feed + 1;
                continue;
            }
            if (!greeted) {
                complete.add(banner(bytes, line, end));
            } else if (headers > 0) {
                complete(bytes, start, line, complete);
            }
            headers = 0;
            line = feed + 1;
            start = line;
        }
        checkUnfinished(bytes, start, line, to);
        lineStart = line - start;
        keep(bytes, start, to);
    }

    private void keep(byte[] bytes, int start, int to) {
        heldLength = to - start;
        if (heldLength == 0) {
            // A burst may have made it large; between messages nothing is kept at all.
            held = held.length > limits.messageBytes() ? new byte[0] : held;
            return;
        }
        if (held.length < heldLength || held.length > limits.messageBytes()) {
            held = Arrays.copyOfRange(bytes, start, to);
        } else {
            System.arraycopy(bytes, start, held, 0, heldLength);
        }
    }

    private void checkHeader(byte[] bytes, int start, int line, int end) {
        if (end - line > limits.lineBytes()) {
            throw new AmiProtocolException("line longer than " + limits.lineBytes() + " bytes", bytes, line, end);
        }
        if (++headers > limits.headers()) {
            throw new AmiProtocolException("more than " + limits.headers() + " headers", bytes, line, end);
        }
        if (ByteScan.find(bytes, line, end, ByteScan.COLONS) <= line) {
            throw new AmiProtocolException("not a header", bytes, line, end);
        }
        if (end - start > limits.messageBytes()) {
            throw new AmiProtocolException(
                    "message larger than " + limits.messageBytes() + " bytes", bytes, start, end);
        }
    }

    /** A line may end in CR and a message in CR LF CR when its last LF has not arrived: the bounds are the same for every slicing. */
    private void checkUnfinished(byte[] bytes, int start, int line, int to) {
        if (to - line > limits.lineBytes() + 1) {
            throw new AmiProtocolException("line longer than " + limits.lineBytes() + " bytes", bytes, line, to);
        }
        if (to - start > limits.messageBytes() + 3) {
            throw new AmiProtocolException("message larger than " + limits.messageBytes() + " bytes", bytes, start, to);
        }
    }

    private AmiMessage banner(byte[] bytes, int from, int to) {
        int version = from + BANNER.length;
        if (to - from > limits.lineBytes()
                || version > to
                || !Arrays.equals(BANNER, 0, BANNER.length, bytes, from, version)) {
            throw new AmiProtocolException("expected an AMI banner", bytes, from, to);
        }
        greeted = true;
        return new AmiMessage.Banner(new String(bytes, version, to - version, UTF_8));
    }

    private void complete(byte[] bytes, int start, int end, List<AmiMessage> complete) {
        int colon = ByteScan.find(bytes, start, end, ByteScan.COLONS);
        int value = colon + 1;
        int last = ByteScan.find(bytes, value, end, ByteScan.LINE_FEEDS);
        last = bytes[last - 1] == '\r' ? last - 1 : last;
        while (value < last && bytes[value] == ' ') {
            value++;
        }
        if (ByteScan.equalsIgnoreCase(bytes, start, colon, "Event")) {
            var name = wanted.wanted(bytes, value, last);
            if (name == null) {
                skipped++;
            } else {
                complete.add(new AmiMessage.Event(name, headers(bytes, start, end)));
            }
        } else if (ByteScan.equalsIgnoreCase(bytes, start, colon, "Response")) {
            complete.add(
                    new AmiMessage.Response(new String(bytes, value, last - value, UTF_8), headers(bytes, start, end)));
        } else {
            throw new AmiProtocolException("neither an event nor a response", bytes, start, last);
        }
    }

    private static AmiHeaders headers(byte[] bytes, int start, int end) {
        return AmiHeaders.over(Arrays.copyOfRange(bytes, start, end));
    }
}
