package io.tandem.amigateway.action.carry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiDecoder;
import io.tandem.ami.AmiLimits;
import io.tandem.ami.AmiMessage;
import io.tandem.ami.EventNames;
import io.tandem.amigateway.TestConfig;
import io.tandem.amigateway.action.AmiActions;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.BlindTransfer;
import io.tandem.contracts.AmiCommand.KickFromConference;
import io.tandem.contracts.AmiCommand.MuteAudio;
import io.tandem.contracts.AmiCommand.MuteInConference;
import io.tandem.contracts.AmiCommand.Park;
import io.tandem.contracts.AmiCommand.SetVariable;
import io.tandem.contracts.AmiCommand.StopRecording;
import io.tandem.contracts.PbxFact;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Commands with the answers that a real Asterisk 22.10.1 gave (the transcripts of asterisk/README.md). Each action that leaves gets the
 * messages that the recorded session got under the ActionID that the test names.
 */
class RecordedAnswersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final List<PbxFact> facts = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_channel_is_muted_by_the_function_of_its_module_in_a_room_and_in_stasis() {
        var story = new Story("ami-mute");

        assertThat(ends(story, c -> mute(c, ".agent", true), 5)).isInstanceOf(PbxFact.CommandDone.class);
        assertThat(ends(story, c -> mute(c, ".agent", true), 10)).isInstanceOf(PbxFact.CommandDone.class);
        assertRefused(ends(story, c -> mute(c, ".other", true), 12), "No such channel");
    }

    @Test
    void a_channel_in_the_room_is_muted_and_kicked_by_the_name_that_the_list_tells() {
        var story = new Story("ami-conference");

        assertThat(ends(story, c -> new MuteInConference("c-1", c, "pbx-1", LATER, c + ".agent", true), 4, 6))
                .isInstanceOf(PbxFact.CommandDone.class);
        assertThat(sent.getLast()).contains("Action: ConfbridgeMute", "Channel: PJSIP/phones-");
        assertThat(ends(story, c -> kick(c, ".agent"), 4, 9)).isInstanceOf(PbxFact.CommandDone.class);
        assertRefused(ends(story, c -> kick(c, ".agent"), 4, 10), "No Channel by that name found in Conference.");
    }

    @Test
    void nobody_is_kicked_who_is_not_in_the_room_or_has_no_room() {
        var story = new Story("ami-conference");

        assertRefused(ends(story, c -> kick(c, ".other"), 4), "the channel is not in the room of the call");
        assertRefused(ends(story, c -> kick(c, ".agent"), 12), "No active conferences.");
        assertThat(sent).noneMatch(action -> action.contains("ConfbridgeKick"));
    }

    @Test
    void a_recording_stops_once() {
        var story = new Story("ami-recording");

        assertThat(ends(story, c -> new StopRecording("c-1", c, "pbx-1", LATER, c + ".agent"), 7))
                .isInstanceOf(PbxFact.CommandDone.class);
        assertRefused(
                ends(story, c -> new StopRecording("c-1", c, "pbx-1", LATER, c + ".agent"), 8),
                "Could not stop monitoring channel");
    }

    @Test
    void a_party_in_the_room_is_parked_and_one_in_a_dial_is_transferred_again() {
        assertThat(ends(
                        new Story("ami-park"),
                        c -> new Park("c-1", c, "pbx-1", LATER, c + ".customer", Duration.ofSeconds(2)),
                        5,
                        6))
                .isInstanceOf(PbxFact.CommandDone.class);
        assertThat(ends(new Story("ami-transfer"), c -> transfer(c, "1002"), 6, 7))
                .isInstanceOf(PbxFact.CommandDone.class);
        assertThat(ends(new Story("ami-transfer"), c -> transfer(c, "+442079460001"), 8, 9))
                .isInstanceOf(PbxFact.CommandDone.class);
    }

    @Test
    void nobody_is_transferred_out_of_stasis() {
        assertRefused(
                ends(new Story("ami-mute"), c -> new BlindTransfer("c-1", c, "pbx-1", LATER, c + ".agent", "1002"), 9),
                "the channel is in Stasis, not in a conversation without ARI");
        assertThat(sent).noneMatch(action -> action.contains("Redirect"));
    }

    @Test
    void a_variable_is_set() {
        assertThat(ends(
                        new Story("ami-variables"),
                        c -> new SetVariable("c-1", c, "pbx-1", LATER, c + ".agent", "CDR(userfield)", "note 1"),
                        7))
                .isInstanceOf(PbxFact.CommandDone.class);
    }

    private static MuteAudio mute(String call, String leg, boolean muted) {
        return new MuteAudio("c-1", call, "pbx-1", LATER, call + leg, "both", muted);
    }

    private static KickFromConference kick(String call, String leg) {
        return new KickFromConference("c-1", call, "pbx-1", LATER, call + leg);
    }

    private static BlindTransfer transfer(String call, String to) {
        return new BlindTransfer("c-1", call, "pbx-1", LATER, call + ".customer", to);
    }

    private static void assertRefused(PbxFact fact, String reason) {
        assertThat(fact).isInstanceOfSatisfying(PbxFact.CommandRefused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    /** The fact that ends the command, of the recorded call, whose actions are answered as those of these numbers were. */
    private PbxFact ends(Story story, Function<String, AmiCommand> command, int... recorded) {
        facts.clear();
        sent.clear();
        var answers = new ArrayDeque<Integer>();
        for (int number : recorded) {
            answers.add(number);
        }
        var carrier = new CommandCarrier[1];
        carrier[0] = new CommandCarrier(
                (action, actionId, _) -> answer(story, answers, action, actionId, carrier),
                new AmiActions(TestConfig.CONTEXTS),
                new KeptFacts(facts),
                TestConfig.with(Map.of()).actions(),
                new CommandCarrier.CarrierShell(vertx, () -> NOON, new SimpleMeterRegistry(), new ActionIds("test")));

        assertThat(carrier[0].carryOut(command.apply(story.call), false).succeeded())
                .isTrue();

        assertThat(answers).isEmpty();
        assertThat(facts).hasSize(1);
        return facts.getFirst();
    }

    private Future<AmiMessage.Response> answer(
            Story story, Deque<Integer> answers, AmiAction action, String actionId, CommandCarrier[] carrier) {
        sent.add(new String(action.encode(actionId), UTF_8));
        AmiMessage.Response response = null;
        for (var message : story.answers(answers.removeFirst(), actionId)) {
            switch (message) {
                case AmiMessage.Event event -> carrier[0].event(event);
                case AmiMessage.Response r -> response = r;
                case AmiMessage.Banner _ -> throw new AssertionError("a banner is no answer");
            }
        }
        assertThat(response).as("response to %s", action.name()).isNotNull();
        return Future.succeededFuture(response);
    }

    /** One recorded session of actions. */
    private static final class Story {

        private final String name;
        private final String text;
        private final String call;

        Story(String name) {
            this.name = name;
            try (InputStream in =
                    RecordedAnswersTest.class.getResourceAsStream("/transcripts/" + name + ".actions.ami")) {
                this.text = new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            int exten = text.indexOf("Exten: ") + "Exten: ".length();
            this.call = text.substring(exten, exten + 26);
        }

        /** What came under the number, as if it had been asked under {@code actionId}. */
        List<AmiMessage> answers(int number, String actionId) {
            var recorded = "ActionID: tandem-actions-" + number + "\r\n";
            assertThat(text).as(name).contains(recorded);
            var decoder = new AmiDecoder(AmiLimits.DEFAULT, EventNames.of(CommandCarrier.EVENTS));
            return decoder
                    .feed(text.replace(recorded, "ActionID: " + actionId + "\r\n")
                            .getBytes(UTF_8))
                    .stream()
                    .filter(message -> switch (message) {
                        case AmiMessage.Banner _ -> false;
                        case AmiMessage.Event e -> e.headers().text("ActionID").equals(actionId);
                        case AmiMessage.Response r -> r.actionId().equals(actionId);
                    })
                    .toList();
        }
    }
}
