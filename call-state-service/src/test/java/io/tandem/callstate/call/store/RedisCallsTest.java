package io.tandem.callstate.call.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.callstate.call.Call;
import io.tandem.callstate.call.CallMachine;
import io.tandem.callstate.call.Input;
import io.tandem.callstate.call.Links;
import io.tandem.callstate.call.Plan;
import io.tandem.callstate.call.Transition;
import io.tandem.callstate.outbox.Outbox;
import io.tandem.callstate.outbox.Outgoing;
import io.tandem.contracts.Topics;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.call.Facts;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class RedisCallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Links BOTH = new Links(true, "tandem-0-1");

    @Inject
    RedisCalls calls;

    @Inject
    CallMachine machine;

    @Inject
    Outbox outbox;

    @Inject
    RedisAPI redis;

    @Inject
    Wire wire;

    private final String callId = Ulids.next();

    private Call requested() {
        var plan = new Plan(
                "agent-1",
                "PJSIP/1001@phones",
                "+442079460000",
                "PJSIP/+442079460000@carrier",
                null,
                "carrier",
                "campaign-1",
                null,
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                Facts.NOON,
                Map.of("crm", "42"),
                false,
                null,
                false);
        return Call.requested(callId, "acme", "pbx-1", plan);
    }

    private Call begun(Call call) {
        return ((Transition.Moved) machine.on(call, new Input.Begin(Facts.NOON, BOTH))).call();
    }

    private Change change(Call before, Call after, Origin origin) {
        var messages = new TreeMap<String, Outgoing>();
        messages.put(
                Outbox.position(after.version(), 0),
                new Outgoing(
                        Topics.CALLS,
                        callId,
                        callId + ":1",
                        "call.requested",
                        Facts.NOON,
                        "acme",
                        "{\"callId\":\"" + callId + "\"}"));
        return new Change(before, after, origin, Facts.NOON, messages, List.of(), Map.of(), List.of(), null, List.of());
    }

    private Loaded load(Origin origin) {
        return calls.load(callId, "pbx-1", origin).await().atMost(PATIENCE);
    }

    @Test
    void a_call_comes_back_as_it_was_written() {
        var call = begun(requested());
        var seen = (Transition.Moved)
                machine.on(call, new Input.Seen(Facts.of(callId).customer().hungUp(17, "486"), Facts.NOON, BOTH));
        calls.write(change(requested(), seen.call(), Origin.NONE)).await().atMost(PATIENCE);

        assertThat(load(Origin.NONE).call()).isEqualTo(seen.call());
    }

    @Test
    void a_write_on_another_version_is_refused_and_leaves_nothing() {
        var before = requested();
        var after = begun(before);
        calls.write(change(before, after, Origin.NONE)).await().atMost(PATIENCE);
        var stale = change(before, after, new Origin("facts", 1, 7));

        assertThatThrownBy(() -> calls.write(stale).await().atMost(PATIENCE)).isInstanceOf(StaleVersionException.class);

        assertThat(load(new Origin("facts", 1, 7)).appliedOffset()).isEqualTo(-1);
    }

    @Test
    void what_was_not_published_is_found_with_the_offset_that_caused_it() {
        var before = requested();
        calls.write(change(before, begun(before), new Origin("facts", 3, 41)))
                .await()
                .atMost(PATIENCE);

        var loaded = load(new Origin("facts", 3, 41));

        assertThat(loaded.appliedOffset()).isEqualTo(41);
        assertThat(loaded.unpublished().values()).extracting(Outgoing::id).containsExactly(callId + ":1");
        assertThat(load(new Origin("facts", 2, 41)).appliedOffset()).isEqualTo(-1);
    }

    @Test
    void what_was_published_is_forgotten() {
        var before = requested();
        calls.write(change(before, begun(before), Origin.NONE)).await().atMost(PATIENCE);

        outbox.flush(RedisCalls.outboxOf(callId)).await().atMost(PATIENCE);

        assertThat(load(Origin.NONE).unpublished()).isEmpty();
    }

    @Test
    void what_another_replica_wrote_is_seen_by_one_that_knows_an_older_state() {
        var begun = begun(requested());
        calls.write(change(requested(), begun, Origin.NONE)).await().atMost(PATIENCE);
        var other = new RedisCalls(redis, outbox, wire);
        var answered = ((Transition.Moved) machine.on(
                        begun, new Input.Seen(Facts.of(callId).agent().answered(), Facts.NOON, BOTH)))
                .call();
        other.write(change(begun, answered, Origin.NONE)).await().atMost(PATIENCE);

        assertThat(load(Origin.NONE).call()).isEqualTo(answered);
    }

    @Test
    void a_version_that_redis_gave_out_twice_is_read_anew() {
        var begun = begun(requested());
        calls.write(change(requested(), begun, Origin.NONE)).await().atMost(PATIENCE);
        var before = load(Origin.NONE).call();
        redis.del(List.of("call:{" + callId + "}")).await().atMost(PATIENCE);
        var plan = requested().plan();
        var again = begun(Call.requested(callId, "acme", "pbx-2", plan));
        new RedisCalls(redis, outbox, wire)
                .write(change(Call.requested(callId, "acme", "pbx-2", plan), again, Origin.NONE))
                .await()
                .atMost(PATIENCE);

        assertThat(load(Origin.NONE).call()).isEqualTo(again).isNotEqualTo(before);
    }

    @Test
    void a_call_that_redis_lost_is_not_remembered() {
        var begun = begun(requested());
        calls.write(change(requested(), begun, Origin.NONE)).await().atMost(PATIENCE);
        redis.del(List.of("call:{" + callId + "}")).await().atMost(PATIENCE);

        assertThat(load(Origin.NONE).call()).isNull();
    }
}
