package io.tandem.amigateway.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.amigateway.TestConfig;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.BlindTransfer;
import io.tandem.contracts.AmiCommand.HandOff;
import io.tandem.contracts.AmiCommand.HangUp;
import io.tandem.contracts.AmiCommand.KickFromConference;
import io.tandem.contracts.AmiCommand.MuteAudio;
import io.tandem.contracts.AmiCommand.MuteInConference;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.tandem.contracts.AmiCommand.Park;
import io.tandem.contracts.AmiCommand.ReturnToConference;
import io.tandem.contracts.AmiCommand.SetVariable;
import io.tandem.contracts.AmiCommand.StartRecording;
import io.tandem.contracts.AmiCommand.StopRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmiActionsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(5);
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final String AGENT = CALL + ".agent";

    private final AmiActions actions = new AmiActions(TestConfig.CONTEXTS);

    @Nested
    class an_originate {

        @Test
        void dials_asynchronously_under_our_channel_id_into_the_room_of_the_call() {
            assertThat(sent(originate("PJSIP/1001@phones", "+442079460001"))).containsExactly("""
                            Action: Originate
                            Async: true
                            Channel: PJSIP/1001@phones
                            ChannelId: 01M7Y38FP8WGZ6CYQ3SCM4YK54.agent
                            Context: tandem-conference
                            Exten: 01M7Y38FP8WGZ6CYQ3SCM4YK54
                            Priority: 1
                            Timeout: 20000
                            Variable: TANDEM_CALL_ID=01M7Y38FP8WGZ6CYQ3SCM4YK54
                            CallerID: +442079460001
                            ActionID: command-1

                            """);
        }

        @Test
        void leaves_the_caller_id_to_the_endpoint_when_none_is_given() {
            assertThat(sent(originate("PJSIP/1001@phones", null)).getFirst()).doesNotContain("CallerID");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PJSIP/1001", "PJSIP/+442079460001@carrier", "PJSIP/a.b_c-d@e.f-g_h"})
        void takes_endpoints_of_pjsip(String endpoint) {
            assertThat(sent(originate(endpoint, null)).getFirst()).contains("Channel: " + endpoint + "\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "1001",
                    "Local/s@default",
                    "PJSIP/",
                    "PJSIP/1001@",
                    "PJSIP/1001@phones@x",
                    "PJSIP/1001&PJSIP/1002",
                    "PJSIP/1001@phones\r\nApplication: System",
                    "PJSIP/1001@phones\n",
                    "PJSIP/1001@phones,g",
                    "PJSIP/${SHELL(id)}@phones",
                    "PJSIP/sip:1001@host"
                })
        void refuses_any_other_endpoint(String endpoint) {
            assertPoison(originate(endpoint, null), "endpoint");
        }

        @Test
        void refuses_an_endpoint_that_asterisk_would_cut() {
            assertPoison(originate("PJSIP/" + "1".repeat(250), null), "endpoint");
        }

        @ParameterizedTest
        @ValueSource(strings = {"+44\r\nAction: Command", "a\nb", "a\u0000b", "a\tb", "a\u0085b"})
        void refuses_a_caller_id_with_control_characters(String callerId) {
            assertPoison(originate("PJSIP/1001", callerId), "callerId");
        }

        @Test
        void refuses_a_caller_id_of_any_length() {
            assertPoison(originate("PJSIP/1001", "1".repeat(81)), "callerId");
        }

        @Test
        void refuses_to_ring_for_no_time_or_for_ever() {
            Stream.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1))
                    .forEach(ring -> assertPoison(
                            new OriginateToConference("c-1", CALL, "pbx-1", LATER, AGENT, "PJSIP/1001", null, ring),
                            "ringTimeout"));
        }
    }

    @Nested
    class a_hand_off {

        @Test
        void sets_both_variables_before_it_redirects() {
            assertThat(sent(new HandOff("c-1", CALL, "pbx-1", LATER, AGENT, "tandem-0-1", "agent")))
                    .extracting(text -> text.replace("ActionID: command-1\n\n", ""))
                    .containsExactly(
                            "Action: Setvar\nChannel: " + AGENT + "\nVariable: TANDEM_CALL_ID\nValue: " + CALL + "\n",
                            "Action: Setvar\nChannel: " + AGENT + "\nVariable: TANDEM_APP\nValue: tandem-0-1\n",
                            "Action: Redirect\nChannel: " + AGENT
                                    + "\nContext: tandem-handoff\nExten: agent\nPriority: 1\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Agent", "supervisor", "h", "agent\r\n", "agent,1"})
        void refuses_a_role_that_is_none(String role) {
            assertPoison(new HandOff("c-1", CALL, "pbx-1", LATER, AGENT, "tandem-0-1", role), "role");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a,b", "a b", "a\r\nb", "${X}"})
        void refuses_an_application_that_is_no_name(String application) {
            assertPoison(new HandOff("c-1", CALL, "pbx-1", LATER, AGENT, application, "agent"), "application");
        }
    }

    @Test
    void a_return_redirects_into_the_room_of_the_call() {
        assertThat(sent(new ReturnToConference("c-1", CALL, "pbx-1", LATER, AGENT)))
                .containsExactly("Action: Redirect\nChannel: " + AGENT + "\nContext: tandem-conference\nExten: " + CALL
                        + "\nPriority: 1\nActionID: command-1\n\n");
    }

    @Test
    void a_hang_up_gives_its_cause() {
        assertThat(sent(new HangUp("c-1", CALL, "pbx-1", LATER, AGENT, 16)))
                .containsExactly("Action: Hangup\nChannel: " + AGENT + "\nCause: 16\nActionID: command-1\n\n");
        assertPoison(new HangUp("c-1", CALL, "pbx-1", LATER, AGENT, 128), "cause");
    }

    @Nested
    class a_mute {

        /** MuteAudio itself wants {@code system}; the function is of the same module. */
        @ParameterizedTest
        @CsvSource({"in,in", "out,out", "both,all"})
        void sets_the_function_that_mutes(String direction, String asterisk) {
            assertThat(sent(new MuteAudio("c-1", CALL, "pbx-1", LATER, AGENT, direction, true)))
                    .containsExactly("Action: Setvar\nChannel: " + AGENT + "\nVariable: MUTEAUDIO(" + asterisk
                            + ")\nValue: on\nActionID: command-1\n\n");
            assertThat(sent(new MuteAudio("c-1", CALL, "pbx-1", LATER, AGENT, direction, false)))
                    .singleElement(STRING)
                    .contains("Value: off\n");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "all", "IN", "in)=on,SHELL(x", "in\r\n"})
        void refuses_a_direction_that_is_none(String direction) {
            assertPoison(new MuteAudio("c-1", CALL, "pbx-1", LATER, AGENT, direction, true), "direction");
        }
    }

    @Nested
    class a_transfer {

        @ParameterizedTest
        @ValueSource(strings = {"+442079460001", "1002"})
        void redirects_to_a_number_or_an_agent_in_the_context_of_transfers(String to) {
            assertThat(looked(transfer(to), row("Application: Dial")))
                    .containsExactly("Action: Redirect\nChannel: " + AGENT + "\nContext: tandem-transfer\nExten: " + to
                            + "\nPriority: 1\nActionID: command-1\n\n");
        }

        @Test
        void looks_where_the_channel_is_before_it_pulls_it_away() {
            assertThat(look(transfer("1002"))).isEqualTo("Action: Status\nChannel: " + AGENT + "\nActionID: look\n\n");
            assertThat(after(transfer("1002"), row("Application: Stasis")))
                    .isEqualTo(new Plan.Refuse("the channel is in Stasis, not in a conversation without ARI"));
            assertThat(after(transfer("1002"))).isEqualTo(new Plan.Refuse("No such channel"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "h",
                    "s",
                    "999",
                    "0999",
                    "10020",
                    "1002,1",
                    "1002\r\nContext: default",
                    "+44 20 7946 0001",
                    "02079460001",
                    "+4420",
                    "+44abc",
                    "+449098790123",
                    "Local/s@default",
                    "${EXTEN}"
                })
        void refuses_what_is_no_number_that_may_be_called(String to) {
            assertPoison(transfer(to), "to");
        }

        private BlindTransfer transfer(String to) {
            return new BlindTransfer("c-1", CALL, "pbx-1", LATER, AGENT, to);
        }
    }

    @Nested
    class a_parking {

        @Test
        void redirects_with_the_time_after_which_the_channel_comes_back() {
            assertThat(looked(park(Duration.ofMinutes(5)), row("Application: ConfBridge")))
                    .containsExactly("Action: Redirect\nChannel: " + AGENT + "\nContext: tandem-park\nExten: " + CALL
                            + "-300\nPriority: 1\nActionID: command-1\n\n");
        }

        @Test
        void refuses_to_park_for_no_time_or_for_ever_or_for_parts_of_a_second() {
            Stream.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(1_500), Duration.ofHours(2))
                    .forEach(time -> assertPoison(park(time), "comesBackAfter"));
        }

        private Park park(Duration time) {
            return new Park("c-1", CALL, "pbx-1", LATER, AGENT, time);
        }
    }

    @Nested
    class in_the_room {

        @Test
        void a_channel_is_found_by_its_id_and_kicked_or_muted_by_its_name() {
            var kick = new KickFromConference("c-1", CALL, "pbx-1", LATER, AGENT);

            assertThat(look(kick)).isEqualTo("Action: ConfbridgeList\nConference: " + CALL + "\nActionID: look\n\n");
            assertThat(looked(kick, row("Channel: PJSIP/phones-00000007")))
                    .containsExactly("Action: ConfbridgeKick\nConference: " + CALL
                            + "\nChannel: PJSIP/phones-00000007\nActionID: command-1\n\n");
            assertThat(looked(mute(true), row("Channel: PJSIP/x")))
                    .singleElement(STRING)
                    .contains("ConfbridgeMute\n");
            assertThat(looked(mute(false), row("Channel: PJSIP/x")))
                    .singleElement(STRING)
                    .contains("ConfbridgeUnmute\n");
        }

        @Test
        void nobody_else_is_touched() {
            var other =
                    AmiHeaders.of("Event: ConfbridgeList\r\nUniqueid: " + CALL + ".customer\r\nChannel: PJSIP/y\r\n");

            assertThat(after(mute(true), other))
                    .isEqualTo(new Plan.Refuse("the channel is not in the room of the call"));
            assertThat(after(recording(1), other))
                    .isEqualTo(new Plan.Refuse("the channel is not in the room of the call"));
        }

        @Test
        void a_recording_is_named_after_the_call() {
            assertThat(looked(recording(2), row("Channel: PJSIP/x")))
                    .containsExactly("Action: Redirect\nChannel: " + AGENT + "\nContext: tandem-record\nExten: " + CALL
                            + "-2\nPriority: 1\nActionID: command-1\n\n");
            assertThat(sent(new StopRecording("c-1", CALL, "pbx-1", LATER, AGENT)))
                    .containsExactly("Action: StopMixMonitor\nChannel: " + AGENT + "\nActionID: command-1\n\n");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 1_000})
        void a_recording_has_a_small_number(int number) {
            assertPoison(recording(number), "recording");
        }

        private MuteInConference mute(boolean muted) {
            return new MuteInConference("c-1", CALL, "pbx-1", LATER, AGENT, muted);
        }

        private StartRecording recording(int number) {
            return new StartRecording("c-1", CALL, "pbx-1", LATER, AGENT, number);
        }
    }

    @Nested
    class a_variable {

        @Test
        void is_set_when_it_is_on_the_list() {
            assertThat(sent(new SetVariable("c-1", CALL, "pbx-1", LATER, AGENT, "CDR(userfield)", "campaign-7 a@b")))
                    .containsExactly("Action: Setvar\nChannel: " + AGENT
                            + "\nVariable: CDR(userfield)\nValue: campaign-7 a@b\nActionID: command-1\n\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "TANDEM_APP",
                    "TANDEM_CALL_ID",
                    "SHELL(id)",
                    "__X",
                    "CALLERID(all)",
                    "CDR(userfield)\r\nX: y"
                })
        void is_not_set_when_it_is_not(String name) {
            assertPoison(new SetVariable("c-1", CALL, "pbx-1", LATER, AGENT, name, "x"), "name");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"a\r\nAction: Originate", "${SHELL(id)}", "$[1+1]", "a,b", "a\"b", "../a", "a;b", "a\u0000"})
        void is_not_set_to_what_somebody_could_misread(String value) {
            assertPoison(new SetVariable("c-1", CALL, "pbx-1", LATER, AGENT, "CDR(userfield)", value), "value");
        }

        @Test
        void is_not_set_to_anything_long() {
            assertPoison(
                    new SetVariable("c-1", CALL, "pbx-1", LATER, AGENT, "CDR(userfield)", "a".repeat(129)), "value");
        }
    }

    @Test
    void a_hand_off_that_fails_leaves_no_application_behind() {
        var plan = (Plan.Send) plan(new HandOff("c-1", CALL, "pbx-1", LATER, AGENT, "tandem-0-1", "agent"));

        assertThat(plan.undo())
                .extracting(AmiActionsTest::text)
                .containsExactly("Action: Setvar\nChannel: " + AGENT
                        + "\nVariable: TANDEM_APP\nValue: \nActionID: command-1\n\n");
    }

    @Nested
    class for_a_call_that_came_in {

        private static final String CUSTOMER = "1795291274.122";
        private static final String CAME_IN = "pbx-1:" + CUSTOMER;

        @Test
        void reaches_its_customer_by_the_name_that_asterisk_gave_the_channel() {
            assertThat(sent(new HangUp("c-1", CAME_IN, "pbx-1", LATER, CUSTOMER, 16))
                            .getFirst())
                    .contains("Action: Hangup\n")
                    .contains("Channel: " + CUSTOMER + "\n");
        }

        @Test
        void reaches_a_leg_that_we_made_for_it_by_the_name_of_the_call() {
            assertThat(sent(new HangUp("c-1", CAME_IN, "pbx-1", LATER, CAME_IN + ".agent.1", 16))
                            .getFirst())
                    .contains("Action: Hangup\n")
                    .contains("Channel: " + CAME_IN + ".agent.1" + "\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"1795291274.123", "pbx-1:1795291274.122", "pbx-1:1795291274.122.AGENT", "x.agent", "/.*/"})
        void reaches_no_other_channel(String channelId) {
            assertPoison(new HangUp("c-1", CAME_IN, "pbx-1", LATER, channelId, 16), "channelId");
        }

        @Test
        void is_not_carried_out_on_another_pbx_than_that_on_which_it_came_in() {
            assertThat(plan(new HangUp("c-1", "pbx-2:" + CUSTOMER, "pbx-1", LATER, CUSTOMER, 16)))
                    .isEqualTo(new Plan.Poison("callId is neither a ULID nor of a call that came in there", false));
        }

        @Test
        void neither_parks_nor_records_since_the_dialplan_cannot_spell_the_call() {
            assertPoison(new Park("c-1", CAME_IN, "pbx-1", LATER, CUSTOMER, Duration.ofSeconds(9)), "callId");
            assertPoison(new StartRecording("c-1", CAME_IN, "pbx-1", LATER, CUSTOMER, 1), "callId");
        }
    }

    @Nested
    class any_command {

        /** Asterisk takes {@code /regex/} for a channel: one such would hang every call up. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "/.*/",
                    "PJSIP/phones-00000001",
                    "01M7Y38FP8WGZ6CYQ3SCM4YK55.agent",
                    "01M7Y38FP8WGZ6CYQ3SCM4YK54",
                    "01M7Y38FP8WGZ6CYQ3SCM4YK54.",
                    "01M7Y38FP8WGZ6CYQ3SCM4YK54.agent\r\n",
                    "01M7Y38FP8WGZ6CYQ3SCM4YK54.agent;1",
                    "01M7Y38FP8WGZ6CYQ3SCM4YK54.AGENT"
                })
        void touches_only_a_leg_of_its_own_call(String channelId) {
            assertPoison(new HangUp("c-1", CALL, "pbx-1", LATER, channelId, 16), "channelId");
            assertPoison(new HandOff("c-1", CALL, "pbx-1", LATER, channelId, "tandem-0-1", "agent"), "channelId");
            assertPoison(new ReturnToConference("c-1", CALL, "pbx-1", LATER, channelId), "channelId");
            assertPoison(new MuteAudio("c-1", CALL, "pbx-1", LATER, channelId, "in", true), "channelId");
            assertPoison(new Park("c-1", CALL, "pbx-1", LATER, channelId, Duration.ofSeconds(9)), "channelId");
            assertPoison(new BlindTransfer("c-1", CALL, "pbx-1", LATER, channelId, "1002"), "channelId");
            assertPoison(new KickFromConference("c-1", CALL, "pbx-1", LATER, channelId), "channelId");
            assertPoison(new MuteInConference("c-1", CALL, "pbx-1", LATER, channelId, true), "channelId");
            assertPoison(new StartRecording("c-1", CALL, "pbx-1", LATER, channelId, 1), "channelId");
            assertPoison(new StopRecording("c-1", CALL, "pbx-1", LATER, channelId), "channelId");
            assertPoison(new SetVariable("c-1", CALL, "pbx-1", LATER, channelId, "CDR(userfield)", "x"), "channelId");
        }

        @Test
        void has_a_call_id_that_is_a_ulid_or_nobody_can_be_answered() {
            assertThat(plan(new ReturnToConference("c-1", "../../etc", "pbx-1", LATER, "../../etc.agent")))
                    .isEqualTo(new Plan.Poison("callId is neither a ULID nor of a call that came in there", false));
            assertThat(plan(new ReturnToConference("c\r\n1", CALL, "pbx-1", LATER, AGENT)))
                    .isEqualTo(new Plan.Poison("commandId is not one", false));
        }

        @Test
        @SuppressWarnings("NullAway")
        void has_all_its_fields() {
            assertThat(plan(new ReturnToConference(null, CALL, "pbx-1", LATER, AGENT)))
                    .isEqualTo(new Plan.Poison("commandId is missing", false));
            assertThat(plan(new ReturnToConference("c-1", CALL, "pbx-1", null, AGENT)))
                    .isEqualTo(new Plan.Poison("expiresAt is missing", false));
            assertThat(plan(new ReturnToConference("c-1", CALL, "pbx-1", LATER, null)))
                    .isEqualTo(new Plan.Poison("channelId is missing", true));
        }

        @Test
        void is_refused_once_it_has_expired() {
            var command = new HangUp("c-1", CALL, "pbx-1", NOON, AGENT, 16);

            assertThat(actions.plan(command, NOON.minusMillis(1), false)).isInstanceOf(Plan.Send.class);
            assertThat(actions.plan(command, NOON, false)).isEqualTo(new Plan.Refuse("expired"));
        }

        @Test
        void has_an_unknown_fate_when_somebody_may_have_carried_it_out_and_it_is_not_harmless() {
            Stream.of(
                            originate("PJSIP/1001", null),
                            new HandOff("c-1", CALL, "pbx-1", LATER, AGENT, "tandem-0-1", "agent"),
                            new ReturnToConference("c-1", CALL, "pbx-1", LATER, AGENT),
                            new ReturnToConference("c-1", CALL, "pbx-1", NOON.minusSeconds(60), AGENT))
                    .forEach(command ->
                            assertThat(actions.plan(command, NOON, true)).isInstanceOf(Plan.Unknown.class));
            assertThat(actions.plan(new HangUp("c-1", CALL, "pbx-1", LATER, AGENT, 16), NOON, true))
                    .isInstanceOf(Plan.Send.class);
        }
    }

    private static OriginateToConference originate(String endpoint, @Nullable String callerId) {
        return new OriginateToConference(
                "c-1", CALL, "pbx-1", LATER, AGENT, endpoint, callerId, Duration.ofSeconds(20));
    }

    private Plan plan(AmiCommand command) {
        return actions.plan(command, NOON, false);
    }

    private void assertPoison(AmiCommand command, String field) {
        assertThat(plan(command)).isInstanceOfSatisfying(Plan.Poison.class, poison -> {
            assertThat(poison.reason()).startsWith(field);
            assertThat(poison.answerable()).isTrue();
        });
    }

    private List<String> sent(AmiCommand command) {
        return ((Plan.Send) plan(command))
                .actions().stream().map(AmiActionsTest::text).toList();
    }

    private String look(AmiCommand command) {
        return text(((Plan.Look) plan(command)).list(), "look");
    }

    private Plan after(AmiCommand command, AmiHeaders... rows) {
        return ((Plan.Look) plan(command)).then().apply(List.of(rows));
    }

    private List<String> looked(AmiCommand command, AmiHeaders row) {
        return ((Plan.Send) after(command, row))
                .actions().stream().map(AmiActionsTest::text).toList();
    }

    /** What a list says of the agent's channel. */
    private static AmiHeaders row(String header) {
        return AmiHeaders.of("Event: X\r\nUniqueid: " + AGENT + "\r\n" + header + "\r\n");
    }

    private static String text(AmiAction action) {
        return text(action, "command-1");
    }

    private static String text(AmiAction action, String actionId) {
        return new String(action.encode(actionId), UTF_8).replace("\r\n", "\n");
    }
}
