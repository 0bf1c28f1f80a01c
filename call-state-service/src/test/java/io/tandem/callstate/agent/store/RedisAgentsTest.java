package io.tandem.callstate.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.callstate.Bus;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.Presence;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.callstate.redis.Names;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallOutcome;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class RedisAgentsTest {

    private static final Logger LOG = Logger.getLogger(RedisAgentsTest.class);
    private static final int CLIENTS = 50;
    private static final int AGENTS = 20;

    /** Reservations of all clients together; a minute's worth is some tens of thousands. */
    private static final int RESERVATIONS = Integer.getInteger("tandem.test.reservations", 3_000);

    /** However many there were before: {@code -Dtandem.test.contention=PT1M} is that of the promise. */
    private static final Duration CONTENTION = Duration.parse(System.getProperty("tandem.test.contention", "PT0S"));

    @Inject
    Agents agents;

    @Inject
    RedisAPI redis;

    @Inject
    Bus bus;

    private Result apply(String tenant, String agent, Input input) {
        return agents.apply(tenant, agent, input).toCompletableFuture().join();
    }

    private Presence of(String tenant, String agent) {
        return agents.of(tenant, agent).toCompletableFuture().join();
    }

    /** Each client takes whichever agent it gets, and knows from a register beside Redis whether somebody else has them. */
    private final class Contention {
        private final String tenant = Ulids.next();
        private final ConcurrentHashMap<String, String> register = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<String, String> doubled = new ConcurrentHashMap<>();
        private final AtomicInteger granted = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final long until = System.nanoTime() + CONTENTION.toNanos();

        void run() {
            IntStream.range(0, AGENTS).forEach(i -> apply(tenant, "agent-" + i, new Input.LogIn()));
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                var runs = IntStream.range(0, CLIENTS)
                        .mapToObj(seed -> CompletableFuture.runAsync(() -> client(seed), clients))
                        .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(runs).join();
            }
        }

        private void client(int seed) {
            var choice = new Random(seed);
            while (granted.get() < RESERVATIONS || System.nanoTime() < until) {
                take("agent-" + choice.nextInt(AGENTS));
            }
        }

        private void take(String agent) {
            var callId = Ulids.next();
            if (apply(tenant, agent, new Input.Reserve(callId, true)) instanceof Result.Moved) {
                var other = register.putIfAbsent(agent, callId);
                if (other != null) {
                    doubled.put(callId, other);
                }
                granted.incrementAndGet();
                register.remove(agent, callId);
                apply(tenant, agent, new Input.Release(callId));
            } else {
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void fifty_clients_never_get_one_of_twenty_agents_twice() {
        var contention = new Contention();

        contention.run();

        LOG.infof("reservations: granted=%d refused=%d", contention.granted.get(), contention.refused.get());
        assertThat(contention.granted.get()).isGreaterThanOrEqualTo(RESERVATIONS);
        assertThat(contention.refused.get()).as("they did contend").isPositive();
        assertThat(contention.doubled).isEmpty();
        IntStream.range(0, AGENTS)
                .forEach(i ->
                        assertThat(of(contention.tenant, "agent-" + i).status()).isEqualTo(AgentStatus.AVAILABLE));
    }

    @Test
    void the_statuses_of_a_tenant_are_those_of_its_presences() {
        var tenant = Ulids.next();
        apply(tenant, "agent-1", new Input.LogIn());
        apply(tenant, "agent-2", new Input.LogIn());
        apply(tenant, "agent-2", new Input.Reserve("call-1", true));
        apply(tenant, "agent-3", new Input.LogIn());
        apply(tenant, "agent-3", new Input.LogOut());

        assertThat(agents.statuses(tenant).toCompletableFuture().join())
                .containsOnly(
                        Map.entry("agent-1", AgentStatus.AVAILABLE),
                        Map.entry("agent-2", AgentStatus.RESERVED),
                        Map.entry("agent-3", AgentStatus.OFFLINE));
        assertThat(agents.ofTenant(tenant).toCompletableFuture().join())
                .containsExactlyInAnyOrder(of(tenant, "agent-1"), of(tenant, "agent-2"), of(tenant, "agent-3"));
        assertThat(agents.statuses("nobody").toCompletableFuture().join()).isEmpty();
    }

    @Test
    void releasing_twice_is_releasing_once() {
        var tenant = Ulids.next();
        apply(tenant, "agent-1", new Input.Reserve("call-1", false));

        assertThat(apply(tenant, "agent-1", new Input.Release("call-1"))).isInstanceOf(Result.Moved.class);
        assertThat(apply(tenant, "agent-1", new Input.Release("call-1"))).isInstanceOf(Result.Unchanged.class);
    }

    @Test
    void a_reservation_does_not_lapse_once_its_call_has_begun() {
        var tenant = Ulids.next();
        var callId = Ulids.next();
        apply(tenant, "agent-1", new Input.Reserve(callId, false));
        redis.hset(List.of(Names.call(callId), "version", "1")).await().indefinitely();

        assertThat(apply(tenant, "agent-1", new Input.Lapse(callId))).isInstanceOf(Result.Unchanged.class);
        assertThat(of(tenant, "agent-1").callId()).isEqualTo(callId);

        redis.del(List.of(Names.call(callId))).await().indefinitely();
        assertThat(apply(tenant, "agent-1", new Input.Lapse(callId))).isInstanceOf(Result.Moved.class);
    }

    @Test
    void a_wrap_up_is_kept_in_redis_and_ends_by_itself() {
        var tenant = Ulids.next();
        apply(tenant, "agent-1", new Input.LogIn());
        apply(tenant, "agent-1", new Input.Reserve("call-1", true, Duration.ofSeconds(2)));
        apply(tenant, "agent-1", new Input.Talk("call-1"));
        apply(tenant, "agent-1", new Input.Release("call-1", CallOutcome.ANSWERED));

        assertThat(of(tenant, "agent-1").status()).isEqualTo(AgentStatus.WRAP_UP);
        assertThat(kept(tenant)).isTrue();

        await().untilAsserted(() -> assertThat(of(tenant, "agent-1").status()).isEqualTo(AgentStatus.AVAILABLE));
        assertThat(kept(tenant)).isFalse();
        assertThat(bus.presences(tenant))
                .extracting(e -> e.status().name())
                .containsExactly("AVAILABLE", "RESERVED", "ON_CALL", "WRAP_UP", "AVAILABLE");
    }

    @Test
    void a_wrap_up_that_the_agent_ends_is_forgotten() {
        var tenant = Ulids.next();
        apply(tenant, "agent-1", new Input.LogIn());
        apply(tenant, "agent-1", new Input.Reserve("call-1", true, Duration.ofHours(1)));
        apply(tenant, "agent-1", new Input.Talk("call-1"));
        apply(tenant, "agent-1", new Input.Release("call-1", CallOutcome.ANSWERED));

        apply(tenant, "agent-1", new Input.Choose(AgentStatus.AVAILABLE, null));

        assertThat(kept(tenant)).isFalse();
    }

    private boolean kept(String tenant) {
        return redis.zscore(RedisAgents.WRAP_UPS, tenant + "|agent-1").await().indefinitely() != null;
    }

    @Test
    void each_change_is_told_once_under_an_id_made_of_its_version() {
        var tenant = Ulids.next();
        apply(tenant, "agent-1", new Input.LogIn());
        apply(tenant, "agent-1", new Input.LogIn());
        apply(tenant, "agent-1", new Input.LogOut("forced-logout"));

        assertThat(bus.presences(tenant)).hasSize(2);
        assertThat(bus.idsOfPresences(tenant))
                .containsExactlyElementsOf(bus.presences(tenant).stream()
                        .map(e -> tenant + "/agent-1:" + e.version())
                        .toList());
    }
}
