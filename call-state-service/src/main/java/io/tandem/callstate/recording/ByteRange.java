package io.tandem.callstate.recording;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a file somebody wants (RFC 9110, section 14). What is no single range of bytes is as if it were not there, as the
 * RFC allows.
 */
public sealed interface ByteRange {

    record Whole() implements ByteRange {}

    /** Both ends belong to it. */
    record Part(long first, long last) implements ByteRange {
        public long length() {
            return last - first + 1;
        }
    }

    /** None of it is in the file: 416. */
    record Outside() implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** {@code header}: that of Range; {@code size} of the file. */
    static ByteRange of(@Nullable String header, long size) {
        var match = ONE.matcher(header == null ? "" : header.trim());
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return new Whole();
        }
        if (match.group(1).isEmpty()) {
            long count = Math.min(size, Long.parseLong(match.group(2)));
            return count == 0 ? new Outside() : new Part(size - count, size - 1);
        }
        long first = Long.parseLong(match.group(1));
        long last = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
        if (last < first && !match.group(2).isEmpty()) {
            return new Whole();
        }
        return first >= size ? new Outside() : new Part(first, Math.min(last, size - 1));
    }
}
