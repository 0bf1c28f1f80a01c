package io.tandem.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tandem.ami.AmiHeaders.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol as plainly as it can be said, one String a line, all bytes at once: what the decoder must agree with. A message is the list
 * of its headers, the banner has one; the last element is {@link #BROKEN} where a peer is to be refused.
 */
final class LineByLine {

    static final List<Header> BROKEN = List.of(new Header("broken", ""));

    private static final String GREETING = "Asterisk Call Manager/";

    private final AmiLimits limits;
    private final List<List<Header>> read = new ArrayList<>();
    private List<Header> message = new ArrayList<>();
    private int start;
    private int at;

    private LineByLine(AmiLimits limits) {
        this.limits = limits;
    }

    static List<List<Header>> read(byte[] bytes, AmiLimits limits) {
        var reading = new LineByLine(limits);
        reading.read(new String(bytes, ISO_8859_1));
        return reading.read;
    }

    private void read(String text) {
        for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', at)) {
            var ended = text.substring(at, feed);
            var line = ended.endsWith("\r") ? ended.substring(0, ended.length() - 1) : ended;
            if (!accepts(line)) {
                read.add(BROKEN);
                return;
            }
            at = feed + 1;
            start = message.isEmpty() ? at : start;
        }
        int left = text.length() - at;
        if (left > limits.lineBytes() + 1 || text.length() - start > limits.messageBytes() + 3) {
            read.add(BROKEN);
        }
    }

    private boolean accepts(String line) {
        if (read.isEmpty()) {
            return greeting(line);
        }
        if (!line.isEmpty()) {
            return header(line);
        }
        if (message.isEmpty()) {
            return true;
        }
        var name = message.getFirst().name();
        if (!name.equalsIgnoreCase("Event") && !name.equalsIgnoreCase("Response")) {
            return false;
        }
        read.add(message);
        message = new ArrayList<>();
        return true;
    }

    private boolean greeting(String line) {
        if (!line.startsWith(GREETING) || line.length() > limits.lineBytes()) {
            return false;
        }
        read.add(List.of(new Header("banner", utf8(line.substring(GREETING.length())))));
        return true;
    }

    private boolean header(String line) {
        int colon = line.indexOf(':');
        if (colon < 1
                || line.length() > limits.lineBytes()
                || message.size() == limits.headers()
                || at + line.length() - start > limits.messageBytes()) {
            return false;
        }
        message.add(new Header(
                utf8(line.substring(0, colon)), utf8(line.substring(colon + 1).replaceFirst("^ +", ""))));
        return true;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
    }
}
