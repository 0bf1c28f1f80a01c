package io.tandem.amigateway.action.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.TestConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An originate that left and whose answer did not come back. */
class LostOriginateTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CALL = "01M7Y38FP8WGZ6CYQ3SCM4YK54";
    private static final String AGENT = CALL + ".agent";
    private static final Future<AmiMessage.Response> LOST =
            Future.failedFuture(AmiUnansweredException.sent("no answer within 5000 ms"));
    private static final Future<AmiMessage.Response> DOWN =
            Future.failedFuture(AmiUnansweredException.notSent("the AMI session is down"));

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<PbxFact> facts = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Supplier<Future<AmiMessage.Response>> channel = () -> DOWN;
    private volatile Future<AmiMessage.Response> originate = LOST;

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void is_done_when_its_channel_lives() {
        channel = () -> answer("Success");

        carry(carrier(10_000), false);

        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandDone.class));
        assertThat(asked).containsExactly("Originate", "Getvar");
    }

    @Test
    void is_asked_after_when_the_session_is_back() {
        var carrier = carrier(10_000);
        carry(carrier, false);
        assertThat(facts).isEmpty();

        channel = () -> answer("Success");
        context.runOnContext(_ -> carrier.sessionUp());

        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandDone.class));
        assertThat(asked).containsExactly("Originate", "Getvar", "Getvar");
    }

    @Test
    void has_an_unknown_fate_that_says_why_when_its_channel_does_not_live_and_is_not_sent_again() {
        channel = () -> answer("Error");

        carry(carrier(10_000), false);

        await().untilAsserted(() -> assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(PbxFact.CommandFateUnknown.class, unknown -> assertThat(unknown.reason())
                        .isEqualTo("no answer within 5000 ms; its channel does not live now: it was dialled and has"
                                + " ended, or was never dialled")));
        assertThat(asked).containsExactly("Originate", "Getvar", "Getvar");
    }

    @Test
    void has_an_unknown_fate_when_the_pbx_cannot_be_asked_in_time() {
        carry(carrier(50), false);

        await().untilAsserted(() -> assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(PbxFact.CommandFateUnknown.class, unknown -> assertThat(unknown.reason())
                        .endsWith("the PBX could not be asked after its channel")));
    }

    @Test
    void is_asked_after_again_when_that_answer_is_lost_too() {
        channel = () -> asked.size() < 4 ? LOST : answer("Success");

        carry(carrier(10_000), false);

        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandDone.class));
        assertThat(asked).containsExactly("Originate", "Getvar", "Getvar", "Getvar");
    }

    @Test
    void is_done_when_its_channel_is_seen_or_its_success_is_heard() {
        var seen = carrier(10_000);
        carry(seen, false);
        context.runOnContext(_ -> seen.channelSeen(AGENT));
        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandDone.class));

        var heard = carrier(10_000);
        carry(heard, false);
        context.runOnContext(_ -> heard.originateResponse(response("Success")));
        await().untilAsserted(() -> assertThat(facts).hasSize(2).last().isInstanceOf(PbxFact.CommandDone.class));
    }

    @Test
    void is_refused_when_its_failure_is_heard_and_no_channel_was_seen() {
        var carrier = carrier(10_000);
        carry(carrier, false);

        context.runOnContext(_ -> carrier.originateResponse(response("Failure")));

        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandRefused.class));
    }

    @Test
    void has_an_unknown_fate_when_it_failed_while_its_channel_could_not_be_seen() {
        originate = answer("Success");
        var carrier = carrier(10_000);
        carry(carrier, false);

        context.runOnContext(_ -> {
            carrier.eventsLost();
            carrier.originateResponse(response("Failure"));
        });

        await().untilAsserted(() -> assertThat(facts).hasSize(2).last().isInstanceOf(PbxFact.CommandFateUnknown.class));
    }

    @Test
    void is_done_when_its_channel_came_and_went_before_its_answer_was_missed() {
        Promise<AmiMessage.Response> reply = Promise.promise();
        originate = reply.future();
        channel = () -> answer("Error");
        var carrier = carrier(10_000);
        carry(carrier, false);

        context.runOnContext(_ -> {
            carrier.channelSeen(AGENT);
            reply.fail(AmiUnansweredException.sent("no answer within 5000 ms"));
        });

        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandDone.class));
        assertThat(asked).containsExactly("Originate");
    }

    @Test
    void has_one_end_when_its_failure_is_heard_before_its_answer_is_missed() {
        Promise<AmiMessage.Response> reply = Promise.promise();
        originate = reply.future();
        var carrier = carrier(10_000);
        carry(carrier, false);
        context.runOnContext(_ -> carrier.originateResponse(response("Failure")));
        await().until(() -> facts.size() == 1);

        var missed = Future.<Void>future(done -> context.runOnContext(_ -> {
            reply.fail(AmiUnansweredException.sent("no answer within 5000 ms"));
            context.runOnContext(_ -> done.complete());
        }));

        await().until(missed::isComplete);
        assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandRefused.class);
        assertThat(asked).containsExactly("Originate");
    }

    @Test
    void that_another_gateway_read_before_is_asked_after_and_not_sent() {
        channel = () -> answer("Success");

        carry(carrier(10_000), true);

        await().untilAsserted(() -> assertThat(facts).singleElement().isInstanceOf(PbxFact.CommandDone.class));
        assertThat(asked).containsExactly("Getvar");
    }

    private void carry(CommandCarrier carrier, boolean readBefore) {
        var command = new OriginateToConference(
                "c-1", CALL, "pbx-1", NOON.plusSeconds(1), AGENT, "PJSIP/1001@phones", null, Duration.ofSeconds(5));
        var before = asked.size();
        context.runOnContext(_ -> carrier.carryOut(command, readBefore));
        await().until(() -> asked.size() > before);
    }

    private CommandCarrier carrier(int inquiryMillis) {
        return new CommandCarrier(
                (action, _, _) -> {
                    asked.add(action.name());
                    return action.name().equals("Originate") ? originate : channel.get();
                },
                new AmiActions(TestConfig.CONTEXTS),
                new KeptFacts(facts),
                TestConfig.with(Map.of(
                                "ami-gateway.actions.grace",
                                "10ms",
                                "ami-gateway.actions.inquiry",
                                inquiryMillis + "ms"))
                        .actions(),
                new CommandCarrier.CarrierShell(vertx, () -> NOON, new SimpleMeterRegistry(), new ActionIds("test")));
    }

    private static AmiHeaders response(String status) {
        return AmiHeaders.of("Event: OriginateResponse\r\nActionID: c-1\r\nResponse: " + status + "\r\nReason: 0\r\n");
    }

    private static Future<AmiMessage.Response> answer(String status) {
        return Future.succeededFuture(new AmiMessage.Response(status, AmiHeaders.of("Response: " + status + "\r\n")));
    }
}
