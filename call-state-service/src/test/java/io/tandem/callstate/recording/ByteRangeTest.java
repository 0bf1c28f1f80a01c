package io.tandem.callstate.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.callstate.recording.ByteRange.Outside;
import io.tandem.callstate.recording.ByteRange.Part;
import io.tandem.callstate.recording.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @Test
    void a_range_is_cut_to_what_there_is() {
        assertThat(ByteRange.of("bytes=0-9", 100)).isEqualTo(new Part(0, 9));
        assertThat(ByteRange.of("bytes=90-", 100)).isEqualTo(new Part(90, 99));
        assertThat(ByteRange.of("bytes=90-500", 100)).isEqualTo(new Part(90, 99));
        assertThat(ByteRange.of("bytes=-10", 100)).isEqualTo(new Part(90, 99));
        assertThat(ByteRange.of("bytes=-500", 100)).isEqualTo(new Part(0, 99));
        assertThat(new Part(90, 99).length()).isEqualTo(10);
    }

    @Test
    void what_begins_behind_the_end_is_outside() {
        assertThat(ByteRange.of("bytes=100-", 100)).isEqualTo(new Outside());
        assertThat(ByteRange.of("bytes=100-200", 100)).isEqualTo(new Outside());
        assertThat(ByteRange.of("bytes=-0", 100)).isEqualTo(new Outside());
        assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new Outside());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=9-5",
                "bytes=a-b",
                "bytes=0-1,4-5",
                "items=0-5",
                "bytes=-9999999999999999999999"
            })
    void what_is_no_single_range_is_as_if_it_were_not_there(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new Whole());
    }
}
