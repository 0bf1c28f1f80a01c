package io.tandem.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks of Asterisk. One that Asterisk could misread cannot be made: CR, LF and NUL in a name or value, a line over
 * 1,024 bytes and more than 128 lines are refused with an {@link IllegalArgumentException}, whose message never shows the value.
 */
public final class AmiAction {

    /** The longest line that Asterisk reads from a session, line end included. */
    static final int MAX_LINE_BYTES = 1_024;

    /** The most lines that Asterisk keeps of one action ({@code AST_MAX_MANHEADERS}). */
    static final int MAX_HEADERS = 128;

    private final String name;
    private final List<String> lines;

    private AmiAction(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
        // One line more for the ActionID that is added when it is sent.
        if (lines.size() + 1 > MAX_HEADERS) {
            throw new IllegalArgumentException("action " + name + " has more than " + MAX_HEADERS + " headers");
        }
    }

    public static AmiAction of(String name) {
        return new AmiAction(name, List.of(line("Action", name)));
    }

    /** The same action with one more line; a header may repeat. */
    public AmiAction with(String header, String value) {
        var more = new ArrayList<>(lines);
        more.add(line(header, value));
        return new AmiAction(name, List.copyOf(more));
    }

    public String name() {
        return name;
    }

    public byte[] encode(String actionId) {
        var bytes = new ByteArrayOutputStream(256);
        for (var line : lines) {
            bytes.writeBytes(line.getBytes(UTF_8));
        }
        bytes.writeBytes(line("ActionID", actionId).getBytes(UTF_8));
        bytes.writeBytes(new byte[] {'\r', '\n'});
        return bytes.toByteArray();
    }

    private static String line(String header, String value) {
        if (header.isEmpty() || header.indexOf(':') >= 0 || breaksLine(header)) {
            throw new IllegalArgumentException("a header's name is empty or has a colon or a control character");
        }
        if (breaksLine(value)) {
            throw new IllegalArgumentException(header + " has a line end or NUL in its value");
        }
        var line = header + ": " + value + "\r\n";
        if (line.getBytes(UTF_8).length > MAX_LINE_BYTES) {
            throw new IllegalArgumentException(header + " makes a line longer than " + MAX_LINE_BYTES + " bytes");
        }
        return line;
    }

    private static boolean breaksLine(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0;
    }

    /** Without values: one of them may be a secret. */
    @Override
    public String toString() {
        return "AmiAction[" + name + "]";
    }
}
