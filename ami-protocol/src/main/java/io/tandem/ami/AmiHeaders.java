package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one message, in order; names are compared without regard to case, and a name may repeat ({@code Output:} does). It
 * refers to the bytes that were read, with the messages beside it, finds its lines when it is first asked for one, and makes a String
 * only of what is asked for: keep the Strings, not this, for longer than it takes to handle a message. Confined to one thread.
 */
public final class AmiHeaders {

    /** One line. {@code value} is empty where the line ends after its colon. */
    public record Header(String name, String value) {}

    private final Lines lines;
    private final int from;
    private final int to;
    private int @Nullable [] starts;

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
        int line = find(HeaderName.of(name), 0);
        return line < 0 ? Optional.empty() : Optional.of(value(line, name.length()));
    }

    /** The first value under the name; empty where there is no such header. */
    public String text(String name) {
        int line = find(HeaderName.of(name), 0);
        return line < 0 ? "" : value(line, name.length());
    }

    public List<String> every(String name) {
        var wanted = HeaderName.of(name);
        var values = new ArrayList<String>();
        for (int line = find(wanted, 0); line >= 0; line = find(wanted, line + 1)) {
            values.add(value(line, name.length()));
        }
        return List.copyOf(values);
    }

    public List<Header> all() {
        var at = starts();
        var headers = new ArrayList<Header>();
        for (int line = 0; at[line] < to; line++) {
            int colon = ByteScan.find(lines.bytes, at[line], at[line + 1], ByteScan.COLONS);
            if (colon >= 0) {
                int length = colon - at[line];
                headers.add(new Header(new String(lines.bytes, at[line], length, UTF_8), value(line, length)));
            }
        }
        return List.copyOf(headers);
    }

    public int size() {
        return all().size();
    }

    /** The first line from that one on with this name; -1 if there is none. */
    private int find(HeaderName name, int fromLine) {
        var at = starts();
        for (int line = fromLine; at[line] < to; line++) {
            if (name.isOf(lines.bytes, at[line], at[line + 1])) {
                return line;
            }
        }
        return -1;
    }

    private int[] starts() {
        var known = starts;
        if (known == null) {
            known = lines.starts(from, to);
            starts = known;
        }
        return known;
    }

    /** What is behind the name of that length, its colon and spaces. */
    private String value(int line, int nameLength) {
        int start = starts()[line] + nameLength + 1;
        int end = lines.end(start, starts()[line + 1] - 1);
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
