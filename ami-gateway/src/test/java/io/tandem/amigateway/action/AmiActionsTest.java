package io.tandem.amigateway.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.ami.AmiAction;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.HandOff;
import io.tandem.contracts.AmiCommand.HangUp;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.tandem.contracts.AmiCommand.ReturnToConference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiActionsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(5);
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final String AGENT = CALL + ".agent";

    private final AmiActions actions = new AmiActions("tandem-conference", "tandem-handoff");

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
        }

        @Test
        void has_a_call_id_that_is_a_ulid_or_nobody_can_be_answered() {
            assertThat(plan(new ReturnToConference("c-1", "../../etc", "pbx-1", LATER, "../../etc.agent")))
                    .isEqualTo(new Plan.Poison("callId is not a ULID", false));
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

    private static String text(AmiAction action) {
        return new String(action.encode("command-1"), UTF_8).replace("\r\n", "\n");
    }
}
