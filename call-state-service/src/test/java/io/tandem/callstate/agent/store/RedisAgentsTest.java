package io.tandem.callstate.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.agent.PresenceMachine.Result;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class RedisAgentsTest {

    @Inject
    Agents agents;

    @Test
    void of_forty_who_reserve_four_agents_at_once_four_succeed() {
        var tenant = Ulids.next();
        for (int i = 0; i < 4; i++) {
            agents.apply(tenant, "agent-" + i, new Input.LogIn())
                    .toCompletableFuture()
                    .join();
        }

        var tries = IntStream.range(0, 40)
                .mapToObj(i -> agents.apply(tenant, "agent-" + i % 4, new Input.Reserve(Ulids.next(), true))
                        .toCompletableFuture())
                .toList();

        assertThat(tries.stream().map(t -> t.join()).filter(Result.Moved.class::isInstance))
                .hasSize(4);
    }

    @Test
    void releasing_twice_is_releasing_once() {
        var tenant = Ulids.next();
        agents.apply(tenant, "agent-1", new Input.Reserve("call-1", false))
                .toCompletableFuture()
                .join();

        var first = agents.apply(tenant, "agent-1", new Input.Release("call-1"))
                .toCompletableFuture()
                .join();
        var second = agents.apply(tenant, "agent-1", new Input.Release("call-1"))
                .toCompletableFuture()
                .join();

        assertThat(first).isInstanceOf(Result.Moved.class);
        assertThat(second).isInstanceOf(Result.Unchanged.class);
    }
}
