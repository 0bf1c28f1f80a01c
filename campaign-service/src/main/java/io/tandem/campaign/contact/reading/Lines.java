package io.tandem.campaign.contact.reading;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, each decoded by itself, so that one that is not of the charset costs no other. Ends of lines are LF, CRLF or CR;
 * a byte order mark of UTF-8 is dropped.
 */
final class Lines {

    /** {@code text} null: the line is not of the charset, or is too long; {@code problem} says which. */
    record Line(int number, @Nullable String text, @Nullable String problem) {}

    private static final int MAX_BYTES = 65_536;

    private final InputStream bytes;
    private final Charset charset;
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private int number;
    private int peeked = -1;

    Lines(InputStream bytes, Charset charset) {
        this.bytes = new BufferedInputStream(bytes, 1 << 16);
        this.charset = charset;
    }

    Optional<Line> next() throws IOException {
        return givenBack.isEmpty() ? read() : Optional.of(givenBack.pop());
    }

    void giveBack(Line line) {
        givenBack.push(line);
    }

    private Optional<Line> read() throws IOException {
        var line = new ByteArrayOutputStream(128);
        boolean tooLong = false;
        int b = take();
        if (b == -1) {
            return Optional.empty();
        }
        for (; b != -1 && b != '\n' && b != '\r'; b = take()) {
            if (line.size() < MAX_BYTES) {
                line.write(b);
            } else {
                tooLong = true;
            }
        }
        if (b == '\r') {
            int after = take();
            if (after != '\n') {
                peeked = after;
            }
        }
        number++;
        return Optional.of(
                tooLong
                        ? new Line(number, null, "is longer than " + MAX_BYTES + " bytes")
                        : decode(withoutMark(line.toByteArray())));
    }

    private int take() throws IOException {
        if (peeked != -1) {
            int b = peeked;
            peeked = -1;
            return b;
        }
        return bytes.read();
    }

    private byte[] withoutMark(byte[] line) {
        boolean marked = number == 1
                && line.length >= 3
                && line[0] == (byte) 0xEF
                && line[1] == (byte) 0xBB
                && line[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(line, 3, line.length) : line;
    }

    private Line decode(byte[] line) {
        try {
            var text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line));
            return new Line(number, text.toString(), null);
        } catch (CharacterCodingException _) {
            return new Line(number, null, "is not " + charset.name());
        }
    }
}
