package io.tandem.ami;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AmiDecoderTest {

    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";
    private static final AmiLimits SMALL = new AmiLimits(64, 4, 160);

    private final AmiDecoder decoder = new AmiDecoder(AmiLimits.DEFAULT, EventNames.all());

    static List<Path> transcripts() {
        return Transcripts.all();
    }

    @Nested
    class what_a_real_asterisk_wrote {

        @ParameterizedTest
        @MethodSource("io.tandem.ami.AmiDecoderTest#transcripts")
        void reads_the_same_byte_by_byte(Path file) {
            var bytes = Transcripts.bytes(file);

            var sliced = new ArrayList<AmiMessage>();
            for (int i = 0; i < bytes.length; i++) {
                decoder.feed(bytes, i, i + 1, sliced);
            }

            assertThat(sliced).isEqualTo(whole(bytes)).isNotEmpty();
        }

        @ParameterizedTest
        @MethodSource("io.tandem.ami.AmiDecoderTest#transcripts")
        void has_as_many_messages_as_empty_lines(Path file) {
            var bytes = Transcripts.bytes(file);

            var messages = whole(bytes);

            int emptyLines = new String(bytes, UTF_8).split("\r\n\r\n", -1).length - 1;
            assertThat(messages).hasSize(1 + emptyLines);
            assertThat(messages.getFirst()).isEqualTo(new AmiMessage.Banner("11.0.0"));
        }

        @ParameterizedTest
        @MethodSource("io.tandem.ami.AmiDecoderTest#transcripts")
        void reads_the_same_for_every_two_way_split(Path file) {
            var bytes = Transcripts.bytes(file);
            var expected = whole(bytes);
            for (int split = 0; split <= bytes.length; split++) {
                var fresh = new AmiDecoder(AmiLimits.DEFAULT, EventNames.all());
                var messages = new ArrayList<AmiMessage>();
                fresh.feed(bytes, 0, split, messages);
                fresh.feed(bytes, split, bytes.length, messages);
                assertThat(messages.equals(expected)).as("split at %d", split).isTrue();
            }
        }

        @Test
        void gives_what_was_complete_and_no_more_when_it_is_cut_off_anywhere() {
            var bytes = Transcripts.bytes("agent-busy");
            var all = whole(bytes);
            for (int length = 0; length < bytes.length; length++) {
                var messages = whole(Arrays.copyOf(bytes, length));
                assertThat(messages).as("cut at %d", length).isEqualTo(all.subList(0, messages.size()));
            }
        }

        @Test
        void tells_an_originate_response_from_the_answer_to_an_action() {
            var messages = whole(Transcripts.bytes("hybrid-answered.actions"));

            assertThat(messages)
                    .filteredOn(AmiMessage.Event.class::isInstance)
                    .singleElement()
                    .satisfies(m -> {
                        var event = (AmiMessage.Event) m;
                        assertThat(event.name()).isEqualTo("OriginateResponse");
                        assertThat(event.headers().first("response")).contains("Success");
                    });
        }

        @Test
        void keeps_only_the_events_that_are_wanted_and_all_responses() {
            var bytes = Transcripts.bytes("hybrid-answered");
            var picky = new AmiDecoder(AmiLimits.DEFAULT, EventNames.of("Hangup", "FullyBooted"));

            var messages = picky.feed(bytes);

            var all = whole(bytes);
            assertThat(messages)
                    .isEqualTo(all.stream()
                            .filter(m -> !(m instanceof AmiMessage.Event e)
                                    || List.of("Hangup", "FullyBooted").contains(e.name()))
                            .toList());
            assertThat(picky.skipped()).isEqualTo(all.size() - messages.size());
        }
    }

    @Nested
    class a_message {

        @Test
        void starts_after_a_banner_that_no_empty_line_follows() {
            assertThat(read("Response: Success\r\nActionID: a\r\n\r\n"))
                    .containsExactly(
                            new AmiMessage.Banner("11.0.0"),
                            new AmiMessage.Response("Success", AmiHeaders.of("Response: Success\r\nActionID: a\r\n")));
        }

        @Test
        void may_repeat_a_header_and_leave_a_value_empty() {
            var headers = event("Event: X\r\nOutput: one\r\nAccountCode: \r\noutput:two\r\nEmpty:\r\n\r\n");

            assertThat(headers.every("Output")).containsExactly("one", "two");
            assertThat(headers.first("AccountCode")).contains("");
            assertThat(headers.first("Empty")).contains("");
            assertThat(headers.first("Missing")).isEmpty();
            assertThat(headers.text("Missing")).isEmpty();
            assertThat(headers.size()).isEqualTo(5);
        }

        @Test
        void tells_names_apart_that_begin_alike() {
            var headers = event("Event: X\r\nChannelStateDesc: Up\r\nChannelState: 6\r\nChannel: c\r\na:1\r\n\r\n");

            assertThat(headers.text("ChannelState")).isEqualTo("6");
            assertThat(headers.text("channelstatedesc")).isEqualTo("Up");
            assertThat(headers.text("Channel")).isEqualTo("c");
            assertThat(headers.text("A")).isEqualTo("1");
            assertThat(headers.first("ChannelStat")).isEmpty();
            assertThat(headers.first("ChannelStatus")).isEmpty();
        }

        @Test
        void does_not_take_a_sign_for_the_letter_that_differs_in_one_bit() {
            var headers = event("Event: X\r\n{: 1\r\nA@: 2\r\n\r\n");

            assertThat(headers.text("{")).isEqualTo("1");
            assertThat(headers.first("[")).isEmpty();
            assertThat(headers.first("A`")).isEmpty();
        }

        @Test
        void keeps_colons_and_other_alphabets_in_a_value() {
            var headers = event("Event: X\r\nChannel: Local/1@a:b;2\r\nCallerIDName: Zoë 東京\r\n\r\n");

            assertThat(headers.all())
                    .containsExactly(
                            new AmiHeaders.Header("Event", "X"),
                            new AmiHeaders.Header("Channel", "Local/1@a:b;2"),
                            new AmiHeaders.Header("CallerIDName", "Zoë 東京"));
        }

        @Test
        void may_end_its_lines_with_a_bare_line_feed() {
            assertThat(event("Event: X\nA: 1\n\n").text("a")).isEqualTo("1");
        }

        @Test
        void is_not_told_before_its_empty_line() {
            assertThat(read("Event: X\r\nA: 1\r\n")).hasSize(1);
            assertThat(decoder.feed(ascii("\r"))).isEmpty();
            assertThat(decoder.feed(ascii("\n"))).hasSize(1);
        }

        @Test
        void does_not_show_values_in_its_text() {
            assertThat(event("Event: X\r\nCallerIDNum: +442079460123\r\n\r\n").toString())
                    .doesNotContain("0123");
        }

        @Test
        void may_follow_empty_lines_that_say_nothing() {
            assertThat(read("\r\n\r\nEvent: X\r\n\r\n\r\n")).hasSize(2);
        }
    }

    @Nested
    class a_peer_that_does_not_speak_ami {

        @Test
        void is_refused_at_its_first_line() {
            assertThatThrownBy(() -> decoder.feed(ascii("HTTP/1.1 400 Bad Request\r\n")))
                    .isInstanceOf(AmiProtocolException.class)
                    .hasMessageContaining("banner")
                    .hasMessageContaining("HTTP/1.1 400");
        }

        @Test
        void is_refused_with_its_bytes_escaped() {
            decoder.feed(ascii(BANNER));

            assertThatThrownBy(() -> decoder.feed(ascii("ga\0rb\u001b[31mage\r\n")))
                    .isInstanceOf(AmiProtocolException.class)
                    .hasMessage("not a header: \"ga\\x00rb\\x1b[31mage\"");
        }

        @Test
        void is_refused_for_a_message_that_is_neither_event_nor_response() {
            assertThatThrownBy(() -> read("Action: Login\r\n\r\n")).hasMessageContaining("neither");
        }

        @Test
        void is_refused_for_a_header_without_a_name() {
            assertThatThrownBy(() -> read("Event: X\r\n: value\r\n\r\n")).hasMessageContaining("not a header");
        }

        @Test
        void stays_refused() {
            assertThatThrownBy(() -> decoder.feed(ascii("x\r\n"))).isInstanceOf(AmiProtocolException.class);

            assertThatThrownBy(() -> decoder.feed(ascii(BANNER))).isInstanceOf(AmiProtocolException.class);
        }

        @Test
        void still_gives_what_was_complete_before() {
            var complete = new ArrayList<AmiMessage>();
            var bytes = ascii(BANNER + "Event: X\r\n\r\ngarbage\r\n");

            assertThatThrownBy(() -> decoder.feed(bytes, 0, bytes.length, complete))
                    .isInstanceOf(AmiProtocolException.class);

            assertThat(complete).hasSize(2);
        }
    }

    @Nested
    class a_peer_that_says_too_much {

        @Test
        void is_refused_for_a_line_that_is_too_long_even_before_it_ends() {
            assertThatThrownBy(() -> small("Event: " + "x".repeat(58) + "\r\n\r\n"))
                    .hasMessageContaining("line longer than 64");
            assertThatThrownBy(() -> small("Event: " + "x".repeat(100))).hasMessageContaining("line longer than 64");
            assertThat(small("Event: " + "x".repeat(57) + "\r\n\r\n")).hasSize(2);
        }

        @Test
        void is_refused_for_too_many_headers() {
            assertThat(small("Event: X\r\n" + "A: 1\r\n".repeat(3) + "\r\n")).hasSize(2);
            assertThatThrownBy(() -> small("Event: X\r\n" + "A: 1\r\n".repeat(4) + "\r\n"))
                    .hasMessageContaining("more than 4 headers");
        }

        @Test
        void is_refused_for_a_message_that_is_too_large() {
            assertThatThrownBy(() -> small("Event: X\r\n" + ("A: " + "x".repeat(60) + "\r\n").repeat(3)))
                    .hasMessageContaining("larger than 160");
        }

        @Test
        void is_judged_the_same_however_its_bytes_are_sliced() {
            var texts = List.of(
                    "Event: " + "x".repeat(57) + "\r\n\r\n",
                    "Event: " + "x".repeat(58) + "\r\n\r\n",
                    "Event: X\r\n" + ("A: " + "x".repeat(61) + "\r\n").repeat(2) + "B: 56\r\n\r\n",
                    "Event: X\r\n" + ("A: " + "x".repeat(61) + "\r\n").repeat(2) + "B: " + "x".repeat(15) + "\r\n\r\n",
                    "Event: X\r\n" + ("A: " + "x".repeat(61) + "\r\n").repeat(2) + "B: " + "x".repeat(16) + "\r\n\r\n");
            for (var text : texts) {
                assertThat(outcome(ascii(BANNER + text), Integer.MAX_VALUE, SMALL))
                        .as(text)
                        .isEqualTo(outcome(ascii(BANNER + text), 1, SMALL));
            }
        }
    }

    /** The messages, and the error that ended them. An error's text depends on how much of the offending line had arrived. */
    private static List<Object> outcome(byte[] bytes, int slice, AmiLimits limits) {
        var decoder = new AmiDecoder(limits, EventNames.all());
        var messages = new ArrayList<AmiMessage>();
        var outcome = new ArrayList<Object>();
        try {
            for (int from = 0; from < bytes.length; ) {
                int to = (int) Math.min(bytes.length, (long) from + slice);
                decoder.feed(bytes, from, to, messages);
                from = to;
            }
            outcome.addAll(messages);
        } catch (AmiProtocolException e) {
            outcome.addAll(messages);
            outcome.add(AmiProtocolException.class);
        }
        return outcome;
    }

    private static List<AmiMessage> whole(byte[] bytes) {
        return new AmiDecoder(AmiLimits.DEFAULT, EventNames.all()).feed(bytes);
    }

    private List<AmiMessage> read(String text) {
        return decoder.feed(utf8(BANNER + text));
    }

    private static List<AmiMessage> small(String text) {
        return new AmiDecoder(SMALL, EventNames.all()).feed(ascii(BANNER + text));
    }

    private AmiHeaders event(String text) {
        return ((AmiMessage.Event) read(text).getLast()).headers();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
