package io.tandem.campaign.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tandem.campaign.pacing.stream.LostCalls;
import io.tandem.campaign.pacing.stream.Pacer;
import io.tandem.campaign.sql.Sql;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallDirection;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallMode;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CallRequest.RequestCall;
import io.tandem.contracts.CallState;
import io.tandem.contracts.CallSummary;
import io.tandem.contracts.CampaignEvent;
import io.tandem.contracts.Screening;
import io.tandem.contracts.Screening.OnMachine;
import io.tandem.testkit.PostgresResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole lives of campaigns on a real PostgreSQL, with somebody else playing the calls. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CampaignLifeTest {

    private static final String ONE = "+442079460001";
    private static final String TWO = "+442079460002";
    private static final String THREE = "+442079460003";

    private final Rest rest = Rest.ofNewTenant();
    private final FakeCalls calls;
    private final Pacer pacer;
    private final LostCalls lost;
    private final TestClock clock;

    CampaignLifeTest(FakeCalls calls, Pacer pacer, LostCalls lost, TestClock clock) {
        this.calls = calls;
        this.pacer = pacer;
        this.lost = lost;
        this.clock = clock;
    }

    @Test
    void how_calls_are_screened_and_recorded_goes_with_each_of_them() {
        rest.agent("mia");
        var campaign = rest.campaign("""
                {"name": "Offers", "agents": ["mia"], "record": true, "recordInsideOnly": true,
                 "amd": {"mode": "voicemail", "message": "custom/offer"}}""");
        rest.csv(campaign, "number\n" + ONE + "\n").statusCode(201);
        calls.presence(rest.tenant(), "mia", AgentStatus.AVAILABLE);
        rest.start(campaign);

        var request = request(1);

        assertThat(request.record()).isTrue();
        assertThat(request.recordInsideOnly()).isTrue();
        assertThat(request.amd()).isEqualTo(new Screening(OnMachine.VOICEMAIL, "custom/offer"));
        reach(request);
        calls.ended(request, CallOutcome.MACHINE);
        contactIs(campaign, ONE, "EXHAUSTED");
    }

    @Test
    void a_campaign_runs_from_its_first_contact_to_its_completion() {
        rest.agent("anna");
        var campaign = rest.campaign("""
                {"name": "Autumn", "agents": ["anna"], "callerIds": ["+442079460999"], "ringTimeoutSeconds": 30,
                 "retry": [{"outcome": "BUSY", "afterSeconds": 300, "times": 1}]}""");
        rest.csv(campaign, "number,name,city\n" + ONE + ",Ada,London\n" + TWO + ",Bob,\n" + THREE + ",Cleo,\n")
                .statusCode(201)
                .body("imported", equalTo(3));
        calls.presence(rest.tenant(), "anna", AgentStatus.AVAILABLE);
        rest.start(campaign);

        var first = request(1);
        assertThat(first.to()).isEqualTo(ONE);
        assertThat(first.agentId()).isEqualTo("anna");
        assertThat(first.callerId()).isEqualTo("+442079460999");
        assertThat(first.campaignId()).isEqualTo(campaign);
        assertThat(first.ringTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(first.metadata()).isEqualTo(Map.of("city", "London", "name", "Ada"));
        contactIs(campaign, ONE, "DIALING");
        calls.tell(first, CallEvent.Requested::new);
        calls.tell(first, CallEvent.AgentDialing::new);
        calls.tell(first, CallEvent.CustomerDialing::new);
        calls.tell(first, CallEvent.CustomerRinging::new);
        contactIs(campaign, ONE, "RINGING");
        calls.tell(first, CallEvent.CustomerAnswered::new);
        contactIs(campaign, ONE, "ANSWERED");
        calls.tell(first, CallEvent.Connected::new);
        contactIs(campaign, ONE, "CONNECTED");
        calls.ended(first, CallOutcome.ANSWERED);
        contactIs(campaign, ONE, "COMPLETED");

        var second = request(2);
        assertThat(second.to()).isEqualTo(TWO);
        reach(second);
        calls.ended(second, CallOutcome.BUSY);
        contactIs(campaign, TWO, "RETRY");

        var third = request(3);
        assertThat(third.to()).isEqualTo(THREE);
        reach(third);
        calls.ended(third, CallOutcome.NO_ANSWER);
        contactIs(campaign, THREE, "EXHAUSTED");
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(3);

        clock.forward(Duration.ofSeconds(301));
        round();
        var again = request(4);
        assertThat(again.to()).isEqualTo(TWO);
        assertThat(again.callId()).isNotEqualTo(second.callId());
        reach(again);
        calls.ended(again, CallOutcome.BUSY);

        await().untilAsserted(
                        () -> assertThat(calls.news(campaign)).last().isInstanceOf(CampaignEvent.Completed.class));
        var news = calls.news(campaign);
        assertThat(news.getFirst()).isInstanceOf(CampaignEvent.Started.class);
        assertThat(news).extracting(CampaignEvent::version).isSorted().doesNotHaveDuplicates();
        assertThat(news).filteredOn(CampaignEvent.Completed.class::isInstance).hasSize(1);
        assertThat(((CampaignEvent.Completed) news.getLast()).outcomes())
                .isEqualTo(Map.of("ANSWERED", 1L, "BUSY", 1L, "NO_ANSWER", 1L));
        assertThat(news.stream()
                        .filter(CampaignEvent.ContactCompleted.class::isInstance)
                        .map(CampaignEvent.ContactCompleted.class::cast)
                        .map(done -> done.state() + " " + done.outcome() + " " + done.attempts()))
                .containsExactly("COMPLETED ANSWERED 1", "EXHAUSTED NO_ANSWER 1", "EXHAUSTED BUSY 2");
        rest.get("/campaigns/" + campaign + "/stats")
                .statusCode(200)
                .body("state", equalTo("COMPLETED"))
                .body("contacts.COMPLETED", equalTo(1))
                .body("contacts.EXHAUSTED", equalTo(2))
                .body("contacts.PENDING", equalTo(0))
                .body("outcomes.BUSY", equalTo(1))
                .body("attempts", equalTo(4))
                .body("activeAttempts", equalTo(0))
                .body("answerRate", equalTo(0.25f));
    }

    @Test
    void a_repeated_or_older_event_changes_nothing() {
        var campaign = started("bo", ONE);
        var request = request(1);
        reach(request);
        long version = calls.tell(request, CallEvent.CustomerRinging::new);
        calls.tell(request, CallEvent.CustomerAnswered::new);
        contactIs(campaign, ONE, "ANSWERED");

        calls.send(new CallEvent.Ended(
                request.callId(), rest.tenant(), version, clock.instant(), endedOf(request, CallOutcome.BUSY)));
        calls.tell(request, CallEvent.CustomerRinging::new);
        calls.tell(request, CallEvent.Connected::new);

        contactIs(campaign, ONE, "CONNECTED");
    }

    @Test
    void an_agent_who_does_not_answer_gives_the_contact_back_and_gets_no_other_at_once() {
        var campaign = started("cy", ONE);
        var request = request(1);
        calls.tell(request, CallEvent.AgentDialing::new);
        calls.ended(request, CallOutcome.AGENT_NO_ANSWER);
        contactIs(campaign, ONE, "PENDING");
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);

        clock.forward(Duration.ofSeconds(31));
        round();

        assertThat(request(2).to()).isEqualTo(ONE);
        rest.get("/campaigns/" + campaign + "/contacts").body("items[0].attempts", equalTo(1));
    }

    @Test
    void a_contact_is_given_up_after_five_failures_of_ours() {
        var campaign = started("di", ONE);
        for (int i = 1; i <= 5; i++) {
            var request = request(i);
            calls.cancelled(request, "agent is not free");
            attemptsEnded(campaign, i);
            clock.forward(Duration.ofSeconds(6));
            round();
        }

        contactIs(campaign, ONE, "EXHAUSTED");
        rest.get("/campaigns/" + campaign + "/contacts").body("items[0].outcome", equalTo("FAILED"));
        await().untilAsserted(() -> rest.get("/campaigns/" + campaign).body("state", equalTo("COMPLETED")));
    }

    @Test
    void an_attempt_of_which_nothing_is_heard_is_unknown_and_is_not_dialled_again() {
        var campaign = started("ed", ONE);
        request(1);
        giveUp();
        contactIs(campaign, ONE, "DIALING");

        clock.forward(Duration.ofSeconds(71));
        giveUp();

        contactIs(campaign, ONE, "EXHAUSTED");
        rest.get("/campaigns/" + campaign + "/attempts")
                .body("items[0].outcome", equalTo("UNKNOWN"))
                .body("items[0].state", equalTo("ENDED"));
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);
    }

    @Test
    void a_late_answer_makes_an_unknown_attempt_known() {
        var campaign = started("fay", ONE, TWO);
        var request = request(1);
        clock.forward(Duration.ofSeconds(71));
        giveUp();
        contactIs(campaign, ONE, "EXHAUSTED");

        calls.cancelled(request, "expired");

        contactIs(campaign, ONE, "PENDING");
    }

    @Test
    void nothing_more_is_claimed_while_requests_are_not_answered() {
        var campaign = started("gus", ONE, TWO);
        var request = request(1);
        rest.agent("hal");
        rest.put("/campaigns/" + campaign, """
                {"name": "Test", "agents": ["gus", "hal"]}""").statusCode(200);
        clock.forward(Duration.ofSeconds(11));
        calls.presence(rest.tenant(), "hal", AgentStatus.AVAILABLE);
        presenceIsKnown("hal");
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);

        calls.tell(request, CallEvent.AgentDialing::new);
        attemptIsConfirmed(campaign);
        round();

        assertThat(request(2).agentId()).isEqualTo("hal");
    }

    @Test
    void a_paused_campaign_claims_nothing_and_lets_its_calls_end() {
        var campaign = started("ian", ONE, TWO);
        var request = request(1);
        rest.post("/campaigns/" + campaign + "/pause").statusCode(200).body("state", equalTo("PAUSED"));
        reach(request);
        calls.ended(request, CallOutcome.ANSWERED);
        contactIs(campaign, ONE, "COMPLETED");
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);

        rest.post("/campaigns/" + campaign + "/resume").statusCode(200).body("state", equalTo("RUNNING"));

        assertThat(request(2).to()).isEqualTo(TWO);
    }

    @Test
    void an_agent_who_talked_gets_no_contact_while_wrapping_up() {
        rest.agent("jo");
        var campaign = rest.campaign("""
                {"name": "Slow", "agents": ["jo"], "wrapUpSeconds": 60}""");
        rest.csv(campaign, "number\n" + ONE + "\n" + TWO + "\n").statusCode(201);
        calls.presence(rest.tenant(), "jo", AgentStatus.AVAILABLE);
        rest.start(campaign);
        var request = request(1);
        reach(request);
        calls.ended(request, CallOutcome.ANSWERED);
        contactIs(campaign, ONE, "COMPLETED");
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);

        clock.forward(Duration.ofSeconds(61));
        round();

        assertThat(request(2).to()).isEqualTo(TWO);
    }

    @ParameterizedTest
    @EnumSource(
            value = AgentStatus.class,
            names = {"PAUSED", "WRAP_UP", "OFFLINE"})
    void who_is_not_available_gets_no_contact_until_they_are(AgentStatus status) {
        var agent = "ivy-" + status;
        var campaign = started(agent, ONE, TWO);
        var first = request(1);
        reach(first);
        calls.presence(rest.tenant(), agent, status);
        calls.ended(first, CallOutcome.ANSWERED);
        contactIs(campaign, ONE, "COMPLETED");
        rest.agent("witness");
        calls.presence(rest.tenant(), "witness", AgentStatus.PAUSED);
        presenceIsKnown("witness");
        round();
        assertThat(calls.requests(rest.tenant())).hasSize(1);

        clock.forward(Duration.ofMillis(1));
        calls.presence(rest.tenant(), agent, AgentStatus.AVAILABLE);

        assertThat(request(2).to()).isEqualTo(TWO);
    }

    @Test
    void the_wrap_up_of_the_campaign_goes_with_the_request() {
        rest.agent("fay");
        var campaign = rest.campaign("""
                {"name": "Notes", "agents": ["fay"], "wrapUpSeconds": 25}""");
        rest.csv(campaign, "number\n" + ONE + "\n").statusCode(201);
        calls.presence(rest.tenant(), "fay", AgentStatus.AVAILABLE);

        rest.start(campaign);

        assertThat(request(1).wrapUp()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void an_older_presence_does_not_undo_a_newer_one() {
        rest.agent("kim");
        var campaign = rest.campaign("""
                {"name": "Old news", "agents": ["kim"]}""");
        rest.csv(campaign, "number\n" + ONE + "\n").statusCode(201);
        calls.presence(rest.tenant(), "kim", AgentStatus.PAUSED, 10);
        calls.presence(rest.tenant(), "kim", AgentStatus.AVAILABLE, 9);
        rest.agent("last");
        calls.presence(rest.tenant(), "last", AgentStatus.PAUSED, 1);
        presenceIsKnown("last");
        rest.start(campaign);
        round();
        assertThat(calls.requests(rest.tenant())).isEmpty();

        calls.presence(rest.tenant(), "kim", AgentStatus.AVAILABLE, 11);

        assertThat(request(1).to()).isEqualTo(ONE);
    }

    @Test
    void a_number_that_no_trunk_of_the_campaign_carries_is_skipped() {
        rest.agent("lee");
        rest.post("/trunks", """
                {"id": "fr", "name": "France", "endpoint": "carrier", "prefixes": ["+33"]}""").statusCode(201);
        var campaign = rest.campaign("""
                {"name": "Abroad", "agents": ["lee"], "trunks": ["fr"]}""");
        rest.csv(campaign, "number\n" + ONE + "\n").statusCode(201);
        calls.presence(rest.tenant(), "lee", AgentStatus.AVAILABLE);

        rest.start(campaign);

        contactIs(campaign, ONE, "SKIPPED");
        await().untilAsserted(() -> {
            round();
            rest.get("/campaigns/" + campaign).body("state", equalTo("COMPLETED"));
        });
        assertThat(calls.requests(rest.tenant())).isEmpty();
    }

    @Test
    void an_unreadable_record_and_one_of_another_kind_do_not_stop_the_reading() {
        var campaign = started("mo", ONE);
        var request = request(1);

        calls.sendRaw("""
                {"type": "call.sung.v1", "callId": "x", "tenant": "y"}""");
        calls.tell(request, CallEvent.Connected::new);

        contactIs(campaign, ONE, "CONNECTED");
    }

    private String started(String agent, String... numbers) {
        rest.agent(agent);
        var campaign = rest.campaign("""
                {"name": "Test", "agents": ["%s"]}""".formatted(agent));
        rest.csv(campaign, "number\n" + String.join("\n", numbers)).statusCode(201);
        calls.presence(rest.tenant(), agent, AgentStatus.AVAILABLE);
        rest.start(campaign);
        return campaign;
    }

    private RequestCall request(int count) {
        await().untilAsserted(() -> assertThat(calls.requests(rest.tenant())).hasSize(count));
        return calls.requests(rest.tenant()).getLast();
    }

    private void reach(RequestCall request) {
        calls.tell(request, CallEvent.AgentDialing::new);
        calls.tell(request, CallEvent.CustomerDialing::new);
    }

    private void contactIs(String campaign, String number, String state) {
        await().untilAsserted(() -> assertThat(states(campaign)).containsEntry(number, state));
    }

    private void attemptsEnded(String campaign, int count) {
        await().untilAsserted(() ->
                rest.get("/campaigns/" + campaign + "/attempts?state=ENDED").body("items.size()", equalTo(count)));
    }

    private void attemptIsConfirmed(String campaign) {
        await().untilAsserted(() ->
                rest.get("/campaigns/" + campaign + "/attempts?state=CONFIRMED").body("items.size()", equalTo(1)));
    }

    private void presenceIsKnown(String agent) {
        await().until(() -> On.loop(() -> Panache.withSession(() -> Sql.of(
                                "select agent_id from campaign.presence where tenant = :tenant and agent_id = :agent")
                        .with("tenant", rest.tenant())
                        .with("agent", agent)
                        .row()))
                .isPresent());
    }

    private Map<String, String> states(String campaign) {
        List<Map<String, String>> items = rest.get("/campaigns/" + campaign + "/contacts")
                .extract()
                .jsonPath()
                .getList("items");
        return items.stream().collect(Collectors.toMap(item -> item.get("number"), item -> item.get("state")));
    }

    private static CallSummary endedOf(RequestCall request, CallOutcome outcome) {
        return new CallSummary(
                CallDirection.OUTBOUND,
                CallMode.HYBRID,
                CallState.ENDED,
                request.agentId(),
                request.campaignId(),
                request.contactId(),
                request.to(),
                null,
                null,
                null,
                request.expiresAt(),
                null,
                null,
                null,
                outcome,
                null,
                Map.of());
    }

    private void round() {
        On.loop(pacer::round);
    }

    private void giveUp() {
        On.loop(lost::giveUp);
    }
}
