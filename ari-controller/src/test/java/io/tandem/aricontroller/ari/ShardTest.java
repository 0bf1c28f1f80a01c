package io.tandem.aricontroller.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.aricontroller.peer.ScriptedAri;
import io.tandem.contracts.PbxFact;
import io.tandem.edge.id.Ulids;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shard's connection: alive, lost, back, and what it takes over. */
class ShardTest {

    @Test
    void says_up_then_what_lives_then_alive() {
        try (var call = new Served().started()) {
            assertThat(call.facts.all())
                    .extracting(kept -> kept.fact().getClass().getSimpleName())
                    .startsWith("LinkUp", "SnapshotTaken", "LinkAlive");
            assertThat(call.facts.of(PbxFact.LinkAlive.class).getFirst()).satisfies(alive -> {
                assertThat(alive.application()).startsWith("tandem-0-");
                assertThat(alive.shard()).isZero();
                assertThat(alive.shards()).isEqualTo(1);
            });
            assertThat(call.facts.of(PbxFact.LinkUp.class).getFirst().version()).isEqualTo("22.10.1");
        }
    }

    @Test
    void numbers_its_facts_within_the_incarnation() {
        try (var call = new Served().started()) {
            call.withAgent();

            var application = call.application();
            assertThat(call.facts.all())
                    .extracting(KeptFacts.Kept::id)
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.startsWith(application + ":"));
        }
    }

    @Test
    void comes_back_under_a_new_name_with_its_talking_calls_and_tells_the_gap() {
        try (var call = new Served().started()) {
            call.connected();
            var before = call.application();

            call.asterisk.dropsTheLine();

            await().atMost(Served.PATIENCE)
                    .until(() -> call.facts.of(PbxFact.Gap.class).size() == 1);
            assertThat(call.application()).isNotEqualTo(before);
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.facts.of(PbxFact.SnapshotTaken.class).getLast().channels())
                    .extracting(PbxFact.LiveChannel::channelId)
                    .containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.asterisk.requests())
                    .filteredOn(request -> request.endsWith("/addChannel"))
                    .as("a moved channel is not added to its bridge again")
                    .hasSize(2);

            call.order(call.endCall());
            call.awaitNothingLeft();
        }
    }

    @Test
    void goes_on_waiting_for_a_customer_who_rang_when_the_line_dropped() {
        try (var call = new Served().started()) {
            call.withAgent().withCustomerDialled();
            call.asterisk.rings(call.customer);

            call.asterisk.dropsTheLine();
            await().atMost(Served.PATIENCE)
                    .until(() -> call.facts.of(PbxFact.LinkUp.class).size() == 2);
            call.asterisk.answers(call.customer);

            await().atMost(Served.PATIENCE)
                    .until(() -> call.asterisk.bridged(call.bridge).contains(call.customer));
        }
    }

    @Test
    void ends_the_rest_of_a_call_whose_leg_ended_while_nobody_listened() {
        try (var call = new Served().started()) {
            call.connected();

            call.asterisk.losesSilently(call.customer);

            call.awaitNothingLeft();
            assertThat(call.facts.of(PbxFact.ChannelHungUp.class).getFirst()).satisfies(gone -> {
                assertThat(gone.channelId()).isEqualTo(call.customer);
                assertThat(gone.reconciled()).isTrue();
            });
        }
    }

    @Test
    void takes_over_what_a_dead_replica_left_talking() {
        var asterisk = new ScriptedAri();
        var callId = Ulids.next();
        asterisk.wasLeftBy("tandem-0-dead", callId + ".agent", "Up", callId + ".bridge");
        asterisk.wasLeftBy("tandem-0-dead", callId + ".customer", "Up", callId + ".bridge");

        try (var call = new Served(asterisk).started()) {
            await().atMost(Served.PATIENCE).until(() -> call.shards.liveCalls() == 1);
            assertThat(asterisk.bridged(callId + ".bridge")).hasSize(2);

            asterisk.ends(callId + ".customer", 16);

            call.awaitNothingLeft();
        }
    }

    @Test
    void takes_over_a_customer_whom_a_dead_replica_left_ringing() {
        var asterisk = new ScriptedAri();
        var callId = Ulids.next();
        asterisk.wasLeftBy("tandem-0-dead", callId + ".agent", "Up", callId + ".bridge");
        asterisk.wasLeftBy("tandem-0-dead", callId + ".customer", "Ringing", callId + ".bridge");

        try (var call = new Served(asterisk).started()) {
            await().atMost(Served.PATIENCE).until(() -> call.shards.liveCalls() == 1);

            asterisk.answers(callId + ".customer");

            await().atMost(Served.PATIENCE)
                    .until(() -> asterisk.bridged(callId + ".bridge").size() == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01M7Y2ZZZSN4V1R3DK42E76N0R.bridge",
                "pbx-1:1795289877.4.bridge",
                "pbx-1:1795289877.4.hold.3",
                "pbx-1:1795289877.4.left.1"
            })
    void removes_a_bridge_that_outlived_its_call(String bridgeId) {
        var asterisk = new ScriptedAri();
        var agent = Ulids.next() + ".agent";
        asterisk.wasLeftBy("tandem-0-dead", agent, "Up", bridgeId);
        asterisk.losesSilently(agent);

        try (var call = new Served(asterisk).started()) {
            call.awaitNothingLeft();
        }
    }

    @Test
    void leaves_an_application_that_no_longer_answers() {
        try (var call = new Served().started()) {
            var wedged = call.application();

            call.asterisk.ignores("/applications/" + wedged);

            await().atMost(Served.PATIENCE)
                    .until(() -> call.facts.of(PbxFact.LinkUp.class).size() == 2);
            assertThat(call.facts.of(PbxFact.LinkDown.class)).hasSize(1);
            assertThat(call.application()).isNotEqualTo(wedged);
        }
    }

    @Test
    void says_nothing_of_being_alive_while_facts_cannot_be_kept_and_loses_none() {
        try (var call = new Served().started()) {
            call.facts.behind(true);
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            var alive = call.facts.of(PbxFact.LinkAlive.class).size();
            call.asterisk.handsOver(call.agent, call.application());
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);

            assertThat(call.facts.of(PbxFact.LinkAlive.class)).hasSize(alive);
            assertThat(call.facts.of(PbxFact.ControlStarted.class)).isEmpty();

            call.facts.behind(false);
            await().atMost(Served.PATIENCE).untilAsserted(() -> assertThat(call.facts.of(PbxFact.ControlStarted.class))
                    .hasSize(1));
        }
    }

    @Test
    void touches_nothing_when_the_shard_is_given_away() {
        try (var call = new Served().started()) {
            call.connected();

            call.shards.revoke(List.of(0));

            await().atMost(Served.PATIENCE)
                    .until(() -> call.asterisk.connected().isEmpty());
            assertThat(call.asterisk.bridged(call.bridge)).containsExactlyInAnyOrder(call.agent, call.customer);
            assertThat(call.facts.of(PbxFact.LinkDown.class)).hasSize(1);
        }
    }
}
