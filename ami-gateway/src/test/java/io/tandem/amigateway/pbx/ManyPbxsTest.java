package io.tandem.amigateway.pbx;

import static io.restassured.RestAssured.given;
import static io.tandem.amigateway.pbx.ReplicaUnderTest.DRAINED_BEFORE;
import static io.tandem.amigateway.pbx.ReplicaUnderTest.PARTITIONS;
import static io.tandem.amigateway.pbx.ReplicaUnderTest.SHARED;
import static io.tandem.amigateway.pbx.ReplicaUnderTest.asterisk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tandem.amigateway.entry.Origin;
import io.tandem.contracts.AmiCommand.HangUp;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.Topics;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.Tokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One replica over a real broker; another one is a member of its group. */
@QuarkusTest
@QuarkusTestResource(value = ReplicaUnderTest.class, restrictToAnnotatedClass = true)
class ManyPbxsTest {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Inject
    Pbxs pbxs;

    @Inject
    Wire wire;

    @TestHTTPResource(value = "/health/ready", management = true)
    String ready;

    @BeforeEach
    void all_pbxs_of_the_file_are_linked_to() {
        ReplicaUnderTest.write(ReplicaUnderTest.usual());
        post(SHARED.getFirst() + "/reload", "admin").statusCode(200);
        asterisk().hasLiveCalls(0);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(pbxs.statuses())
                .filteredOn(status -> status.state() == PbxState.UP)
                .extracting(PbxStatus::id)
                .containsAll(SHARED)
                .contains(DRAINED_BEFORE));
    }

    @Nested
    class two_replicas {

        @Test
        void share_the_pbxs_and_never_hold_a_link_both() {
            var sessionsWhenGiven = new ConcurrentHashMap<Integer, Long>();
            var loginsBefore = IntStream.range(0, PARTITIONS)
                    .mapToObj(ManyPbxsTest::logins)
                    .toList();

            var other = new SecondReplica(
                    ReplicaUnderTest.bootstrap(),
                    partition -> sessionsWhenGiven.put(partition, sessions(SHARED.get(partition))));
            await().atMost(WITHIN).until(() -> !other.partitions().isEmpty());
            var theirs = other.partitions();
            await().atMost(WITHIN).untilAsserted(() -> assertThat(SHARED)
                    .filteredOn(id -> state(id) == PbxState.ELSEWHERE)
                    .hasSize(theirs.size()));

            assertThat(theirs).hasSizeLessThan(PARTITIONS);
            assertThat(sessionsWhenGiven).hasSize(theirs.size());
            assertThat(sessionsWhenGiven.values()).containsOnly(0L);
            IntStream.range(0, PARTITIONS)
                    .filter(partition -> !theirs.contains(partition))
                    .forEach(partition -> {
                        assertThat(state(SHARED.get(partition))).isEqualTo(PbxState.UP);
                        assertThat(logins(partition)).isEqualTo(loginsBefore.get(partition));
                    });

            other.leaves();
            await().atMost(WITHIN).until(() -> SHARED.stream().allMatch(id -> state(id) == PbxState.UP));
        }

        @Test
        void become_one_within_the_time_out_of_a_session_when_the_other_dies() {
            var other = new SecondReplica(ReplicaUnderTest.bootstrap(), _ -> {});
            await().atMost(WITHIN).until(() -> SHARED.stream().anyMatch(id -> state(id) == PbxState.ELSEWHERE));

            other.dies();

            // The session time-out of 6 s, and then the logins: 5.3 s were seen with two processes and a real Asterisk.
            await().atMost(WITHIN).until(() -> SHARED.stream().allMatch(id -> state(id) == PbxState.UP));
        }
    }

    @Nested
    class a_drain {

        @Test
        void from_before_the_start_is_known_before_the_pbx_is_offered_to_anybody() {
            var told = facts(PbxFact.LinkAlive.class).stream()
                    .filter(alive -> alive.pbxId().equals(DRAINED_BEFORE))
                    .toList();

            assertThat(told).isNotEmpty().allMatch(PbxFact.LinkAlive::draining);
        }

        @Test
        void is_kept_in_the_directory_and_ends_when_it_is_ended() {
            var id = SHARED.getFirst();
            asterisk().hasLiveCalls(2);

            post(id + "/drain", "supervisor").statusCode(200).body("draining", equalTo(true));
            await().atMost(WITHIN)
                    .untilAsserted(() -> get(id).body("liveCalls", equalTo(2)).body("drained", equalTo(false)));
            asterisk().hasLiveCalls(0);
            await().atMost(WITHIN)
                    .untilAsserted(() -> get(id).body("liveCalls", equalTo(0)).body("drained", equalTo(true)));
            assertThat(directory()).containsKey("pbx-drain:" + id);
            await().atMost(WITHIN).until(() -> {
                var last = lastAlive(id);
                return Boolean.TRUE.equals(last.draining())
                        && Integer.valueOf(0).equals(last.liveCalls());
            });

            post(id + "/undrain", "admin").statusCode(200).body("draining", equalTo(false));
            assertThat(directory()).doesNotContainKey("pbx-drain:" + id);
            await().atMost(WITHIN)
                    .until(() -> Boolean.FALSE.equals(lastAlive(id).draining()));
        }

        @Test
        void is_for_admins_and_supervisors_and_of_known_pbxs() {
            post("nobody/drain", "admin").statusCode(404);
            post(SHARED.getFirst() + "/drain", "integration").statusCode(403);
            post(SHARED.getFirst() + "/reload", "supervisor").statusCode(403);
        }
    }

    @Nested
    class the_file {

        @Test
        void changes_a_share_of_calls_without_touching_the_link() {
            var id = SHARED.getFirst();
            int logins = logins(0);

            write(Map.of("pbx." + id + ".weight", "7", "pbx." + id + ".tags", "uk"));

            await().atMost(WITHIN).until(() -> status(id).weight() == 7);
            await().atMost(WITHIN).until(() -> lastAlive(id).tags().equals(List.of("uk")));
            assertThat(logins(0)).isEqualTo(logins);
        }

        @Test
        void makes_one_link_anew_when_its_login_changed_and_says_since_when_nothing_was_heard() {
            var id = SHARED.get(1);
            asterisk().accepts("other", "s");
            var before = Instant.now();
            var others = List.of(logins(0), logins(2));

            write(Map.of("pbx." + id + ".events.user", "other"));
            post(id + "/reload", "admin")
                    .statusCode(200)
                    .body("change", equalTo("RECONNECTED"))
                    .body("fields", equalTo(List.of("events.user")));
            assertThat(directory()).containsKey("pbx-reload:" + id);

            await().atMost(WITHIN).until(() -> asterisk().sessions("other") == 1 && state(id) == PbxState.UP);
            assertThat(asterisk().sessions("e-" + id)).isZero();
            assertThat(List.of(logins(0), logins(2))).isEqualTo(others);
            await().atMost(WITHIN).untilAsserted(() -> assertThat(facts(PbxFact.Gap.class))
                    .filteredOn(gap -> gap.pbxId().equals(id) && gap.reason().equals("the link was made anew"))
                    .isNotEmpty()
                    .allMatch(gap -> gap.from().isAfter(before.minusSeconds(10))));
        }

        @Test
        void adds_a_pbx_and_removes_it_when_its_last_call_has_ended() {
            asterisk().hasLiveCalls(1);
            write(ReplicaUnderTest.lines("brief"));
            await().atMost(WITHIN).until(() -> state("brief") == PbxState.UP);
            await().atMost(WITHIN).untilAsserted(() -> get("brief").body("liveCalls", equalTo(1)));

            ReplicaUnderTest.write(ReplicaUnderTest.usual());
            post("brief/reload", "admin").statusCode(200).body("change", equalTo("REMOVED"));
            get("brief").body("draining", equalTo(true)).body("state", equalTo("UP"));
            await().during(Duration.ofSeconds(3)).atMost(WITHIN).until(() -> state("brief") == PbxState.UP);

            asterisk().hasLiveCalls(0);
            await().atMost(WITHIN).until(() -> pbxs.status("brief").isEmpty());
            assertThat(asterisk().sessions("e-brief")).isZero();
            post("brief/reload", "admin").statusCode(404);
        }

        @Test
        void that_is_broken_changes_nothing_and_says_so_until_it_is_mended() {
            var id = SHARED.getFirst();

            ReplicaUnderTest.writeText("pbx." + id + ".host = 127.0.0.1\npbx." + id + ".port = nonsense\n");
            post(id + "/reload", "admin").statusCode(409).body("detail", containsString("port is not a number"));
            await().atMost(WITHIN)
                    .untilAsserted(() ->
                            given().get(ready).then().statusCode(200).body(containsString("port is not a number")));
            assertThat(SHARED).allMatch(shared -> state(shared) == PbxState.UP);

            ReplicaUnderTest.write(ReplicaUnderTest.usual());
            post(id + "/reload", "admin").statusCode(200).body("change", equalTo("NONE"));
            assertThat(given().get(ready).asString()).doesNotContain("not a number");
        }
    }

    @Test
    void the_directory_names_pbxs_whose_credentials_the_file_holds() {
        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:named", wire.write(named("common")));
        await().atMost(WITHIN).until(() -> state("named") == PbxState.UP);
        assertThat(status("named").origin()).isEqualTo(Origin.DIRECTORY);
        assertThat(asterisk().sessions("e-common")).isEqualTo(1);

        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:named", null);
        await().atMost(WITHIN).until(() -> pbxs.status("named").isEmpty());

        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:named", wire.write(named("nobodys")));
        await().atMost(WITHIN)
                .untilAsserted(() ->
                        get("named").body("state", equalTo("UNUSABLE")).body("reason", containsString("nobodys")));
        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:named", null);
    }

    @Test
    void an_entry_of_the_directory_that_lacks_something_harms_no_other() {
        ReplicaUnderTest.produce(
                Topics.DIRECTORY, "pbx:half", "{\"type\":\"directory.pbx.v1\",\"id\":\"half\",\"tags\":[]}");
        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:none", "{\"type\":\"directory.pbx.v1\"}");
        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:junk", "{not json");
        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx:other", wire.write(named("common")));
        ReplicaUnderTest.produce(
                Topics.DIRECTORY, "pbx-drain:" + SHARED.get(2), "{\"type\":\"directory.pbx-drain.v1\"}");

        await().atMost(WITHIN).until(() -> status(SHARED.get(2)).draining());
        assertThat(pbxs.statuses()).extracting(PbxStatus::id).doesNotContain("half", "none", "junk", "other");

        ReplicaUnderTest.produce(Topics.DIRECTORY, "pbx-drain:" + SHARED.get(2), null);
        await().atMost(WITHIN).until(() -> !status(SHARED.get(2)).draining());
    }

    @Test
    void a_command_for_a_pbx_that_nobody_knows_is_put_aside_with_the_reason() {
        var call = Ulids.next();
        var command = new HangUp("c-" + call, call, "nobody", Instant.now().plusSeconds(60), call + ".agent", 16);

        ReplicaUnderTest.produce(Topics.AMI_COMMANDS, "nobody", wire.write(command));

        await().atMost(WITHIN).untilAsserted(() -> assertThat(records(Topics.AMI_COMMANDS + Topics.DEAD_SUFFIX))
                .anyMatch(body -> body.contains("c-" + call)));
    }

    private DirectoryEntry.Pbx named(String credentials) {
        return new DirectoryEntry.Pbx(
                "named", 1, "127.0.0.1", asterisk().port(), false, credentials, 5, List.of(), false);
    }

    private static void write(Map<String, String> more) {
        var lines = new HashMap<>(ReplicaUnderTest.usual());
        lines.putAll(more);
        ReplicaUnderTest.write(lines);
    }

    private PbxStatus status(String id) {
        return pbxs.status(id).orElseThrow();
    }

    private PbxState state(String id) {
        return pbxs.status(id).map(PbxStatus::state).orElse(PbxState.UNUSABLE);
    }

    private static long sessions(String id) {
        return asterisk().sessions("e-" + id) + asterisk().sessions("a-" + id);
    }

    private static int logins(int partition) {
        return (int) asterisk().received("Login").stream()
                .filter(login -> login.text("Username").endsWith("-" + SHARED.get(partition)))
                .count();
    }

    private static ValidatableResponse post(String path, String role) {
        return given().auth()
                .oauth2(Tokens.of(role))
                .post("/api/v1/pbx/" + path)
                .then();
    }

    /** The PBX in the list. */
    private static ValidatableResponse get(String id) {
        return given().auth()
                .oauth2(Tokens.of("supervisor"))
                .get("/api/v1/pbx")
                .then()
                .statusCode(200)
                .rootPath("items.find { it.id == '" + id + "' }");
    }

    private PbxFact.LinkAlive lastAlive(String id) {
        return facts(PbxFact.LinkAlive.class).stream()
                .filter(alive -> alive.pbxId().equals(id))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private <T extends PbxFact> List<T> facts(Class<T> type) {
        return Stream.of(Topics.PBX_FACTS, Topics.PBX_LINKS)
                .flatMap(topic -> records(topic).stream())
                .map(body -> wire.read(body, PbxFact.class))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Map<String, String> directory() {
        var entries = new HashMap<String, String>();
        read(Topics.DIRECTORY, (key, value) -> {
            if (value == null) {
                entries.remove(key);
            } else {
                entries.put(key, value);
            }
        });
        return entries;
    }

    private static List<String> records(String topic) {
        var bodies = new ArrayList<String>();
        read(topic, (_, value) -> bodies.add(value));
        return bodies;
    }

    /** All that is there now; facts of one PBX share a partition, so they come in their order. */
    private static void read(String topic, java.util.function.BiConsumer<String, String> each) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", ReplicaUnderTest.bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> each.accept(record.key(), record.value()));
            }
        }
    }
}
