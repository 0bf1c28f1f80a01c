package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget;
import io.tandem.contracts.ScreeningVerdict;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that come in, with real Redis and PostgreSQL; the topics are in memory, and the test is the PBX and the phones. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class InboundApiTest {

    private static final AtomicLong CHANNELS = new AtomicLong(System.currentTimeMillis());
    private static final String TENANT = "inbound";
    private static final String DID = "+442079460999";

    @Inject
    Bus bus;

    private final List<String> callers = new ArrayList<>();
    private final List<String> agents = new ArrayList<>();
    private String queueId = "";

    @BeforeEach
    void a_queue_of_its_own_for_each_test() {
        queueId = "q" + CHANNELS.incrementAndGet();
        agents.clear();
        leadsTo(RouteTarget.Kind.QUEUE, queueId);
        bus.directory("queue:" + TENANT + ":" + queueId, queue(3, null));
        bus.bothLinksAlive();
    }

    @AfterEach
    void everybody_goes() {
        callers.forEach(this::hangUp);
        agents.forEach(agent -> as("supervisor").post("/api/v1/presence/" + agent + "/logout"));
    }

    private DirectoryEntry.Queue queue(int maxLength, @Nullable String callbackKey) {
        return new DirectoryEntry.Queue(
                TENANT,
                queueId,
                1,
                "Sales",
                List.of(),
                List.of(queueId),
                DirectoryEntry.RoutingStrategy.LONGEST_IDLE,
                Duration.ofSeconds(20),
                maxLength,
                Duration.ofMinutes(5),
                null,
                Duration.ZERO,
                callbackKey,
                Duration.ofSeconds(20),
                Duration.ZERO,
                null);
    }

    private void leadsTo(RouteTarget.Kind kind, @Nullable String value) {
        bus.directory(
                "did:" + TENANT + ":" + DID,
                new DirectoryEntry.Did(TENANT, DID, 1, "Main", new RouteTarget(kind, value), 5, false));
    }

    private void rule(DirectoryEntry.ScreeningMatch match, List<String> numbers, @Nullable Integer rate) {
        bus.directory(
                "screening-rule:" + TENANT + ":r",
                new DirectoryEntry.ScreeningRule(
                        TENANT,
                        "r",
                        1,
                        "the rule",
                        1,
                        List.of(),
                        match,
                        numbers,
                        rate,
                        null,
                        DirectoryEntry.ScreeningAction.BLOCK,
                        null));
    }

    private void noRule() {
        rule(DirectoryEntry.ScreeningMatch.NUMBER, List.of(), null);
    }

    /** Of the queue's team; available. */
    private String agent(String name) {
        var id = name + "-" + queueId;
        agents.add(id);
        bus.directory(
                "agent:" + TENANT + ":" + id,
                new DirectoryEntry.Agent(TENANT, id, 1, name, "PJSIP/1001@phones", List.of(), List.of(queueId)));
        await().untilAsserted(() -> as("supervisor")
                .body(Map.of("mode", "on-demand"))
                .post("/api/v1/presence/" + id + "/login")
                .then()
                .statusCode(200));
        return id;
    }

    private RequestSpecification as(String role) {
        bus.bothLinksAlive();
        return given().auth().oauth2(Tokens.of(TENANT, role)).contentType(ContentType.JSON);
    }

    private String calls(String number) {
        var channel = CHANNELS.incrementAndGet() + ".1";
        var callId = Facts.PBX + ":" + channel;
        callers.add(callId);
        bus.bothLinksAlive();
        bus.fact(new PbxFact.CallArrived(
                callId, Facts.PBX, FactSource.ARI, Instant.now(), channel, DID, number, null, "carrier"));
        return callId;
    }

    private static String channel(String callId) {
        return callId.substring(Facts.PBX.length() + 1);
    }

    private void hangUp(String callId) {
        bus.ari(callId).forEach(command -> {
            if (command instanceof AriCommand.Transfer t) {
                bus.fact(leg(callId, t).hungUp(16));
            }
        });
        bus.fact(new PbxFact.ChannelHungUp(
                callId, Facts.PBX, FactSource.ARI, Instant.now(), channel(callId), 16, "", null, false));
    }

    private static Facts leg(String callId, AriCommand.Transfer command) {
        return Facts.of(callId).ari().at(Instant.now()).leg(command.channelId().substring(callId.length() + 1));
    }

    private AriCommand.Transfer offer(String callId, int nth) {
        await().untilAsserted(() -> assertThat(transfers(callId)).hasSizeGreaterThanOrEqualTo(nth));
        return transfers(callId).get(nth - 1);
    }

    private List<AriCommand.Transfer> transfers(String callId) {
        return bus.ari(callId).stream()
                .filter(AriCommand.Transfer.class::isInstance)
                .map(AriCommand.Transfer.class::cast)
                .toList();
    }

    private void answers(String callId, AriCommand.Transfer command) {
        var leg = leg(callId, command);
        bus.facts(
                leg.transferBegun(command.order()),
                leg.done(command.commandId()),
                leg.answered(),
                leg.transferred(command.order()),
                new PbxFact.BridgeEntered(
                        callId, Facts.PBX, FactSource.ARI, Instant.now(), channel(callId), callId + ".bridge"));
        isTold(callId, "Connected");
    }

    private void isTold(String callId, String last) {
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith(last));
    }

    private <E extends CallEvent> E event(String callId, Class<E> type) {
        return bus.events(callId).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private String status(String agentId) {
        return as("supervisor").get("/api/v1/presence/" + agentId).path("status");
    }

    @Test
    void a_call_is_offered_to_an_agent_who_answers_and_it_is_kept_why() {
        var ann = agent("ann");
        var callId = calls("+442079460001");

        answers(callId, offer(callId, 1));

        assertThat(bus.told(callId)).containsExactly("Requested", "Screened", "Queued", "Offered", "Connected");
        assertThat(status(ann)).isEqualTo("ON_CALL");
        as("supervisor")
                .get("/api/v1/calls/" + callId)
                .then()
                .body("direction", equalTo("inbound"))
                .body("agentId", equalTo(ann))
                .body("from", equalTo("+442079460001"))
                .body("to", equalTo(DID));
        as("supervisor")
                .get("/api/v1/calls/" + callId + "/routing")
                .then()
                .body("type", hasItem("call.offered"))
                .body("detail.reason", hasItem(containsString("offered to " + ann)));
        as("supervisor")
                .get("/api/v1/live")
                .then()
                .body("queues.find { it.queueId == '" + queueId + "' }.answered", equalTo(1))
                .body("queues.find { it.queueId == '" + queueId + "' }.serviceLevel", equalTo(1.0f))
                .body("queues.find { it.queueId == '" + queueId + "' }.waiting", equalTo(0));
    }

    @Test
    void a_call_that_waits_is_offered_as_soon_as_an_agent_is_there() {
        var callId = calls("+442079460001");
        isTold(callId, "Queued");
        as("supervisor")
                .get("/api/v1/live")
                .then()
                .body("calls.QUEUED", equalTo(1))
                .body("queues.find { it.queueId == '" + queueId + "' }.waiting", equalTo(1));

        var ann = agent("ann");

        offer(callId, 1);
        assertThat(event(callId, CallEvent.Offered.class).agentId()).isEqualTo(ann);
    }

    @Test
    void a_call_that_one_agent_rejects_is_offered_to_the_next_and_they_are_free_again() {
        var ann = agent("ann");
        var callId = calls("+442079460001");
        var first = offer(callId, 1);
        var bob = agent("bob");

        as("supervisor").post("/api/v1/calls/" + callId + "/reject").then().statusCode(202);
        bus.fact(leg(callId, first).transferFailed("cancelled", true, first.order()));
        bus.fact(leg(callId, first).hungUp(16));
        offer(callId, 2);

        assertThat(event(callId, CallEvent.OfferEnded.class).agentId()).isEqualTo(ann);
        assertThat(event(callId, CallEvent.OfferEnded.class).reason()).isEqualTo("rejected");
        assertThat(event(callId, CallEvent.Offered.class).agentId()).isEqualTo(bob);
        await().untilAsserted(() -> assertThat(status(ann)).isEqualTo("AVAILABLE"));
    }

    @Test
    void what_is_not_offered_cannot_be_rejected_and_nothing_is_answered_here() {
        var callId = calls("+442079460001");
        isTold(callId, "Queued");

        as("supervisor").post("/api/v1/calls/" + callId + "/reject").then().statusCode(409);
        as("supervisor")
                .post("/api/v1/calls/" + callId + "/answer")
                .then()
                .statusCode(409)
                .body("detail", containsString("phone"));
    }

    @Test
    void a_caller_who_hangs_up_frees_the_agent_whose_phone_rings() {
        var ann = agent("ann");
        var callId = calls("+442079460001");
        offer(callId, 1);

        hangUp(callId);
        isTold(callId, "Ended");

        assertThat(event(callId, CallEvent.Ended.class).call().outcome())
                .isEqualTo(io.tandem.contracts.CallOutcome.ABANDONED);
        await().untilAsserted(() -> assertThat(status(ann)).isEqualTo("AVAILABLE"));
        as("supervisor")
                .get("/api/v1/live")
                .then()
                .body("queues.find { it.queueId == '" + queueId + "' }.abandoned", equalTo(1));
    }

    @Test
    void a_blocked_caller_is_never_answered() {
        rule(DirectoryEntry.ScreeningMatch.NUMBER, List.of("+442079460666"), null);
        try {
            var callId = calls("+442079460666");
            hangUpWhenTold(callId);

            assertThat(bus.ari(callId)).hasOnlyElementsOfType(AriCommand.HangUp.class);
            assertThat(event(callId, CallEvent.Ended.class).call().outcome())
                    .isEqualTo(io.tandem.contracts.CallOutcome.REJECTED);
        } finally {
            noRule();
        }
    }

    private void hangUpWhenTold(String callId) {
        await().untilAsserted(() -> assertThat(bus.ari(callId)).hasAtLeastOneElementOfType(AriCommand.HangUp.class));
        hangUp(callId);
        isTold(callId, "Ended");
    }

    @Test
    void who_calls_too_often_is_blocked_and_a_call_that_is_told_again_is_no_other_call() {
        rule(DirectoryEntry.ScreeningMatch.RATE, List.of(), 2);
        try {
            var number = "+44207946" + String.format("%04d", CHANNELS.get() % 10_000);
            var first = calls(number);
            isTold(first, "Queued");
            bus.fact(new PbxFact.CallArrived(
                    first, Facts.PBX, FactSource.ARI, Instant.now(), channel(first), DID, number, null, "carrier"));
            isTold(calls(number), "Queued");
            var third = calls(number);
            await().untilAsserted(() -> assertThat(bus.ari(third)).hasAtLeastOneElementOfType(AriCommand.HangUp.class));

            assertThat(event(third, CallEvent.Screened.class).verdict()).isEqualTo(ScreeningVerdict.BLOCKED);
        } finally {
            noRule();
        }
    }

    @Test
    void a_number_that_is_nobodys_is_refused_and_nothing_of_it_is_kept() {
        var channel = CHANNELS.incrementAndGet() + ".1";
        var callId = Facts.PBX + ":" + channel;
        bus.fact(new PbxFact.CallArrived(
                callId, Facts.PBX, FactSource.ARI, Instant.now(), channel, "+442079469999", null, null, "carrier"));

        await().untilAsserted(() -> assertThat(bus.ari(callId)).singleElement().satisfies(command -> {
            assertThat(command).isInstanceOf(AriCommand.HangUp.class);
            assertThat(((AriCommand.HangUp) command).cause()).isEqualTo(1);
        }));
        as("supervisor").get("/api/v1/calls/" + callId).then().statusCode(404);
        assertThat(bus.told(callId)).isEmpty();
    }

    @Test
    void a_queue_that_is_full_takes_no_further_call() {
        for (int i = 0; i < 3; i++) {
            isTold(calls("+44207946000" + i), "Queued");
        }

        var fourth = calls("+442079460004");

        await().untilAsserted(() -> assertThat(bus.ari(fourth)).hasAtLeastOneElementOfType(AriCommand.Announce.class));
        assertThat(bus.told(fourth)).containsExactly("Requested", "Screened");
    }

    @Test
    void twenty_callers_are_each_offered_once_at_a_time_and_served_by_three_agents() {
        bus.directory("queue:" + TENANT + ":" + queueId, queue(100, null));
        List.of("ann", "bob", "cid").forEach(this::agent);
        for (int i = 0; i < 20; i++) {
            calls("+4420794601%02d".formatted(i));
        }

        for (int served = 0; served < 20; served++) {
            await().untilAsserted(() -> {
                bus.bothLinksAlive();
                assertThat(offered()).isNotEmpty();
            });
            var callId = offered().getFirst();
            answers(callId, offer(callId, 1));
            hangUp(callId);
            isTold(callId, "Ended");
        }

        assertThat(callers).allSatisfy(callId -> {
            assertThat(transfers(callId)).hasSize(1);
            assertThat(event(callId, CallEvent.Ended.class).call().outcome())
                    .isEqualTo(io.tandem.contracts.CallOutcome.ANSWERED);
        });
        var together =
                callers.stream().map(id -> event(id, CallEvent.Offered.class)).toList();
        assertThat(together).extracting(CallEvent.Offered::agentId).containsAll(agents);
    }

    /** Calls that ring at an agent's phone now. */
    private List<String> offered() {
        return callers.stream()
                .filter(id -> !bus.told(id).isEmpty() && bus.told(id).getLast().equals("Offered"))
                .toList();
    }

    @Test
    void a_caller_who_asks_for_it_is_called_back_once_in_their_turn() {
        bus.directory("queue:" + TENANT + ":" + queueId, queue(3, "1"));
        bus.directory(
                "trunk:" + TENANT + ":carrier",
                new DirectoryEntry.Trunk(
                        TENANT, "carrier", 1, "Carrier", "carrier", List.of("+44"), false, 1, true, null));
        var callId = calls("+442079460001");
        isTold(callId, "Queued");
        bus.fact(new PbxFact.DtmfPressed(
                callId, Facts.PBX, FactSource.ARI, Instant.now(), channel(callId), "1", Instant.now()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).contains("CallbackRequested"));
        hangUp(callId);
        isTold(callId, "Ended");

        var ann = agent("ann");

        await().untilAsserted(() -> as("supervisor")
                .queryParam("agentId", ann)
                .get("/api/v1/calls")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].to", equalTo("+442079460001"))
                .body("items[0].from", equalTo(DID))
                .body("items[0].metadata.callbackOf", equalTo(callId)));
        await().untilAsserted(() -> as("supervisor")
                .get("/api/v1/live")
                .then()
                .body("queues.find { it.queueId == '" + queueId + "' }.waiting", equalTo(0)));
        String back =
                as("supervisor").queryParam("agentId", ann).get("/api/v1/calls").path("items[0].callId");
        bus.facts(
                Facts.of(back).ami().agent().created(),
                Facts.of(back).ami().agent().hungUp(16));
        isTold(back, "Ended");
    }

    @Test
    void a_call_that_talks_is_sent_to_a_queue_and_its_agent_is_free() {
        var ann = agent("ann");
        var callId = calls("+442079460001");
        answers(callId, offer(callId, 1));
        as("supervisor")
                .body(Map.of("kind", "attended", "to", Map.of("queueId", queueId)))
                .post("/api/v1/calls/" + callId + "/transfer")
                .then()
                .statusCode(422);

        as("supervisor")
                .body(Map.of("kind", "blind", "to", Map.of("queueId", queueId)))
                .post("/api/v1/calls/" + callId + "/transfer")
                .then()
                .statusCode(202);
        await().untilAsserted(() -> assertThat(bus.ari(callId)).hasAtLeastOneElementOfType(AriCommand.Park.class));
        var park = (AriCommand.Park) bus.ari(callId).stream()
                .filter(AriCommand.Park.class::isInstance)
                .findFirst()
                .orElseThrow();
        bus.facts(
                Facts.of(callId).ari().done(park.commandId()),
                new PbxFact.Parked(callId, Facts.PBX, FactSource.ARI, Instant.now(), channel(callId), park.order()));

        offer(callId, 2);
        assertThat(event(callId, CallEvent.Offered.class).agentId()).isEqualTo(ann);
    }
}
