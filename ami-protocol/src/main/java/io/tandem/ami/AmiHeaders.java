package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines of one message, in order; names are compared without regard to case, and a name may repeat ({@code Output:} does). It
 * keeps the bytes and makes a String only of what is asked for; the lines are found at the first question. Confined to one thread.
 */
public final class AmiHeaders {

    /** One line. {@code value} is empty where the line ends after its colon. */
    public record Header(String name, String value) {}

    private static final int FIELDS = 3;

    private final byte[] bytes;
    private int[] lines = {};

    private AmiHeaders(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over; each line must have a colon, as the decoder has made sure. */
    static AmiHeaders over(byte[] message) {
        return new AmiHeaders(message);
    }

    /** Reads lines that end with CR LF or LF. Lines without a colon are no headers and are left out. */
    public static AmiHeaders of(String text) {
        return new AmiHeaders(text.getBytes(UTF_8));
    }

    public Optional<String> first(String name) {
        int line = indexOf(name, 0);
        return line < 0 ? Optional.empty() : Optional.of(value(line));
    }

    /** The first value under the name; empty where there is no such header. */
    public String text(String name) {
        int line = indexOf(name, 0);
        return line < 0 ? "" : value(line);
    }

    public List<String> every(String name) {
        var values = new ArrayList<String>();
        for (int line = indexOf(name, 0); line >= 0; line = indexOf(name, line + FIELDS)) {
            values.add(value(line));
        }
        return List.copyOf(values);
    }

    public List<Header> all() {
        var found = lines();
        var headers = new ArrayList<Header>(found.length / FIELDS);
        for (int line = 0; line < found.length; line += FIELDS) {
            headers.add(new Header(string(found[line], found[line + 1]), value(line)));
        }
        return List.copyOf(headers);
    }

    public int size() {
        return lines().length / FIELDS;
    }

    private int indexOf(String name, int from) {
        var found = lines();
        for (int line = from; line < found.length; line += FIELDS) {
            if (ByteScan.equalsIgnoreCase(bytes, found[line], found[line + 1], name)) {
                return line;
            }
        }
        return -1;
    }

    private String value(int line) {
        int from = lines[line + 1] + 1;
        int to = lines[line + 2];
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        return string(from, to);
    }

    private String string(int from, int to) {
        return new String(bytes, from, to - from, UTF_8);
    }

    /** Start, colon and end of each line. */
    private int[] lines() {
        if (lines.length == 0) {
            lines = index();
        }
        return lines;
    }

    private int[] index() {
        var found = new int[FIELDS * 24];
        int used = 0;
        for (int start = 0; start < bytes.length; ) {
            int feed = ByteScan.find(bytes, start, bytes.length, ByteScan.LINE_FEEDS);
            int end = feed < 0 ? bytes.length : feed;
            int next = end + 1;
            if (feed > start && bytes[feed - 1] == '\r') {
                end--;
            }
            int colon = ByteScan.find(bytes, start, end, ByteScan.COLONS);
            if (colon >= 0) {
                if (used == found.length) {
                    found = Arrays.copyOf(found, used * 2);
                }
                found[used++] = start;
                found[used++] = colon;
                found[used++] = end;
            }
            start = next;
        }
        return Arrays.copyOf(found, used);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AmiHeaders headers && all().equals(headers.all());
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
