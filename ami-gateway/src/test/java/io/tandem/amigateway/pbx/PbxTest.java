package io.tandem.amigateway.pbx;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.amigateway.ownership.Partitions;
import io.tandem.contracts.AmiCommand;
import io.tandem.contracts.AmiCommand.HandOff;
import io.tandem.contracts.AmiCommand.HangUp;
import io.tandem.contracts.AmiCommand.OriginateToConference;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.ami.FakeAsterisk;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = GatewayUnderTest.class, restrictToAnnotatedClass = true)
@TestProfile(RecordsInMemory.Profile.class)
class PbxTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    RecordsInMemory published;

    @Inject
    Pbxs pbxs;

    @Inject
    Wire wire;

    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    private static final Partitions OURS = new Partitions(1, Set.of(0));

    private final FakeAsterisk asterisk = GatewayUnderTest.asterisk();
    private final String call = Ulids.next();
    private final String agent = call + ".agent";

    @BeforeEach
    void a_link_that_is_up() {
        asterisk.behavesFor("Originate")
                .behavesFor("Redirect")
                .behavesFor("Setvar")
                .hasChannels();
        pbxs.directoryRead();
        pbxs.given(OURS);
        await().until(() -> asterisk.sessions("tandem-events") == 1 && asterisk.sessions("tandem-actions") == 1);
        published.clear();
        await().until(() -> !told(PbxFact.LinkAlive.class).isEmpty());
        published.clear();
    }

    @Nested
    class a_link {

        @Test
        void says_what_it_may_have_missed_and_what_lives_when_it_comes_back() {
            asterisk.startedAt("04:00:00")
                    .hasChannels(
                            "Uniqueid: " + agent + "\r\nChannelStateDesc: Up\r\n",
                            "Uniqueid: 1795232644.12\r\nChannelStateDesc: Up\r\n");
            var before = Instant.now();

            asterisk.dropTheLines("tandem-events");

            await().until(() -> !told(PbxFact.SnapshotTaken.class).isEmpty());
            assertThat(facts().stream()
                            .filter(f -> f instanceof PbxFact.LinkFact
                                    && !(f instanceof PbxFact.LinkAlive || f instanceof PbxFact.PbxStatus))
                            .map(Object::getClass))
                    .isEqualTo(List.of(
                            PbxFact.LinkDown.class,
                            PbxFact.LinkUp.class,
                            PbxFact.Gap.class,
                            PbxFact.SnapshotTaken.class));
            assertThat(told(PbxFact.LinkUp.class).getFirst().boot()).isEqualTo("2026-11-21T04:00:00");
            assertThat(told(PbxFact.LinkUp.class).getFirst().version()).isEqualTo("22.10.1");
            var gap = told(PbxFact.Gap.class).getFirst();
            assertThat(gap.from()).isBeforeOrEqualTo(gap.to()).isAfter(before.minusSeconds(60));
            assertThat(gap.reason()).isEqualTo("closed by the PBX");
            assertThat(gap.boot()).isEqualTo("2026-11-21T04:00:00");
            assertThat(callFacts())
                    .containsExactly(
                            new PbxFact.ChannelCreated(
                                    call,
                                    "pbx-1",
                                    FactSource.AMI,
                                    at(callFacts().getFirst()),
                                    agent,
                                    "",
                                    true),
                            new PbxFact.ChannelAnswered(
                                    call,
                                    "pbx-1",
                                    FactSource.AMI,
                                    at(callFacts().getFirst()),
                                    agent,
                                    true));
            await().until(() -> !told(PbxFact.PbxStatus.class).isEmpty());
            assertThat(told(PbxFact.PbxStatus.class).getFirst().startedAt()).isEqualTo("2026-11-21T04:00:00");
            assertThat(told(PbxFact.SnapshotTaken.class).getFirst().channels())
                    .containsExactly(new PbxFact.LiveChannel(call, agent, "Up"));
        }

        @Test
        void tells_what_came_while_it_took_the_snapshot_after_it_and_once() {
            asterisk.hasChannels("Uniqueid: " + agent + "\r\nChannelStateDesc: Up\r\n")
                    .when("ConfbridgeListRooms", (s, a) -> {
                        asterisk.behavesFor("ConfbridgeListRooms");
                        event("Newstate", "ChannelStateDesc: Up");
                        event("Hangup", "Cause: 16");
                        s.reply(a, "Error", "Message: No active conferences.\r\n");
                    });

            asterisk.dropTheLines("tandem-events");

            await().until(() -> !told(PbxFact.ChannelHungUp.class).isEmpty()
                    && !told(PbxFact.SnapshotTaken.class).isEmpty());
            assertThat(callFacts())
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(
                            PbxFact.ChannelCreated.class, PbxFact.ChannelAnswered.class, PbxFact.ChannelHungUp.class));
            assertThat(told(PbxFact.ChannelCreated.class).getFirst().reconciled())
                    .isTrue();
            assertThat(told(PbxFact.ChannelAnswered.class).getFirst().reconciled())
                    .isFalse();
        }

        @Test
        void takes_another_snapshot_when_the_pbx_says_again_that_it_has_booted() {
            asterisk.emit("tandem-events", "Event: FullyBooted\r\nUptime: 1\r\n");

            await().until(() -> !told(PbxFact.SnapshotTaken.class).isEmpty());

            assertThat(told(PbxFact.Gap.class))
                    .extracting(PbxFact.Gap::reason)
                    .containsExactly("the PBX said again that it has booted");
            assertThat(told(PbxFact.LinkDown.class)).isEmpty();
        }

        @Test
        void does_without_the_marker_where_it_may_not_send_one() {
            asterisk.when("UserEvent", (s, a) -> s.reply(a, "Error", "Message: Permission denied\r\n"));

            asterisk.dropTheLines("tandem-events");

            await().until(() -> !told(PbxFact.SnapshotTaken.class).isEmpty());
            asterisk.behavesFor("UserEvent");
        }

        @Test
        void is_down_without_its_actions_though_facts_go_on() {
            asterisk.dropTheLines("tandem-actions");

            await().until(() -> !told(PbxFact.LinkUp.class).isEmpty());

            assertThat(told(PbxFact.LinkDown.class)).hasSize(1);
            assertThat(told(PbxFact.Gap.class)).isEmpty();
        }

        @Test
        void is_closed_before_another_may_have_its_partition_and_made_again_when_it_comes_back() {
            pbxs.taken(Partitions.NONE);

            await().until(() -> asterisk.sessions("tandem-events") + asterisk.sessions("tandem-actions") == 0);
            assertThat(told(PbxFact.LinkDown.class)).hasSize(1);
            assertThat(pbxs.status("pbx-1").orElseThrow().state()).isEqualTo(PbxState.ELSEWHERE);
            published.clear();
            await().during(Duration.ofMillis(300))
                    .until(() -> told(PbxFact.LinkAlive.class).isEmpty());

            pbxs.given(OURS);
            await().until(() -> !told(PbxFact.LinkUp.class).isEmpty());
        }

        @Test
        void that_may_be_anothers_already_goes_without_a_word() {
            pbxs.lost(Partitions.NONE);

            await().until(() -> asterisk.sessions("tandem-events") == 0 && asterisk.sessions("tandem-actions") == 0);
            assertThat(told(PbxFact.LinkDown.class)).isEmpty();
        }

        @Test
        void says_with_its_life_what_a_chooser_of_a_pbx_needs() {
            asterisk.hasLiveCalls(3);

            await().until(() ->
                    told(PbxFact.LinkAlive.class).stream().anyMatch(alive -> Objects.equals(alive.liveCalls(), 3)));

            var alive = told(PbxFact.LinkAlive.class).getLast();
            assertThat(alive.weight()).isEqualTo(100);
            assertThat(alive.tags()).isEmpty();
            assertThat(alive.draining()).isFalse();
        }

        @Test
        void tells_which_action_a_user_may_not_do_and_forgets_it_when_that_was_mended() {
            asterisk.denies("tandem-actions", "Redirect", "Originate");
            asterisk.dropTheLines("tandem-actions");

            await().untilAsserted(() -> assertThat(
                            pbxs.status("pbx-1").orElseThrow().link())
                    .extracting(PbxStatus.Link::missing)
                    .isEqualTo(List.of(
                            "actions: Originate (write class originate)", "actions: Redirect (write class call)")));

            asterisk.denies("tandem-actions");
            asterisk.dropTheLines("tandem-actions");
            await().untilAsserted(
                            () -> assertThat(pbxs.status("pbx-1").orElseThrow().link())
                                    .extracting(PbxStatus.Link::missing)
                                    .isEqualTo(List.of()));
        }
    }

    @Nested
    class an_event {

        @Test
        void becomes_a_fact_under_its_call_with_an_id_of_its_own() {
            event("Newchannel", "Channel: PJSIP/x");
            event("VarSet", "Variable: X");
            event("Hangup", "Cause: 16");

            await().until(() -> told(PbxFact.ChannelHungUp.class).size() == 1);

            assertThat(callFacts())
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(PbxFact.ChannelCreated.class, PbxFact.ChannelHungUp.class));
            var records = published.records().stream()
                    .filter(r -> call.equals(r.key()))
                    .toList();
            assertThat(records).hasSize(2);
            var ids = new HashSet<String>();
            for (var record : records) {
                ids.add(header(record, "ce_id"));
                assertThat(header(record, "ce_source")).isEqualTo("/tandem/ami-gateway/pbx-1");
            }
            assertThat(ids).hasSize(2).allMatch(id -> id.startsWith("pbx-1:2026-11-21T0"));
            assertThat(header(records.getLast(), "ce_type")).isEqualTo("pbx.channel-hung-up");
        }

        @Test
        void of_a_channel_that_is_not_ours_is_not_told() {
            asterisk.emit("tandem-events", "Event: Hangup\r\nUniqueid: 1795232644.12\r\nCause: 16\r\n");
            event("Hangup", "Cause: 16");

            await().until(() -> told(PbxFact.ChannelHungUp.class).size() == 1);

            assertThat(callFacts()).hasSize(1);
        }
    }

    @Nested
    class a_command {

        @Test
        void is_done_when_the_pbx_has_accepted_it() {
            send(new HandOff("c-" + call, call, "pbx-1", soon(), agent, "tandem-0-1", "agent"));

            await().until(() -> told(PbxFact.CommandDone.class).size() == 1);

            var done = told(PbxFact.CommandDone.class).getFirst();
            assertThat(done.commandId()).isEqualTo("c-" + call);
            assertThat(done.command()).isEqualTo("ami.hand-off");
            assertThat(asterisk.received().stream()
                            .filter(a -> a.text("Channel").equals(agent))
                            .map(a -> a.text("Action") + " " + a.text("Variable") + a.text("Exten")))
                    .isEqualTo(List.of("Setvar TANDEM_CALL_ID", "Setvar TANDEM_APP", "Redirect agent"));
        }

        @Test
        void ends_at_the_first_step_that_is_refused() {
            asterisk.when("Setvar", (s, a) -> s.reply(a, "Error", "Message: No such channel\r\n"));

            send(new HandOff("c-" + call, call, "pbx-1", soon(), agent, "tandem-0-1", "agent"));

            await().until(() -> told(PbxFact.CommandRefused.class).size() == 1);
            assertThat(told(PbxFact.CommandRefused.class).getFirst().reason()).isEqualTo("No such channel");
            assertThat(asterisk.received("Redirect").stream()
                            .filter(a -> a.text("Channel").equals(agent)))
                    .isEmpty();
        }

        @Test
        void has_an_unknown_fate_when_its_answer_is_lost() {
            asterisk.when("Redirect", (_, _) -> {});

            send(new HandOff("c-" + call, call, "pbx-1", soon(), agent, "tandem-0-1", "agent"));

            await().until(() -> told(PbxFact.CommandFateUnknown.class).size() == 1);
            assertThat(callFacts()).hasSize(1);
        }

        @Test
        void is_refused_and_put_aside_when_it_is_not_valid() {
            var nacked = new AtomicReference<@Nullable Throwable>();
            var json = wire.write(new HangUp("c-" + call, call, "pbx-1", soon(), "/.*/", 16));

            kafka.source("ami-commands").send(message(json, nacked));

            await().until(() -> nacked.get() != null);
            assertThat(nacked.get()).hasMessageContaining("channelId");
            await().until(() -> told(PbxFact.CommandRefused.class).size() == 1);
            assertThat(asterisk.received("Hangup"))
                    .noneMatch(a -> a.text("Channel").equals("/.*/"));
        }

        @Test
        void that_cannot_be_read_is_put_aside() {
            var nacked = new AtomicReference<@Nullable Throwable>();

            kafka.source("ami-commands").send(message("{not json", nacked));

            await().until(() -> nacked.get() != null);
            assertThat(callFacts()).isEmpty();
        }

        @Test
        void for_a_pbx_that_nobody_knows_is_put_aside_with_the_reason() {
            var nacked = new AtomicReference<@Nullable Throwable>();
            var json = wire.write(new HangUp("c-" + call, call, "pbx-2", soon(), agent, 16));

            kafka.source("ami-commands").send(message(json, nacked));

            await().until(() -> nacked.get() != null);
            assertThat(nacked.get()).hasMessageContaining("nobody here knows the PBX pbx-2");
            assertThat(callFacts()).isEmpty();
        }

        @Test
        void of_an_unknown_type_is_put_aside() {
            var nacked = new AtomicReference<@Nullable Throwable>();

            kafka.source("ami-commands")
                    .send(message(
                            "{\"type\":\"ami.sing.v1\",\"pbxId\":\"pbx-1\",\"callId\":\"" + call + "\"}", nacked));

            await().until(() -> nacked.get() != null);
            assertThat(nacked.get()).hasMessageContaining("type is not known");
        }

        @Test
        void that_comes_twice_is_carried_out_and_answered_once() {
            var command = new HangUp("c-" + call, call, "pbx-1", soon(), agent, 16);
            send(command);
            send(command);
            send(new HangUp("c-other" + call, call, "pbx-1", soon(), agent, 16));

            await().until(() -> told(PbxFact.CommandDone.class).size() == 2);

            assertThat(asterisk.received("Hangup").stream()
                            .filter(a -> a.text("Channel").equals(agent)))
                    .hasSize(2);
        }

        @Test
        void that_has_expired_is_refused() {
            send(new HangUp("c-" + call, call, "pbx-1", Instant.now().minusSeconds(1), agent, 16));

            await().until(() -> told(PbxFact.CommandRefused.class).size() == 1);
            assertThat(told(PbxFact.CommandRefused.class).getFirst().reason()).isEqualTo("expired");
        }
    }

    @Nested
    class an_originate {

        @Test
        void is_refused_after_all_when_no_channel_ever_came_to_be() {
            asterisk.when("Originate", (s, a) -> {
                s.reply(a, "Success", "Message: Originate successfully queued\r\n");
                failure(a.text("ActionID"));
            });

            send(originate());

            await().until(() -> told(PbxFact.CommandRefused.class).size() == 1);
            assertThat(callFacts())
                    .extracting(Object::getClass)
                    .isEqualTo(List.of(PbxFact.CommandDone.class, PbxFact.CommandRefused.class));
        }

        @Test
        void is_told_by_its_channel_when_there_was_one_even_if_the_failure_was_faster() {
            asterisk.when("Originate", (s, a) -> {
                s.reply(a, "Success", "Message: Originate successfully queued\r\n");
                failure(a.text("ActionID"));
                event("Newchannel", "Channel: PJSIP/x");
                event("Hangup", "Cause: 17");
            });

            send(originate());

            await().until(() -> told(PbxFact.ChannelHungUp.class).size() == 1);
            await().during(Duration.ofMillis(300))
                    .until(() -> told(PbxFact.CommandRefused.class).isEmpty());
        }

        @Test
        void is_not_concerned_by_the_failure_of_somebody_else() {
            send(originate());
            await().until(() -> told(PbxFact.CommandDone.class).size() == 1);

            failure("somebody-else");

            await().during(Duration.ofMillis(300))
                    .until(() -> told(PbxFact.CommandRefused.class).isEmpty());
        }

        @Test
        void is_refused_at_once_when_the_pbx_refuses_it() {
            asterisk.when("Originate", (s, a) -> s.reply(a, "Error", "Message: Channel not specified\r\n"));

            send(originate());

            await().until(() -> told(PbxFact.CommandRefused.class).size() == 1);
            assertThat(callFacts()).hasSize(1);
        }

        private OriginateToConference originate() {
            return new OriginateToConference(
                    "c-" + call, call, "pbx-1", soon(), agent, "PJSIP/1001@phones", null, Duration.ofSeconds(5));
        }

        private void failure(String actionId) {
            asterisk.emit(
                    "tandem-actions",
                    "Event: OriginateResponse\r\nActionID: " + actionId
                            + "\r\nResponse: Failure\r\nReason: 0\r\nUniqueid: " + agent + "\r\n");
        }
    }

    @Nested
    class the_api {

        @Test
        void shows_the_link_to_whoever_may_see_it() {
            given().auth()
                    .oauth2(Tokens.of("supervisor"))
                    .get("/api/v1/pbx")
                    .then()
                    .statusCode(200)
                    .body("items[0].id", equalTo("pbx-1"))
                    .body("items[0].state", equalTo("UP"))
                    .body("items[0].asteriskVersion", equalTo("22.10.1"))
                    .body("items[0].port", equalTo(asterisk.port()));
        }

        @Test
        void shows_it_to_nobody_else() {
            given().get("/api/v1/pbx").then().statusCode(401);
            given().auth().oauth2(Tokens.of("agent")).get("/api/v1/pbx").then().statusCode(403);
        }
    }

    @Test
    void readiness_does_not_depend_on_the_pbx_but_tells_of_it() {
        given().get(ready).then().statusCode(200).body("checks.name", hasItem("pbx"));
    }

    @Test
    void metrics_count_events_by_name_and_tell_whether_the_sessions_are_up() {
        event("Hangup", "Cause: 16");
        await().until(() -> told(PbxFact.ChannelHungUp.class).size() == 1);

        given().get(metrics)
                .then()
                .body(containsString("tandem_ami_link_up{pbx=\"pbx-1\",session=\"events\"} 1.0"))
                .body(containsString("tandem_ami_pbx_state{pbx=\"pbx-1\",state=\"UP\"} 1.0"))
                .body(containsString("tandem_ami_login_seconds_count{pbx=\"pbx-1\",session=\"events\"}"))
                .body(containsString("tandem_ami_actions_pending{pbx=\"pbx-1\",session=\"actions\"}"))
                .body(containsString("tandem_ami_live_calls{pbx=\"pbx-1\"}"))
                .body(containsString("tandem_ami_draining{pbx=\"pbx-1\"} 0.0"))
                .body(containsString("tandem_ami_events_total{name=\"Hangup\",pbx=\"pbx-1\",session=\"events\"}"))
                .body(containsString("tandem_ami_facts_total{pbx=\"pbx-1\",type=\"pbx.channel-hung-up\"}"));
    }

    private static Instant at(PbxFact fact) {
        return fact.at();
    }

    private void send(AmiCommand command) {
        kafka.source("ami-commands").send(wire.write(command));
    }

    private static Message<String> message(String json, AtomicReference<@Nullable Throwable> nacked) {
        return Message.of(json).withNack(e -> {
            nacked.set(e);
            return CompletableFuture.completedFuture(null);
        });
    }

    private void event(String name, String header) {
        asterisk.emit("tandem-events", "Event: " + name + "\r\nUniqueid: " + agent + "\r\n" + header + "\r\n");
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(10);
    }

    private List<PbxFact> facts() {
        return published.facts();
    }

    /** Of this test's call. */
    private List<PbxFact> callFacts() {
        return facts().stream()
                .filter(f -> f instanceof PbxFact.CallFact c && c.callId().equals(call))
                .toList();
    }

    private <T extends PbxFact> List<T> told(Class<T> type) {
        return facts().stream()
                .filter(f -> !(f instanceof PbxFact.CallFact c) || c.callId().equals(call))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static String header(ProducerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
