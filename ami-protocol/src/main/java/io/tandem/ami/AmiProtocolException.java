package io.tandem.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The peer does not speak AMI as we know it; the connection is beyond repair. The message shows the bytes, escaped. */
public final class AmiProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 120;

    AmiProtocolException(String what, byte[] bytes, int from, int to) {
        super(what + ": " + escaped(bytes, from, to));
    }

    private static String escaped(byte[] bytes, int from, int to) {
        var shown = new StringBuilder("\"");
        for (char c : new String(bytes, from, Math.min(to - from, SHOWN), ISO_8859_1).toCharArray()) {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.append(to - from > SHOWN ? "\"..." : "\"").toString();
    }
}
