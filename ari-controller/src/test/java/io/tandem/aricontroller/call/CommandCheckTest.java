package io.tandem.aricontroller.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.contracts.AriCommand;
import io.tandem.contracts.DeskEndpoint;
import io.tandem.contracts.MediaMode;
import io.tandem.contracts.Screening;
import io.tandem.contracts.Screening.OnMachine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
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
    void an_agent_may_be_asked_for_at_their_desk_and_nobody_else() {
        var desk = DeskEndpoint.of("01M7Y2ZZZSN4V1R3DK42E76N0S");

        assertThat(check.refusal(originate(CALL + ".agent", desk))).isEmpty();
        assertThat(check.refusal(add(CALL + ".agent.7", desk, Duration.ofSeconds(20))))
                .isEmpty();
        assertThat(check.refusal(dial(CALL, "pbx-1", CALL + ".customer", desk, null)))
                .isPresent();
        assertThat(check.refusal(add(CALL + ".party.7", desk, Duration.ofSeconds(20))))
                .isPresent();
        assertThat(check.refusal(originate(CALL + ".agent", "Local/x@tandem-desk/n")))
                .isPresent();
    }

    @Test
    void a_desk_is_a_phone_and_not_another_desk() {
        assertThat(check.refusal(originate(CALL + ".desk", "PJSIP/1001@phones")))
                .isEmpty();
        assertThat(check.refusal(originate(CALL + ".desk", DeskEndpoint.of("01M7Y2ZZZSN4V1R3DK42E76N0S"))))
                .isPresent();
        assertThat(check.refusal(originate("01M7Y2ZZZSN4V1R3DK42E76N0S.desk", "PJSIP/1001@phones")))
                .contains("channelId is not the call's");
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
                .contains("callId is neither a ULID nor of a call that came in");
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

    @Test
    void whoever_is_called_in_is_a_numbered_leg_of_the_call_with_an_endpoint_of_ours() {
        assertThat(check.refusal(transfer(CALL + ".agent.7", "PJSIP/1002@phones", CALL + ".agent")))
                .isEmpty();
        assertThat(check.refusal(transfer(CALL + ".party.7", "PJSIP/+442079460001@carrier", null)))
                .isEmpty();
        assertThat(check.refusal(transfer(CALL + ".agent", "PJSIP/1002@phones", null)))
                .contains("channelId is not the call's");
        assertThat(check.refusal(transfer(CALL + ".supervisor.7", "PJSIP/1002@phones", null)))
                .contains("channelId is not the call's");
        assertThat(check.refusal(transfer(CALL + ".agent.7", "Local/s@tandem-conference", null)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("endpoint"));
        assertThat(check.refusal(add(CALL + ".party.7", "PJSIP/1002@phones", Duration.ofHours(1))))
                .hasValueSatisfying(why -> assertThat(why).startsWith("ringTimeout"));
        assertThat(check.refusal(add(CALL + ".party.7", "PJSIP/1002@phones", Duration.ofSeconds(20))))
                .isEmpty();
    }

    @Test
    void the_customer_is_never_the_one_who_is_let_go() {
        assertThat(check.refusal(transfer(CALL + ".agent.7", "PJSIP/1002@phones", CALL + ".customer")))
                .contains("the customer cannot be let go");
        assertThat(check.refusal(new AriCommand.DropParty("c", CALL, "pbx-1", SOON, CALL + ".customer", 7)))
                .contains("the customer cannot be let go");
        assertThat(check.refusal(
                        new AriCommand.CompleteTransfer("c", CALL, "pbx-1", SOON, CALL + ".agent.7", "x.agent", 9)))
                .contains("channelId is not the call's");
        assertThat(check.refusal(new AriCommand.Park("c", CALL, "pbx-1", SOON, CALL + ".agent", CALL + ".agent", 7)))
                .contains("channelId is not the call's");
        assertThat(check.refusal(new AriCommand.Park("c", CALL, "pbx-1", SOON, CALL + ".customer", CALL + ".agent", 7)))
                .isEmpty();
    }

    @Test
    void only_who_was_called_in_is_cancelled_or_joined() {
        for (var leg : new String[] {".agent", ".customer", ".snoop.7"}) {
            assertThat(check.refusal(new AriCommand.CancelTransfer("c", CALL, "pbx-1", SOON, CALL + leg, 9)))
                    .contains("channelId is not the call's");
            assertThat(check.refusal(new AriCommand.JoinTransfer("c", CALL, "pbx-1", SOON, CALL + leg, 9)))
                    .contains("channelId is not the call's");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "../beep", "a/../b", "a/b/c", "one&two", "a,b", "${X}", "http://host/x", "a b"
            })
    void what_is_no_name_of_a_sound_is_not_played(String message) {
        assertThat(check.refusal(screened(OnMachine.VOICEMAIL, message)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("message"));
    }

    @Test
    void only_a_machine_that_gets_a_message_has_one() {
        assertThat(check.refusal(screened(OnMachine.VOICEMAIL, "custom/offer-1")))
                .isEmpty();
        assertThat(check.refusal(screened(OnMachine.HANG_UP, null))).isEmpty();
        assertThat(check.refusal(screened(OnMachine.VOICEMAIL, null))).isPresent();
        assertThat(check.refusal(screened(OnMachine.CONNECT, "beep"))).isPresent();
    }

    @Test
    void a_call_is_not_watched_for_hours() {
        assertThat(check.refusal(watch(Duration.ofMinutes(60)))).isEmpty();
        assertThat(check.refusal(watch(Duration.ofHours(2))))
                .hasValueSatisfying(why -> assertThat(why).startsWith("until"));
    }

    @Test
    void a_program_is_a_name_a_stream_and_a_channel_of_the_call() {
        var stream = "00000000-0000-3000-8000-000000000001";

        assertThat(check.refusal(attach(CALL + ".media.7", "echo", stream))).isEmpty();
        assertThat(check.refusal(attach(CALL + ".media.7", "127.0.0.1:22", stream)))
                .hasValue("target is not a name");
        assertThat(check.refusal(attach(CALL + ".media.7", "echo", "x/y"))).hasValue("stream is not a UUID");
        assertThat(check.refusal(attach(CALL + ".customer", "echo", stream))).hasValue("channelId is not the call's");
        assertThat(check.refusal(new AriCommand.DetachMedia("c", CALL, "pbx-1", SOON, CALL + ".agent", 7)))
                .hasValue("channelId is not the call's");
    }

    private static AriCommand attach(String channelId, String target, String stream) {
        return new AriCommand.AttachMedia("c", CALL, "pbx-1", SOON, channelId, target, stream, MediaMode.TALK, 7);
    }

    private static AriCommand watch(Duration length) {
        return new AriCommand.WatchQuality("c", CALL, "pbx-1", SOON, SOON.plus(length), 7);
    }

    private static AriCommand screened(OnMachine onMachine, @Nullable String message) {
        return new AriCommand.DialCustomer(
                "c",
                CALL,
                "pbx-1",
                SOON,
                CALL + ".customer",
                "PJSIP/+442079460003@carrier",
                null,
                Duration.ofSeconds(20),
                new Screening(onMachine, message));
    }

    private static AriCommand transfer(String channelId, String endpoint, String from) {
        return new AriCommand.Transfer(
                "c", CALL, "pbx-1", SOON, channelId, endpoint, null, Duration.ofSeconds(20), from, false, 7);
    }

    private static AriCommand add(String channelId, String endpoint, Duration ring) {
        return new AriCommand.AddParty("c", CALL, "pbx-1", SOON, channelId, endpoint, null, ring, 7);
    }

    private static AriCommand originate(String channelId, String endpoint) {
        return new AriCommand.OriginateAgent(
                "c", CALL, "pbx-1", SOON, channelId, endpoint, null, Duration.ofSeconds(20));
    }

    private static AriCommand dial(String callId, String pbxId, String channelId, String endpoint, String callerId) {
        return new AriCommand.DialCustomer(
                "c", callId, pbxId, SOON, channelId, endpoint, callerId, Duration.ofSeconds(20));
    }
}
