package io.tandem.campaign.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.campaign.pacing.store.PacingStore;
import io.tandem.campaign.pacing.stream.Pacer;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.testkit.PostgresResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims when replicas race and when one dies: never two calls for one attempt, never more than the campaign may have. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ClaimsTest {

    private final Rest rest = Rest.ofNewTenant();
    private final FakeCalls calls;
    private final PacingStore store;
    private final Pacer pacer;
    private final TestClock clock;

    ClaimsTest(FakeCalls calls, PacingStore store, Pacer pacer, TestClock clock) {
        this.calls = calls;
        this.store = store;
        this.pacer = pacer;
        this.clock = clock;
    }

    @Test
    void a_claim_whose_process_died_before_asking_is_asked_for_once_more_with_the_same_call_id() {
        var campaign = running("x", 1, 5, 1);

        var claimed = On.loop(() -> store.pace(campaign));
        assertThat(claimed).hasSize(1);
        assertThat(calls.requests(rest.tenant())).isEmpty();
        rest.get("/campaigns/" + campaign + "/attempts").body("items[0].state", equalTo("CLAIMED"));
        round();
        assertThat(calls.requests(rest.tenant())).isEmpty();

        clock.forward(Duration.ofSeconds(4));
        round();

        assertThat(calls.requests(rest.tenant())).isEqualTo(claimed);
        rest.get("/campaigns/" + campaign + "/attempts")
                .body("items.size()", equalTo(1))
                .body("items[0].state", equalTo("REQUESTED"));
        clock.forward(Duration.ofSeconds(4));
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);
    }

    @Test
    void a_claim_that_expired_meanwhile_is_asked_for_as_expired_so_that_its_fate_becomes_known() {
        var campaign = running("y", 1, 5, 1);
        var claimed = On.loop(() -> store.pace(campaign)).getFirst();

        clock.forward(Duration.ofSeconds(20));
        round();

        var asked = calls.requests(rest.tenant()).getFirst();
        assertThat(asked.expiresAt()).isEqualTo(claimed.expiresAt()).isBefore(clock.instant());
        calls.cancelled(asked, "expired");
        await().untilAsserted(() ->
                rest.get("/campaigns/" + campaign + "/contacts").body("items[0].state", equalTo("PENDING")));
    }

    @Test
    void replicas_that_look_at_one_campaign_at_once_never_claim_a_contact_twice_nor_too_many()
            throws InterruptedException, ExecutionException {
        var campaign = running("z", 10, 4, 30);

        var claimed = atOnce(8, () -> On.loop(() -> store.pace(campaign)));

        assertThat(claimed).extracting(RequestCall::contactId).doesNotHaveDuplicates();
        assertThat(claimed).extracting(RequestCall::agentId).doesNotHaveDuplicates();
        assertThat(claimed).hasSize(4);
        rest.get("/campaigns/" + campaign + "/stats").body("activeAttempts", equalTo(4));
        rest.post("/campaigns/" + campaign + "/pause").statusCode(200);
    }

    @Test
    void campaigns_that_share_an_agent_never_both_claim_them() throws InterruptedException, ExecutionException {
        rest.agent("shared");
        var campaigns =
                IntStream.range(0, 4).mapToObj(_ -> draft("shared", 5, 3)).toList();
        available("shared");
        campaigns.forEach(ClaimsTest::start);
        var racing = campaigns.iterator();

        var claimed = atOnce(4, () -> {
            String campaign;
            synchronized (racing) {
                campaign = racing.next();
            }
            return On.loop(() -> store.pace(campaign));
        });

        assertThat(claimed).hasSize(1);
        campaigns.forEach(
                campaign -> rest.post("/campaigns/" + campaign + "/pause").statusCode(200));
    }

    @Test
    void a_campaign_never_has_more_calls_than_allowed_and_takes_the_next_when_one_ends() {
        var campaign = running("w", 3, 2, 5);
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(2);
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(2);

        calls.ended(calls.requests(rest.tenant()).getFirst(), CallOutcome.ANSWERED);

        await().untilAsserted(() -> assertThat(calls.requests(rest.tenant())).hasSize(3));
        assertThat(calls.requests(rest.tenant()))
                .extracting(RequestCall::contactId)
                .doesNotHaveDuplicates();
        rest.post("/campaigns/" + campaign + "/pause").statusCode(200);
    }

    /** Started behind the service's back, so that no round of its own comes first. */
    private String running(String prefix, int agents, int maxConcurrent, int contacts) {
        var ids = IntStream.range(0, agents).mapToObj(i -> prefix + i).toList();
        ids.forEach(rest::agent);
        var campaign = draft(String.join("\",\"", ids), maxConcurrent, contacts);
        ids.forEach(this::available);
        start(campaign);
        return campaign;
    }

    private String draft(String agents, int maxConcurrent, int contacts) {
        var campaign = rest.campaign("""
                {"name": "Race", "agents": ["%s"], "maxConcurrent": %d}""".formatted(agents, maxConcurrent));
        var list = new StringBuilder("number\n");
        IntStream.range(0, contacts).forEach(i -> list.append("+4420794600%02d%n".formatted(i)));
        rest.csv(campaign, list.toString()).statusCode(201).body("imported", equalTo(contacts));
        return campaign;
    }

    private static void start(String campaign) {
        On.loop(() ->
                Panache.withTransaction(() -> Sql.of("update campaign.campaign set state = 'RUNNING' where id = :id")
                        .with("id", campaign)
                        .run()));
    }

    /** Without an event, which would make the service look at its campaigns. */
    private void available(String agent) {
        On.loop(() -> Panache.withTransaction(() -> Sql.of("""
                        insert into campaign.presence (tenant, agent_id, status, version, changed_at)
                        values (:tenant, :agent, 'AVAILABLE', 1, :now)""")
                .with("tenant", rest.tenant())
                .with("agent", agent)
                .with("now", clock.instant())
                .run()));
    }

    private static List<RequestCall> atOnce(int threads, Callable<List<RequestCall>> work)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var results = executor.invokeAll(
                    IntStream.range(0, threads).mapToObj(_ -> work).toList());
            var claimed = new ArrayList<RequestCall>();
            for (var result : results) {
                claimed.addAll(result.get());
            }
            return claimed;
        }
    }

    private void round() {
        On.loop(pacer::round);
    }
}
