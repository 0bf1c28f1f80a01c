package io.tandem.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.AmiHeaders.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/**
 * Any bytes in any slices give what {@link LineByLine} makes of them, and no more memory than the limits allow. Seeded: a failure names
 * its seed.
 */
class AmiDecoderFuzzTest {

    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";
    private static final AmiLimits SMALL = new AmiLimits(64, 4, 160);
    private static final AmiLimits MIDDLE = new AmiLimits(100, 20, 600);
    private static final AmiLimits LARGE = new AmiLimits(390, 20, 5_000);
    private static final List<byte[]> TRANSCRIPTS =
            Transcripts.all().stream().map(Transcripts::bytes).toList();

    private static final List<String> PIECES = List.of(
            "Event",
            "Response",
            ":",
            ": ",
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "x",
            "Hangup",
            "\0",
            "ActionID: 1\r\n",
            "é",
            "Event: X\r\n\r\n",
            "Response: Success\r\nA:\r\n\r\n",
            "- a value that is longer than eight bytes -");

    @Test
    void random_bytes() {
        fuzz(3_000, AmiLimits.DEFAULT, random -> {
            var bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            return random.nextBoolean() ? bytes : greeted(bytes);
        });
    }

    @Test
    void random_bytes_of_few_kinds() {
        fuzz(10_000, MIDDLE, random -> {
            var bytes = new byte[random.nextInt(700)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) "ab:\r\nÿ".charAt(random.nextInt(6));
            }
            return greeted(bytes);
        });
    }

    @Test
    void pieces_of_messages_in_any_order() {
        fuzz(20_000, SMALL, random -> {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            return greeted(text.toString().getBytes(ISO_8859_1));
        });
    }

    @Test
    void messages_of_every_length_and_line_ending() {
        fuzz(5_000, MIDDLE, random -> {
            var text = new StringBuilder();
            for (int messages = random.nextInt(12); messages > 0; messages--) {
                var end = random.nextBoolean() ? "\r\n" : "\n";
                text.append("Event: E").append(random.nextInt(9)).append(end);
                for (int headers = random.nextInt(20); headers > 0; headers--) {
                    text.append("h".repeat(1 + random.nextInt(30))).append(':');
                    text.append("v".repeat(random.nextInt(70))).append(end);
                }
                text.append(end);
            }
            return greeted(text.toString().getBytes(ISO_8859_1));
        });
    }

    @Test
    void transcripts_with_bytes_flipped() {
        fuzz(1_500, AmiLimits.DEFAULT, random -> {
            var bytes = any(random).clone();
            for (int i = random.nextInt(20); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        });
    }

    @Test
    void transcripts_with_bytes_dropped() {
        fuzz(1_500, AmiLimits.DEFAULT, random -> {
            var bytes = any(random);
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 400));
            return joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
        });
    }

    @Test
    void transcripts_with_bytes_told_twice() {
        fuzz(1_500, AmiLimits.DEFAULT, random -> {
            var bytes = any(random);
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 4_000));
            return joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, from, bytes.length));
        });
    }

    @Test
    void transcripts_spliced_into_each_other() {
        fuzz(1_500, AmiLimits.DEFAULT, random -> {
            var one = any(random);
            var other = any(random);
            int at = random.nextInt(one.length);
            int from = random.nextInt(other.length);
            return joined(Arrays.copyOf(one, at), Arrays.copyOfRange(other, from, other.length));
        });
    }

    @Test
    void transcripts_cut_off() {
        fuzz(1_500, AmiLimits.DEFAULT, random -> {
            var bytes = any(random);
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        });
    }

    @Test
    void messages_too_large_to_be_taken_unseen() {
        fuzz(500, LARGE, random -> {
            var text = new StringBuilder();
            for (int messages = random.nextInt(6); messages > 0; messages--) {
                text.append("Event: E\r\n");
                for (int headers = random.nextInt(22); headers > 0; headers--) {
                    text.append("h: ").append("v".repeat(random.nextInt(400))).append("\r\n");
                }
                text.append("\r\n");
            }
            return greeted(text.toString().getBytes(ISO_8859_1));
        });
    }

    private static void fuzz(int seeds, AmiLimits limits, Function<Random, byte[]> maker) {
        for (int seed = 0; seed < seeds; seed++) {
            var random = new Random(seed);
            var bytes = maker.apply(random);
            var expected = LineByLine.read(bytes, limits);

            assertThat(outcome(bytes, () -> bytes.length, limits))
                    .as("seed %d, whole", seed)
                    .isEqualTo(expected);
            int most = 1 + random.nextInt(random.nextBoolean() ? 9 : 5_000);
            assertThat(outcome(bytes, () -> 1 + random.nextInt(most), limits))
                    .as("seed %d, in slices of up to %d", seed, most)
                    .isEqualTo(expected);
        }
    }

    /** Each message as its headers; {@link LineByLine#BROKEN} for the error that ended them. */
    private static List<List<Header>> outcome(byte[] bytes, IntSupplier slice, AmiLimits limits) {
        var decoder = new AmiDecoder(limits, EventNames.all());
        var messages = new ArrayList<AmiMessage>();
        boolean broken = false;
        for (int from = 0; from < bytes.length && !broken; ) {
            int to = Math.min(bytes.length, from + slice.getAsInt());
            broken = !feed(decoder, bytes, from, to, messages);
            assertThat(decoder.heldBytes()).isLessThanOrEqualTo(mostHeld(limits));
            from = to;
        }
        var outcome = new ArrayList<>(
                messages.stream().map(AmiDecoderFuzzTest::headers).toList());
        if (broken) {
            outcome.add(LineByLine.BROKEN);
        }
        return outcome;
    }

    private static boolean feed(AmiDecoder decoder, byte[] bytes, int from, int to, List<AmiMessage> messages) {
        try {
            // A piece of its own, as a socket's are.
            var piece = Arrays.copyOfRange(bytes, from, to);
            decoder.feed(piece, 0, piece.length, messages);
            return true;
        } catch (AmiProtocolException _) {
            return false;
        }
    }

    private static int mostHeld(AmiLimits limits) {
        return limits.messageBytes() + limits.lineBytes() + 6;
    }

    private static List<Header> headers(AmiMessage message) {
        return switch (message) {
            case AmiMessage.Banner(var version) -> List.of(new Header("banner", version));
            case AmiMessage.Event(var name, var headers) -> begunWith("Event", name, headers);
            case AmiMessage.Response(var status, var headers) -> begunWith("Response", status, headers);
        };
    }

    private static List<Header> begunWith(String kind, String value, AmiHeaders headers) {
        assertThat(headers.text(kind)).isEqualTo(value);
        var all = headers.all();
        assertThat(all).allMatch(header -> isFirstOrBehindIt(header, all, headers));
        return all;
    }

    /** Asked for by its name, in capitals, the first of that name is found. A name that is not ASCII may not be the bytes that came. */
    private static boolean isFirstOrBehindIt(Header header, List<Header> all, AmiHeaders headers) {
        var name = header.name();
        return name.chars().anyMatch(c -> c > 127)
                || all.stream()
                        .filter(h -> h.name().equalsIgnoreCase(name))
                        .findFirst()
                        .map(Header::value)
                        .equals(headers.first(name.toUpperCase(Locale.ROOT)));
    }

    private static byte[] greeted(byte[] bytes) {
        return joined(BANNER.getBytes(ISO_8859_1), bytes);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] any(Random random) {
        return TRANSCRIPTS.get(random.nextInt(TRANSCRIPTS.size()));
    }
}
