package io.tandem.amigateway.fact.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One JSON object as bytes, field after field, the same as Jackson writes it; the buffer is used again for the next. Confined to one thread. */
final class JsonBytes {

    private static final boolean[] PLAIN = plain();
    private static final byte[] TRUE = "true".getBytes(US_ASCII);
    private static final byte[] FALSE = "false".getBytes(US_ASCII);

    private byte[] bytes = new byte[1_024];
    private int length;

    /** A name as {@link #text}, {@link #number} and {@link #flag} take it. */
    static byte[] name(String name) {
        return (",\"" + name + "\":").getBytes(UTF_8);
    }

    /** {@code first}: what the object begins with, its brace included. */
    JsonBytes begin(byte[] first) {
        length = 0;
        raw(first);
        return this;
    }

    byte[] end() {
        room(1);
        bytes[length++] = '}';
        return Arrays.copyOf(bytes, length);
    }

    /** Left out where it is null. */
    JsonBytes text(byte[] name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        raw(name);
        room(value.length() + 2);
        bytes[length++] = '"';
        value(value);
        room(1);
        bytes[length++] = '"';
        return this;
    }

    JsonBytes number(byte[] name, int value) {
        raw(name);
        raw(Integer.toString(value).getBytes(US_ASCII));
        return this;
    }

    JsonBytes flag(byte[] name, boolean value) {
        raw(name);
        raw(value ? TRUE : FALSE);
        return this;
    }

    private void value(String value) {
        int start = length;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c >= PLAIN.length || !PLAIN[c]) {
                length = start;
                raw(JsonStringEncoder.getInstance().quoteAsUTF8(value));
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    private void raw(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    /** ASCII that stands for itself in a JSON text. */
    private static boolean[] plain() {
        var plain = new boolean[128];
        Arrays.fill(plain, ' ', plain.length, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }
}
