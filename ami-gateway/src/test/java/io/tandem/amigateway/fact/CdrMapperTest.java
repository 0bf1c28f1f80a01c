package io.tandem.amigateway.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.Recorded;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdrMapperTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01JD8ZQ3V5W6X7Y8Z9ABCD0001";

    private final CdrMapper mapper = new CdrMapper("pbx-1", new CallChannels("pbx-1", 10));

    @Test
    void each_line_of_a_real_call_is_told_in_the_worlds_time() {
        var details = Recorded.events("quality").stream()
                .filter(e -> e.name().equals(CdrMapper.EVENT))
                .flatMap(e -> mapper.fact(e, NOON).stream())
                .toList();

        assertThat(details)
                .extracting(PbxFact.CallDetail::channelId)
                .containsExactlyInAnyOrder(CALL + ".agent", CALL + ".customer");
        assertThat(details).allSatisfy(d -> {
            assertThat(d.callId()).isEqualTo(CALL);
            assertThat(d.disposition()).isEqualTo("ANSWERED");
            assertThat(d.lastApplication()).isEqualTo("ConfBridge");
            assertThat(d.startedAt()).isBetween("2026-11-21T12:50:00Z", "2026-11-21T13:10:00Z");
            assertThat(d.answeredAt()).isBetween(d.startedAt(), d.endedAt());
        });
    }

    @Test
    void who_never_answered_has_no_answer_time() {
        assertThat(mapper.fact(event(CALL + ".agent", "1795265700.777363", "0.000000", "1795265701.000001"), NOON))
                .contains(new PbxFact.CallDetail(
                        CALL,
                        "pbx-1",
                        FactSource.AMI,
                        NOON,
                        CALL + ".agent",
                        "linked",
                        Instant.ofEpochSecond(1795265700, 777_363_000),
                        null,
                        Instant.ofEpochSecond(1795265701, 1_000),
                        "NO ANSWER",
                        "Dial"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.000000", "2026-11-21 12:55:00", "1795265700", "-1.000000", "99999999999.000000"})
    void a_time_that_cannot_be_understood_is_no_detail(String started) {
        assertThat(mapper.fact(event(CALL + ".agent", started, "0.000000", "1795265701.000001"), NOON))
                .isEmpty();
    }

    @Test
    void of_a_channel_that_is_not_ours_nothing_is_told() {
        assertThat(mapper.fact(event("1795232644.12", "1795265700.777363", "0.000000", "1795265701.000001"), NOON))
                .isEmpty();
    }

    private static AmiMessage.Event event(String channelId, String started, String answered, String ended) {
        return new AmiMessage.Event(
                "Cdr",
                AmiHeaders.of("Event: Cdr\r\nUniqueID: " + channelId + "\r\nLinkedID: linked\r\nStarted: " + started
                        + "\r\nAnswered: " + answered + "\r\nEnded: " + ended
                        + "\r\nDisposition: NO ANSWER\r\nLastApplication: Dial\r\n"));
    }
}
