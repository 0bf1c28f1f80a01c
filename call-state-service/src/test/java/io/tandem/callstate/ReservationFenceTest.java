package io.tandem.callstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.callstate.agent.Agents;
import io.tandem.callstate.agent.PresenceMachine.Input;
import io.tandem.callstate.call.store.LapsedReservationException;
import io.tandem.callstate.call.store.Origin;
import io.tandem.callstate.call.store.RedisCalls;
import io.tandem.callstate.call.stream.Asked;
import io.tandem.callstate.call.stream.CallFlow;
import io.tandem.callstate.call.stream.CallStarter;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reserved an agent and then stood still for longer than the reservation holds (a long pause, a frozen process) changes nothing. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class ReservationFenceTest {

    private static final String AGENT = "fenced-1";

    @Inject
    Bus bus;

    @Inject
    CallStarter starter;

    @Inject
    Agents agents;

    @Inject
    RedisCalls calls;

    @BeforeEach
    void an_agent_and_a_pbx_are_there() {
        bus.usualDirectory();
        bus.agent("acme", AGENT);
        bus.bothLinksAlive();
        await().untilAsserted(() ->
                assertThat(starter.check(asked(Ulids.next()))).isInstanceOf(CallStarter.Check.Sound.class));
    }

    private static Asked asked(String callId) {
        return new Asked(callId, "acme", AGENT, "+442079460000", null, null, null, null, null, Map.of());
    }

    private CallStarter.Reservation.Held reserved(Asked asked) {
        return (CallStarter.Reservation.Held) starter.reserve(asked).await().indefinitely();
    }

    private CallFlow.Result begin(Asked asked, CallStarter.Reservation.Held reservation) {
        var plan = ((CallStarter.Check.Sound) starter.check(asked)).plan();
        return starter.begin(asked, plan, reservation, Origin.NONE).await().indefinitely();
    }

    private void lapse(String callId) {
        agents.apply("acme", AGENT, new Input.Lapse(callId))
                .toCompletableFuture()
                .join();
    }

    private void free(String callId) {
        agents.apply("acme", AGENT, new Input.Release(callId))
                .toCompletableFuture()
                .join();
    }

    private String holder() {
        return String.valueOf(
                agents.of("acme", AGENT).toCompletableFuture().join().callId());
    }

    @Test
    void a_call_begins_on_the_reservation_that_was_made_for_it() {
        var asked = asked(Ulids.next());

        assertThat(begin(asked, reserved(asked))).isEqualTo(CallFlow.Result.MOVED);

        assertThat(bus.ami(asked.callId())).hasSize(1);
        free(asked.callId());
    }

    @Test
    void a_call_does_not_begin_on_an_agent_who_was_given_to_another_meanwhile() {
        var late = asked(Ulids.next());
        var stale = reserved(late);
        lapse(late.callId());
        var other = asked(Ulids.next());
        reserved(other);

        assertThatThrownBy(() -> begin(late, stale)).isInstanceOf(LapsedReservationException.class);

        assertThat(holder()).isEqualTo(other.callId());
        assertThat(calls.find(late.callId()).await().indefinitely()).isNull();
        assertThat(bus.ami(late.callId())).isEmpty();
        assertThat(bus.told(late.callId())).isEmpty();
        free(other.callId());
    }

    @Test
    void a_stale_number_is_worth_nothing_even_where_the_same_call_has_reserved_again() {
        var asked = asked(Ulids.next());
        var stale = reserved(asked);
        lapse(asked.callId());
        var fresh = reserved(asked);
        assertThat(fresh.fence()).isGreaterThan(stale.fence());

        assertThatThrownBy(() -> begin(asked, stale)).isInstanceOf(LapsedReservationException.class);
        assertThat(bus.ami(asked.callId())).isEmpty();

        assertThat(begin(asked, fresh)).isEqualTo(CallFlow.Result.MOVED);
        free(asked.callId());
    }

    @Test
    void a_late_word_of_a_call_that_lost_the_agent_does_not_touch_the_next_one() {
        var late = asked(Ulids.next());
        reserved(late);
        lapse(late.callId());
        var other = asked(Ulids.next());
        var held = reserved(other);

        for (var input : java.util.List.of(
                new Input.Ring(late.callId()), new Input.Talk(late.callId()), new Input.Release(late.callId()))) {
            agents.apply("acme", AGENT, input).toCompletableFuture().join();
        }

        var presence = agents.of("acme", AGENT).toCompletableFuture().join();
        assertThat(presence.callId()).isEqualTo(other.callId());
        assertThat(presence.fence()).isEqualTo(held.fence());
        free(other.callId());
    }
}
