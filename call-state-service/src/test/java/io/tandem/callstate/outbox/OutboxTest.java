package io.tandem.callstate.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.tandem.contracts.Topics;
import io.tandem.edge.id.Ulids;
import io.tandem.edge.kafka.Wire;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class OutboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    RedisAPI redis;

    @Inject
    Wire wire;

    private final AtomicInteger sends = new AtomicInteger();
    private final String outbox = "test:{" + Ulids.next() + "}:outbox";

    /** Not connected at the first use, as in the moments after the start. */
    @SuppressWarnings("unchecked")
    private MutinyEmitter<String> lateEmitter() {
        return (MutinyEmitter<String>)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {MutinyEmitter.class}, (_, _, _) -> {
                    if (sends.getAndIncrement() == 0) {
                        throw new IllegalStateException("no channel yet");
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    @Test
    void what_could_not_be_sent_because_no_channel_was_there_yet_is_sent_the_next_time() {
        var emitter = lateEmitter();
        var tested = new Outbox(redis, new Publisher(emitter, emitter, emitter, emitter, emitter), wire);
        var message = new Outgoing(Topics.AGENTS, "k", "id-1", "agent.presence", Instant.EPOCH, "acme", "{}");
        redis.hset(List.of(outbox, Outbox.position(1, 0), tested.write(message)))
                .await()
                .atMost(PATIENCE);

        assertThatThrownBy(() -> tested.flush(outbox).await().atMost(PATIENCE))
                .isInstanceOf(IllegalStateException.class);
        tested.flush(outbox).await().atMost(PATIENCE);

        assertThat(sends.get()).isEqualTo(2);
        assertThat(redis.exists(List.of(outbox)).await().atMost(PATIENCE).toInteger())
                .isZero();
    }

    @Test
    void what_many_publish_at_once_is_forgotten_together_and_a_message_that_came_after_stays() {
        var clearing = new Clearing(redis);
        var outboxes = IntStream.range(0, 500)
                .mapToObj(_ -> "test:{" + Ulids.next() + "}:outbox")
                .toList();
        outboxes.forEach(this::fill);

        Uni.join()
                .all(outboxes.stream()
                        .map(each -> clearing.clear(each, List.of("1", "2")))
                        .toList())
                .andFailFast()
                .await()
                .atMost(PATIENCE);

        assertThat(outboxes).allSatisfy(each -> assertThat(
                        redis.hkeys(each).await().atMost(PATIENCE).toString())
                .isEqualTo("[3]"));
        assertThat(outboxes).allSatisfy(each -> assertThat(pending(each)).isTrue());

        outboxes.forEach(each -> clearing.clear(each, List.of("3")).await().atMost(PATIENCE));

        assertThat(outboxes).allSatisfy(each -> assertThat(pending(each)).isFalse());
    }

    /** Pending since a time far ahead: the sweeper, which could not read these, leaves them alone. */
    private void fill(String each) {
        redis.hset(List.of(each, "1", "a", "2", "b", "3", "c")).await().atMost(PATIENCE);
        redis.zadd(List.of(Outbox.PENDING, "9000000000000000", each)).await().atMost(PATIENCE);
    }

    private boolean pending(String each) {
        return redis.zscore(Outbox.PENDING, each).await().atMost(PATIENCE) != null;
    }
}
