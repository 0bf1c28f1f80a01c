package io.tandem.aricontroller.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCheckTest {

    private static final String CALL = "01M7Y2ZZZSN4V1R3DK42E76N0R";
    private static final Instant SOON = Instant.parse("2026-11-21T12:00:10Z");

    private final CommandCheck check = new CommandCheck("pbx-1");

    @ParameterizedTest
    @ValueSource(strings = {"PJSIP/+442079460003@carrier", "PJSIP/1001", "PJSIP/a.b_c-d@trunk.eu-1"})
    void an_endpoint_of_a_name_and_a_trunk_passes(String endpoint) {
        assertThat(check.refusal(dial(CALL, "pbx-1", CALL + ".customer", endpoint, "+442079460000")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Local/1@tandem-conference",
                "PJSIP/1001@phones&PJSIP/1002@phones",
                "PJSIP/1001@phones,30,b(x^y^1)",
                "PJSIP/",
                "PJSIP/1001\r\nX: y",
                "SIP/1001",
                "PJSIP/${SHELL(id)}"
            })
    void anything_else_does_not(String endpoint) {
        assertThat(check.refusal(dial(CALL, "pbx-1", CALL + ".customer", endpoint, null)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("endpoint"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+442079460000", "1001", "Tandem <+442079460000>"})
    void a_caller_id_is_a_number_with_or_without_a_name(String callerId) {
        assertThat(check.refusal(dial(CALL, "pbx-1", CALL + ".customer", "PJSIP/1", callerId)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Tandem", "+44\n1", "a<b<1>", "<1> x"})
    void any_other_caller_id_is_refused(String callerId) {
        assertThat(check.refusal(dial(CALL, "pbx-1", CALL + ".customer", "PJSIP/1", callerId)))
                .contains("callerId is not a number");
    }

    @Test
    void a_channel_of_another_call_is_refused() {
        assertThat(check.refusal(dial(CALL, "pbx-1", CALL + ".agent", "PJSIP/1", null)))
                .contains("channelId is not the call's");
        assertThat(check.refusal(new AriCommand.HangUp("c", CALL, "pbx-1", SOON, "1795235274.676", 16)))
                .contains("channelId is not the call's");
        assertThat(check.refusal(new AriCommand.HangUp("c", CALL, "pbx-1", SOON, CALL + ".party.1", 16)))
                .isEmpty();
    }

    @Test
    void a_call_that_is_no_ulid_or_on_another_pbx_is_refused() {
        assertThat(check.refusal(dial("../x", "pbx-1", "../x.customer", "PJSIP/1", null)))
                .contains("callId is not a ULID");
        assertThat(check.refusal(dial(CALL, "pbx-2", CALL + ".customer", "PJSIP/1", null)))
                .contains("the PBX is not served here");
    }

    @Test
    void a_cause_is_of_q850() {
        assertThat(check.refusal(new AriCommand.EndCall("c", CALL, "pbx-1", SOON, 128)))
                .isPresent();
        assertThat(check.refusal(new AriCommand.EndCall("c", CALL, "pbx-1", SOON, -1)))
                .isPresent();
        assertThat(check.refusal(new AriCommand.EndCall("c", CALL, "pbx-1", SOON, 0)))
                .isEmpty();
    }

    private static AriCommand dial(String callId, String pbxId, String channelId, String endpoint, String callerId) {
        return new AriCommand.DialCustomer(
                "c", callId, pbxId, SOON, channelId, endpoint, callerId, Duration.ofSeconds(20));
    }
}
