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
}
