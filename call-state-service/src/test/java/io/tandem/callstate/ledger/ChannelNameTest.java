package io.tandem.callstate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelNameTest {

    @ParameterizedTest
    @CsvSource({
        "01K0000000000000000000CALL.agent, 01K0000000000000000000CALL",
        "01K0000000000000000000CALL.agent.7, 01K0000000000000000000CALL",
        "1700000000.12, pbx-1:1700000000.12",
        "london-1700000000.12, pbx-1:london-1700000000.12",
        "pbx-1:1700000000.12.agent.7, pbx-1:1700000000.12",
        "pbx.eu-1:london-1700000000.12.agent.7, pbx.eu-1:london-1700000000.12",
        "else, else"
    })
    void a_channels_id_tells_its_call(String channelId, String callId) {
        assertThat(ChannelName.callOf("pbx-1", channelId)).isEqualTo(callId);
    }

    @ParameterizedTest
    @CsvSource({
        "01K0000000000000000000CALL, 01K0000000000000000000CALL",
        "pbx-1:1700000000.12, pbx-1:1700000000 1700000000"
    })
    void a_calls_channels_are_found_by_what_is_before_the_first_dot(String callId, String heads) {
        assertThat(ChannelName.headsOf(callId)).containsExactly(heads.split(" "));
    }
}
