package io.tandem.amigateway.action.carry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.TestConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.HandOff;
import io.tandem.contracts.AmiCommand.HangUp;
import io.tandem.contracts.AmiCommand.KickFromConference;
import io.tandem.contracts.AmiCommand.ReturnToConference;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandCarrierTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final String AGENT = CALL + ".agent";
    private static final Future<AmiMessage.Response> SUCCESS = answer("Success");
    private static final Future<AmiMessage.Response> LOST =
            Future.failedFuture(AmiUnansweredException.sent("no answer within 5000 ms"));
    private static final Future<AmiMessage.Response> NOT_SENT =
            Future.failedFuture(AmiUnansweredException.notSent("the AMI session is down"));

    private final Vertx vertx = Vertx.vertx();
    private final List<PbxFact> facts = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void refuses_what_it_could_not_send() {
        carry(handOff(), List.of(NOT_SENT));

        assertThat(facts).singleElement().isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(
                        refused.reason())
                .isEqualTo("the AMI session is down"));
    }

    @Test
    void does_not_know_the_fate_of_a_last_step_without_an_answer() {
        carry(handOff(), List.of(SUCCESS, SUCCESS, LOST));

        assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandFateUnknown.class);
    }

    @Test
    void refuses_a_command_whose_earlier_step_has_no_answer_takes_it_back_and_does_not_take_the_last() {
        carry(handOff(), List.of(SUCCESS, LOST, SUCCESS));

        assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandRefused.class);
        assertThat(asked).containsExactly("Setvar c-1-0", "Setvar c-1-1", "Setvar c-1-undo-0");
    }

    @Test
    void leaves_nothing_half_done_when_the_last_step_is_refused_even_if_the_undoing_is_lost() {
        carry(handOff(), List.of(SUCCESS, SUCCESS, answer("Error"), LOST));

        assertThat(asked).containsExactly("Setvar c-1-0", "Setvar c-1-1", "Redirect c-1", "Setvar c-1-undo-0");
        assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandRefused.class);
    }

    @Test
    void takes_nothing_back_where_nothing_was_done_or_where_all_may_have_been() {
        carry(handOff(), List.of(answer("Error")));
        assertThat(asked).containsExactly("Setvar c-1-0");
        asked.clear();

        carry(handOff(), List.of(SUCCESS, SUCCESS, LOST));
        assertThat(asked).containsExactly("Setvar c-1-0", "Setvar c-1-1", "Redirect c-1");
    }

    @Test
    void does_nothing_when_it_cannot_look_first() {
        carry(new KickFromConference("c-1", CALL, "pbx-1", NOON.plusSeconds(1), AGENT), List.of(LOST));

        assertThat(asked).containsExactly("ConfbridgeList test-1");
        assertThat(facts).singleElement().isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(
                        refused.reason())
                .isEqualTo("no answer within 5000 ms"));
    }

    @Test
    void carries_the_commands_of_a_call_out_one_after_the_other_but_hangs_up_at_once() {
        Promise<AmiMessage.Response> list = Promise.promise();
        var carrier = carrier(List.of(list.future(), SUCCESS, SUCCESS));

        carrier.carryOut(new KickFromConference("c-1", CALL, "pbx-1", NOON.plusSeconds(1), AGENT), false);
        carrier.carryOut(new ReturnToConference("c-2", CALL, "pbx-1", NOON.plusSeconds(1), AGENT), false);
        carrier.carryOut(new HangUp("c-3", CALL, "pbx-1", NOON.plusSeconds(1), AGENT, 16), false);
        assertThat(asked).containsExactly("ConfbridgeList test-1", "Hangup c-3");

        list.fail(AmiUnansweredException.sent("no answer within 5000 ms"));
        assertThat(asked).endsWith("Redirect c-2");
    }

    @Test
    void gives_the_last_step_the_id_of_the_command() {
        carry(handOff(), List.of(SUCCESS, SUCCESS, SUCCESS));

        assertThat(asked).containsExactly("Setvar c-1-0", "Setvar c-1-1", "Redirect c-1");
        assertThat(facts)
                .containsExactly(new PbxFact.CommandDone(CALL, "pbx-1", FactSource.AMI, NOON, "c-1", "ami.hand-off"));
    }

    @Test
    void tells_whoever_waits_when_a_command_read_again_may_have_been_carried_out() {
        var outcome = carrier(List.of()).carryOut(handOff(), true);

        assertThat(outcome.succeeded()).isTrue();
        assertThat(asked).isEmpty();
        assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandFateUnknown.class);
    }

    @Test
    void carries_out_a_hang_up_that_was_read_before() {
        carrier(List.of(SUCCESS)).carryOut(new HangUp("c-1", CALL, "pbx-1", NOON.plusSeconds(1), AGENT, 16), true);

        assertThat(asked).containsExactly("Hangup c-1");
    }

    @Test
    void answers_nobody_where_nobody_can_be_named() {
        var outcome =
                carrier(List.of()).carryOut(new HangUp("c-1", "none", "pbx-1", NOON.plusSeconds(1), AGENT, 16), false);

        assertThat(outcome.cause()).isInstanceOf(IllegalArgumentException.class);
        assertThat(facts).isEmpty();
    }

    private static HandOff handOff() {
        return new HandOff("c-1", CALL, "pbx-1", NOON.plusSeconds(1), AGENT, "tandem-0-1", "agent");
    }

    private void carry(AmiCommand command, List<Future<AmiMessage.Response>> answers) {
        assertThat(carrier(answers).carryOut(command, false).succeeded()).isTrue();
    }

    private CommandCarrier carrier(List<Future<AmiMessage.Response>> answers) {
        var next = answers.iterator();
        return new CommandCarrier(
                (action, actionId, _) -> {
                    asked.add(action.name() + " " + actionId);
                    return next.next();
                },
                new AmiActions(TestConfig.CONTEXTS),
                new KeptFacts(facts),
                TestConfig.with(Map.of()).actions(),
                new CommandCarrier.CarrierShell(vertx, () -> NOON, new SimpleMeterRegistry(), new ActionIds("test")));
    }

    private static Future<AmiMessage.Response> answer(String status) {
        return Future.succeededFuture(new AmiMessage.Response(status, AmiHeaders.of("Response: " + status + "\r\n")));
    }
}
