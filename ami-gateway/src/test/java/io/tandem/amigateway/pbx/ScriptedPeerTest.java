package io.tandem.amigateway.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.ami.AmiHeaders;
import io.tandem.amigateway.ownership.Partitions;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.HangUp;
import io.tandem.contracts.AmiCommand.KickFromConference;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.ami.FakeAsterisk;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PBX whose answers are lost, late, doubled, foreign or out of order: each command has one end, and the next action works. */
@QuarkusTest
@QuarkusTestResource(value = GatewayUnderTest.class, restrictToAnnotatedClass = true)
@TestProfile(RecordsInMemory.Profile.class)
class ScriptedPeerTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    RecordsInMemory published;

    @Inject
    Pbxs pbxs;

    @Inject
    Wire wire;

    private final FakeAsterisk asterisk = GatewayUnderTest.asterisk();
    private final String call = Ulids.next();
    private final String agent = call + ".agent";

    @BeforeEach
    void a_link_that_is_up() {
        for (var action : List.of("Originate", "Hangup", "Getvar", "ConfbridgeList", "ConfbridgeKick")) {
            asterisk.behavesFor(action);
        }
        pbxs.directoryRead();
        pbxs.given(new Partitions(1, Set.of(0)));
        await().until(() -> asterisk.sessions("tandem-events") == 1 && asterisk.sessions("tandem-actions") == 1);
    }

    @Test
    void a_lost_answer_leaves_a_fate_unknown_and_its_late_coming_changes_nothing() {
        var lost = new AtomicReference<@Nullable AmiHeaders>();
        asterisk.when("Hangup", (_, action) -> lost.set(action));
        send(hangUp("c-1"));
        await().until(() -> ends("c-1").size() == 1);

        asterisk.behavesFor("Hangup")
                .emitRaw(
                        "tandem-actions",
                        "Response: Success\r\nActionID: " + lost.get().text("ActionID") + "\r\n\r\n");
        send(hangUp("c-2"));

        await().until(() -> ends("c-2").size() == 1);
        assertThat(ends("c-1")).singleElement().isInstanceOf(PbxFact.CommandFateUnknown.class);
        assertThat(ends("c-2")).singleElement().isInstanceOf(PbxFact.CommandDone.class);
    }

    @Test
    void a_doubled_answer_counts_once() {
        asterisk.when("Hangup", (s, action) -> {
            s.reply(action, "Success", "Message: Channel Hungup\r\n");
            s.reply(action, "Error", "Message: No such channel\r\n");
        });

        send(hangUp("c-1"));
        send(hangUp("c-2"));

        await().until(() -> ends("c-2").size() == 1);
        assertThat(ends("c-1")).singleElement().isInstanceOf(PbxFact.CommandDone.class);
    }

    @Test
    void answers_of_somebody_else_and_of_nobody_are_passed_over() {
        asterisk.when("Hangup", (s, action) -> {
            s.write("Response: Error\r\nActionID: somebody-else\r\nMessage: foreign\r\n\r\n");
            s.write("Response: Error\r\nMessage: of nobody\r\n\r\n");
            s.reply(action, "Success", "Message: Channel Hungup\r\n");
        });

        send(hangUp("c-1"));

        await().until(() -> ends("c-1").size() == 1);
        assertThat(ends("c-1")).singleElement().isInstanceOf(PbxFact.CommandDone.class);
    }

    @Test
    void answers_out_of_order_find_their_commands() {
        var first = new AtomicReference<@Nullable AmiHeaders>();
        asterisk.when("Hangup", (s, action) -> {
            if (first.compareAndSet(null, action)) {
                return;
            }
            s.reply(action, "Success", "Message: Channel Hungup\r\n");
            s.reply(first.get(), "Error", "Message: No such channel\r\n");
        });

        send(hangUp("c-1"));
        send(hangUp("c-2"));

        await().until(() -> ends("c-1").size() == 1 && ends("c-2").size() == 1);
        assertThat(ends("c-1")).singleElement().isInstanceOf(PbxFact.CommandRefused.class);
        assertThat(ends("c-2")).singleElement().isInstanceOf(PbxFact.CommandDone.class);
    }

    @Test
    void a_list_without_an_end_holds_nothing_up() {
        asterisk.when("ConfbridgeList", (s, action) -> s.reply(action, "Success", "EventList: start\r\n"));
        send(new KickFromConference("c-1" + call, call, "pbx-1", soon(), agent));
        await().until(() -> ends("c-1").size() == 1);

        asterisk.when("ConfbridgeList", (s, action) -> {
            var id = "ActionID: " + action.text("ActionID") + "\r\n";
            s.reply(action, "Success", "EventList: start\r\n");
            s.write("Event: ConfbridgeList\r\n" + id + "Uniqueid: " + agent + "\r\nChannel: PJSIP/x-1\r\n\r\n");
            s.write("Event: ConfbridgeListComplete\r\n" + id + "EventList: Complete\r\n\r\n");
        });
        send(new KickFromConference("c-2" + call, call, "pbx-1", soon(), agent));

        await().until(() -> ends("c-2").size() == 1);
        assertThat(ends("c-1")).singleElement().isInstanceOf(PbxFact.CommandRefused.class);
        assertThat(ends("c-2")).singleElement().isInstanceOf(PbxFact.CommandDone.class);
        assertThat(asterisk.received("ConfbridgeKick"))
                .extracting(a -> a.text("Channel"))
                .contains("PJSIP/x-1");
    }

    @Test
    void an_originate_whose_line_dropped_is_asked_after_when_the_line_is_back_and_dialled_once() {
        asterisk.when("Originate", (s, _) -> s.dropTheLine());

        send(originate());

        await().until(() -> ends("c-1").size() == 1);
        assertThat(ends("c-1")).singleElement().isInstanceOf(PbxFact.CommandDone.class);
        assertThat(ours("Originate", "ChannelId")).isEqualTo(1);
        assertThat(ours("Getvar", "Channel")).isPositive();
    }

    @Test
    void an_originate_without_an_answer_or_a_channel_has_an_unknown_fate_and_is_dialled_once() {
        asterisk.when("Originate", (_, _) -> {})
                .when("Getvar", (s, action) -> s.reply(action, "Error", "Message: No such channel\r\n"));

        send(originate());

        await().until(() -> ends("c-1").size() == 1);
        assertThat(ends("c-1"))
                .singleElement()
                .isInstanceOfSatisfying(PbxFact.CommandFateUnknown.class, unknown -> assertThat(unknown.reason())
                        .contains("its channel does not live now"));
        assertThat(ours("Originate", "ChannelId")).isEqualTo(1);
    }

    private HangUp hangUp(String id) {
        return new HangUp(id + call, call, "pbx-1", soon(), agent, 16);
    }

    private OriginateToConference originate() {
        return new OriginateToConference(
                "c-1" + call, call, "pbx-1", soon(), agent, "PJSIP/1001@phones", null, Duration.ofSeconds(5));
    }

    private void send(AmiCommand command) {
        kafka.source("ami-commands").send(wire.write(command));
    }

    private long ours(String action, String header) {
        return asterisk.received(action).stream()
                .filter(a -> a.text(header).equals(agent))
                .count();
    }

    /** What was told of the command. */
    private List<PbxFact.CommandFact> ends(String id) {
        return published.facts().stream()
                .filter(PbxFact.CommandFact.class::isInstance)
                .map(PbxFact.CommandFact.class::cast)
                .filter(fact -> fact.commandId().equals(id + call))
                .toList();
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(30);
    }
}
