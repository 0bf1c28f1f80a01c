package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of one message, in order; names are compared without regard to case, and a name may repeat ({@code Output:} does). It
 * refers to the bytes that were read, with the messages beside it, and makes a String only of what is asked for: keep the Strings, not
 * this, for longer than it takes to handle a message. Confined to one thread.
 */
public final class AmiHeaders {

    /** One line. {@code value} is empty where the line ends after its colon. */
    public record Header(String name, String value) {}

    private final Lines lines;
    private final int from;
    private final int to;

    /** The lines in {@code [from, to)}, the last of which ends there with its line feed. */
    AmiHeaders(Lines lines, int from, int to) {
        this.lines = lines;
        this.from = from;
        this.to = to;
    }

    /** Reads lines that end with CR LF or LF. Lines without a colon are no headers and are left out. */
    public static AmiHeaders of(String text) {
        var bytes = (text.endsWith("\n") ? text : text + "\n").getBytes(UTF_8);
        return new AmiHeaders(Lines.of(bytes), 0, bytes.length);
    }

    public Optional<String> first(String name) {
        int start = lines.find(name, from, to);
        return start < 0 ? Optional.empty() : Optional.of(value(start + name.length()));
    }

    /** The first value under the name; empty where there is no such header. */
    public String text(String name) {
        int start = lines.find(name, from, to);
        return start < 0 ? "" : value(start + name.length());
    }

    public List<String> every(String name) {
        var values = new ArrayList<String>();
        for (int start = lines.find(name, from, to); start >= 0; start = lines.find(name, lines.feed(start) + 1, to)) {
            values.add(value(start + name.length()));
        }
        return List.copyOf(values);
    }

    public List<Header> all() {
        var bytes = lines.bytes;
        var headers = new ArrayList<Header>();
        for (int start = from; start < to; ) {
            int feed = lines.feed(start);
            int colon = ByteScan.find(bytes, start, feed, ByteScan.COLONS);
            if (colon >= 0) {
                headers.add(new Header(new String(bytes, start, colon - start, UTF_8), value(colon)));
            }
            start = feed + 1;
        }
        return List.copyOf(headers);
    }

    public int size() {
        return all().size();
    }

    private String value(int colon) {
        int end = lines.end(colon + 1, lines.feed(colon));
        int start = colon + 1;
        while (start < end && lines.bytes[start] == ' ') {
            start++;
        }
        return new String(lines.bytes, start, end - start, UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmiHeaders headers
                && (Arrays.equals(lines.bytes, from, to, headers.lines.bytes, headers.from, headers.to)
                        || all().equals(headers.all()));
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** Names only: values may be numbers of people, or secrets. */
    @Override
    public String toString() {
        return all().stream().map(Header::name).toList().toString();
    }
}
