package io.tandem.bench.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a real Asterisk wrote in all recorded stories, again and again up to a number of events, each time with other call and bridge ids
 * of the same length.
 *
 * @param bytes whole events and nothing else
 */
@SuppressWarnings("ArrayRecordComponent") // hundreds of megabytes are not copied
record EventStream(byte[] bytes, int events) {

    /** Of a ULID the random part, of a UUID the last group: both take the digits of a number in base 16. */
    private static final Pattern IDS =
            Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int CHANGED = 7;

    /** {@code wanted}: which of the recorded events, each with its empty line. */
    static EventStream of(int events, Predicate<String> wanted) {
        var recorded = recorded(wanted);
        var story = String.join("", recorded).getBytes(ISO_8859_1);
        var ids = idEnds(story);
        int rounds = events / recorded.size();
        var rest =
                String.join("", recorded.subList(0, events % recorded.size())).getBytes(ISO_8859_1);
        var bytes = new byte[Math.addExact(Math.multiplyExact(rounds, story.length), rest.length)];
        for (int round = 0; round < rounds; round++) {
            System.arraycopy(story, 0, bytes, round * story.length, story.length);
            rename(bytes, round * story.length, ids, round);
        }
        int last = bytes.length - rest.length;
        System.arraycopy(rest, 0, bytes, last, rest.length);
        rename(
                bytes,
                last,
                Arrays.stream(ids).takeWhile(end -> end <= rest.length).toArray(),
                rounds);
        return new EventStream(bytes, events);
    }

    /** As {@link #of}, but each event with an id of its own, which tells its number: {@link #number}. */
    static EventStream numbered(int events, Predicate<String> wanted) {
        var recorded = recorded(wanted).stream()
                .map(event -> event.getBytes(ISO_8859_1))
                .toList();
        var bytes = new ByteArrayOutputStream();
        for (int number = 0; number < events; number++) {
            var event = recorded.get(number % recorded.size()).clone();
            rename(event, 0, idEnds(event), number);
            bytes.writeBytes(event);
        }
        return new EventStream(bytes.toByteArray(), events);
    }

    /** The number of the event of which this is a record; empty for one without an id. */
    static OptionalInt number(byte[] record) {
        var ids = IDS.matcher(new String(record, ISO_8859_1));
        return ids.find()
                ? OptionalInt.of(
                        Integer.parseInt(ids.group().substring(ids.group().length() - CHANGED), 16))
                : OptionalInt.empty();
    }

    /** The story at {@code from} gets the ids of that round. */
    private static void rename(byte[] bytes, int from, int[] idEnds, int round) {
        var digits = "%07X".formatted(round).getBytes(ISO_8859_1);
        for (int end : idEnds) {
            System.arraycopy(digits, 0, bytes, from + end - CHANGED, CHANGED);
        }
    }

    private static int[] idEnds(byte[] story) {
        return IDS.matcher(new String(story, ISO_8859_1))
                .results()
                .mapToInt(MatchResult::end)
                .toArray();
    }

    private static List<String> recorded(Predicate<String> wanted) {
        var events = new ArrayList<String>();
        for (var file : transcripts()) {
            for (var message : read(file).split("(?<=\r\n\r\n)")) {
                if (message.startsWith("Event: ")
                        && !message.startsWith("Event: FullyBooted")
                        && wanted.test(message)) {
                    events.add(message);
                }
            }
        }
        return List.copyOf(events);
    }

    private static List<Path> transcripts() {
        var directory = Path.of(System.getProperty("tandem.root", "."), "asterisk", "transcripts");
        try (var files = Files.list(directory)) {
            return files.filter(
                            f -> f.toString().endsWith(".ami") && !f.toString().endsWith(".actions.ami"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("there are no transcripts in " + directory, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double megabytes() {
        return bytes.length / 1e6;
    }

    /** The first events, for warming up. */
    EventStream first(int count) {
        int end = 0;
        for (int i = 0; i < count; i++) {
            end = end(bytes, end);
        }
        return new EventStream(Arrays.copyOf(bytes, end), count);
    }

    /** Whole events of together about so many bytes, in their order. */
    List<Piece> pieces(int size) {
        var pieces = new ArrayList<Piece>();
        for (int from = 0; from < bytes.length; ) {
            int to = from;
            int count = 0;
            while (to < bytes.length && to - from < size) {
                to = end(bytes, to);
                count++;
            }
            pieces.add(new Piece(from, to, count));
            from = to;
        }
        return List.copyOf(pieces);
    }

    /** {@code [from, to)} are {@code count} events. */
    record Piece(int from, int to, int count) {}

    /** How many bytes an event's last line feed and its empty line are. */
    static final int END = 3;

    /** Where the event that starts at {@code from}, or goes on there, ends, its empty line included. */
    static int end(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '\n' || bytes[at + 1] != '\r') {
            at++;
        }
        return at + END;
    }
}
