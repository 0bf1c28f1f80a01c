package io.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.local.audit.Since;
import io.tandem.local.token.Claims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void nothing_asks_for_help() {
        assertThat(parse()).isEqualTo(new Command.Help());
        assertThat(parse("--help")).isEqualTo(new Command.Help());
    }

    @Test
    void up_stays_in_the_foreground_unless_told_to_detach() {
        assertThat(parse("up")).isEqualTo(new Command.Up(false));
        assertThat(parse("up", "--detach")).isEqualTo(new Command.Up(true));
    }

    @Test
    void demo_ends_what_it_started_unless_told_to_keep_it() {
        assertThat(parse("demo")).isEqualTo(new Command.Demo(false));
        assertThat(parse("demo", "--keep")).isEqualTo(new Command.Demo(true));
    }

    @Test
    void logs_may_be_followed_wherever_the_option_stands() {
        assertThat(parse("logs", "kafka")).isEqualTo(new Command.Logs("kafka", false));
        assertThat(parse("logs", "kafka", "-f")).isEqualTo(new Command.Logs("kafka", true));
        assertThat(parse("logs", "-f", "kafka")).isEqualTo(new Command.Logs("kafka", true));
    }

    @Test
    void a_restart_may_change_any_number_of_variables() {
        assertThat(parse("restart", "kafka")).isEqualTo(new Command.Restart("kafka", Map.of()));
        assertThat(parse("restart", "ami-gateway", "--env", "A=1", "--env", "B_2=x=y", "--env", "C="))
                .isEqualTo(new Command.Restart("ami-gateway", Map.of("A", "1", "B_2", "x=y", "C", "")));
        assertThat(parse("restart", "kafka", "--env", "A=1", "--env", "A=2"))
                .isEqualTo(new Command.Restart("kafka", Map.of("A", "2")));
    }

    @Test
    void a_service_is_scaled_to_one_up_to_nine_processes() {
        assertThat(parse("scale", "ami-gateway", "2")).isEqualTo(new Command.Scale("ami-gateway", 2));
        assertThat(parse("scale", "ami-gateway")).isInstanceOf(Command.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "two", ""})
    void any_other_number_of_them_is_told(String count) {
        assertThat(parse("scale", "ami-gateway", count)).isInstanceOf(Command.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "=1", "1A=1", "A-B=1", ""})
    void a_variable_that_is_none_is_told(String variable) {
        assertThat(parse("restart", "kafka", "--env", variable))
                .isEqualTo(new Command.Wrong("\"" + variable + "\" is no variable; one is written NAME=VALUE"));
    }

    @Test
    void a_call_takes_an_agent_and_a_number() {
        assertThat(parse("call", "1001", "+442079460102")).isEqualTo(new Command.Call("1001", "+442079460102"));
    }

    @Test
    void a_token_is_the_administrators_by_default_and_an_agents_when_one_is_named() {
        assertThat(parse("token")).isEqualTo(new Command.Token(new Claims("admin", "acme", Optional.empty())));
        assertThat(parse("token", "--agent", "1001"))
                .isEqualTo(new Command.Token(new Claims("agent", "acme", Optional.of("1001"))));
        assertThat(parse("token", "--role", "supervisor", "--tenant", "other"))
                .isEqualTo(new Command.Token(new Claims("supervisor", "other", Optional.empty())));
    }

    @Test
    void an_audit_looks_back_an_hour_unless_told_otherwise() {
        assertThat(parse("audit")).isEqualTo(new Command.Audit(Since.parse("1h")));
        assertThat(parse("audit", "--since", "15m")).isEqualTo(new Command.Audit(Since.parse("15m")));
        assertThat(parse("audit", "--since", "yesterday"))
                .isInstanceOfSatisfying(
                        Command.Wrong.class, wrong -> assertThat(wrong.why()).contains("yesterday"));
    }

    @Test
    void a_role_that_is_none_is_told_with_those_that_are() {
        assertThat(parse("token", "--role", "root"))
                .isEqualTo(new Command.Wrong("\"root\" is no role; roles are admin, supervisor, agent, integration"));
    }

    @Test
    void an_unknown_command_names_itself() {
        assertThat(parse("start")).isInstanceOfSatisfying(Command.Wrong.class, wrong -> assertThat(wrong.why())
                .contains("\"start\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up now",
                "up -d",
                "logs",
                "restart kafka --env",
                "call 1001",
                "token --role",
                "kill",
                "demo --Keep",
                "down all"
            })
    void what_does_not_fit_is_answered_with_how_it_is_written(String words) {
        assertThat(parse(words.split(" ", -1)))
                .isInstanceOfSatisfying(
                        Command.Wrong.class, wrong -> assertThat(wrong.why()).startsWith("usage: ./tandem "));
    }

    @Test
    void the_help_names_every_command() {
        assertThat(Help.text())
                .contains(
                        "demo", "up", "down", "status", "logs", "restart", "kill", "token", "call", "audit", "test",
                        "bench");
    }

    private static Command parse(String... words) {
        return CommandLine.parse(List.of(words));
    }
}
