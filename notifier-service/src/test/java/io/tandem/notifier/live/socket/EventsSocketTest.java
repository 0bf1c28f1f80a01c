package io.tandem.notifier.live.socket;

import static io.tandem.notifier.CallEvents.call;
import static io.tandem.notifier.CallEvents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.contracts.CampaignEvent;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.Tokens;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class EventsSocketTest {

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    Pool database;

    @Inject
    MeterRegistry metrics;

    @Inject
    BeforeOpening beforeOpening;

    @TestHTTPResource("/api/v1/events")
    URI uri;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<EventStream> open = new ArrayList<>();
    private String tenant = "";

    @BeforeEach
    void a_tenant_of_its_own() {
        tenant = "t-" + Ulids.next();
    }

    @AfterEach
    void hang_up() {
        open.forEach(EventStream::close);
    }

    @Test
    void tells_each_event_once_though_its_record_came_three_times() {
        var stream = listen("");
        var call = call(Ulids.next()).ofTenant(tenant);

        for (int again = 0; again < 3; again++) {
            tell(call.requested(), call.agentRinging(), call.connected(), call.ended(CallOutcome.ANSWERED));
        }
        tell(call(call.callId() + "-last").ofTenant(tenant).requested());

        stream.hears(5);
        assertThat(stream.types())
                .containsExactly(
                        "call.requested", "call.agent-ringing", "call.connected", "call.ended", "call.requested");
        assertThat(stream.ids()).doesNotHaveDuplicates();
        assertThat(stream.frames().stream().map(f -> f.get("sequence").asLong()))
                .isSorted();
    }

    @Test
    void writes_a_cloud_event_with_the_record_as_its_data() {
        var stream = listen("");
        var call = call(Ulids.next()).ofTenant(tenant);

        tell(call.connected());

        var frame = stream.hears(1).frames().getFirst();
        assertThat(frame.get("specversion").asText()).isEqualTo("1.0");
        assertThat(frame.get("id").asText()).isEqualTo(call.callId() + ":4");
        assertThat(frame.get("type").asText()).isEqualTo("call.connected");
        assertThat(frame.get("subject").asText()).isEqualTo(call.callId());
        assertThat(frame.get("time").asText()).isEqualTo("2026-11-21T12:00:05Z");
        assertThat(frame.get("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(frame.get("tenant").asText()).isEqualTo(tenant);
        assertThat(frame.get("sequence").isIntegralNumber()).isTrue();
        assertThat(frame.get("source").asText()).isNotBlank();
        assertThat(frame.get("data").toString()).isEqualTo(json(call.connected()));
    }

    @Test
    void tells_agents_and_campaigns_events_too() {
        var stream = listen("");
        var now = Instant.parse("2026-11-21T12:00:00Z");

        kafka.<String>source("agents")
                .send(json(new AgentEvent.PresenceChanged("anna", tenant, 1, now, AgentStatus.ON_CALL, null, "c-1")));
        kafka.<String>source("campaigns")
                .send(json(new CampaignEvent.Progress("spring", tenant, 1, now, "Spring", Map.of("PENDING", 3L))));

        stream.hears(2);
        assertThat(stream.types()).containsExactlyInAnyOrder("agent.presence", "campaign.progress");
        assertThat(stream.frames().stream().map(f -> f.get("subject").asText()))
                .containsExactlyInAnyOrder("anna", "spring");
    }

    @Test
    void keeps_to_its_filters() {
        var callId = Ulids.next();
        var byType = listen("types=call.connected,campaign.*");
        var byCall = listen("callId=" + callId);
        var byAgent = listen("agentId=berta");
        var byCampaign = listen("campaignId=spring&types=call.*");

        tell(call(callId).ofTenant(tenant).requested());
        tell(call(callId).ofTenant(tenant).connected());
        tell(call(Ulids.next()).ofTenant(tenant).by("berta").requested());
        tell(call(Ulids.next()).ofTenant(tenant).by("carl").inCampaign("spring").requested());
        var last =
                call(callId).ofTenant(tenant).by("berta").inCampaign("spring").ended(CallOutcome.ANSWERED);
        tell(last);

        assertThat(byCall.hears(3).types()).containsExactly("call.requested", "call.connected", "call.ended");
        assertThat(byAgent.hears(2).types()).containsExactly("call.requested", "call.ended");
        assertThat(byCampaign.hears(2).types()).containsExactly("call.requested", "call.ended");
        assertThat(byType.types()).containsExactly("call.connected");
    }

    @Test
    void replays_what_was_missed_and_goes_on_live_without_a_hole() {
        var before = listen("");
        var first = call(Ulids.next()).ofTenant(tenant);
        tell(first.requested());
        long seen = before.hears(1).lastSequence();
        before.close();
        for (int missed = 2; missed <= 60; missed++) {
            tell(first.bulky(missed, 10));
        }

        var after = listen("since=" + seen);
        for (int live = 61; live <= 200; live++) {
            tell(first.bulky(live, 10));
            after.hears(live - 41);
        }

        after.hears(199);
        assertThat(after.ids())
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 200)
                        .mapToObj(version -> first.callId() + ":" + version)
                        .toList());
    }

    @Test
    void tells_what_came_between_the_admission_and_the_opening() {
        var call = call(Ulids.next()).ofTenant(tenant);
        beforeOpening.tell(() -> tell(call.requested()));

        var stream = listen("");

        tell(call.agentRinging());
        assertThat(stream.hears(2).types()).containsExactly("call.requested", "call.agent-ringing");
    }

    @Test
    void says_that_there_is_a_gap_where_events_were_pruned() {
        var before = listen("");
        var call = call(Ulids.next()).ofTenant(tenant);
        tell(call.requested(), call.agentRinging(), call.connected());
        before.hears(3);
        long first = before.frames().getFirst().get("sequence").asLong();
        prune(before.frames().get(1).get("sequence").asLong());

        var late = listen("since=" + first);

        late.hears(2);
        assertThat(late.frames().getFirst().toString()).isEqualTo("{\"type\":\"gap\"}");
        assertThat(late.types()).containsExactly("gap", "call.connected");
    }

    @Test
    void has_no_gap_for_one_who_saw_all_that_was_pruned() {
        var before = listen("");
        var call = call(Ulids.next()).ofTenant(tenant);
        tell(call.requested(), call.agentRinging());
        long seen = before.hears(2).lastSequence();
        prune(seen);
        tell(call.connected());
        before.hears(3);

        var late = listen("since=" + seen);

        assertThat(late.hears(1).types()).containsExactly("call.connected");
    }

    @Test
    void says_that_there_is_a_gap_where_the_sequence_was_never_given() {
        var stream = listen("since=999999999999");
        stream.hears(1);

        tell(call(Ulids.next()).ofTenant(tenant).requested());

        assertThat(stream.hears(2).types()).containsExactly("gap", "call.requested");
    }

    @Test
    void drops_a_client_that_does_not_read_with_1013_while_another_goes_on() {
        var slow = EventStream.openWithoutReading(uri, http, Tokens.of(tenant, "supervisor"));
        open.add(slow);
        var quick = listen("types=call.connected");
        var call = call(Ulids.next()).ofTenant(tenant);

        for (int version = 1; version <= 300; version++) {
            tell(call.bulky(version, 100_000));
            quick.hears(version - 10);
        }

        quick.hears(300);
        slow.readOn();
        assertThat(slow.closeCode()).isEqualTo(1013);
        assertThat(slow.frames()).hasSizeLessThan(300);
        assertThat(quick.isClosed()).isFalse();
    }

    @Test
    void cuts_off_one_who_does_not_even_read_that_it_is_dropped() {
        var connections = metrics.get("tandem.ws.connections").gauge();
        Awaitility.await().until(() -> connections.value() == 0);
        open.add(EventStream.openWithoutReading(uri, http, Tokens.of(tenant, "supervisor")));
        var call = call(Ulids.next()).ofTenant(tenant);

        for (int version = 1; version <= 300; version++) {
            tell(call.bulky(version, 100_000));
        }

        Awaitility.await()
                .until(() -> metrics.get("tandem.ws.dropped").counter().count() > 0);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> connections.value() == 0);
    }

    @Test
    void hears_nothing_of_another_tenant() {
        var stream = listen("");

        tell(call(Ulids.next()).ofTenant("somebody-else").connected());
        tell(call(Ulids.next()).ofTenant(tenant).requested());

        assertThat(stream.hears(1).types()).containsExactly("call.requested");
    }

    @Test
    void lets_an_agent_hear_of_their_own_calls_only() {
        var stream = EventStream.open(uri, http, Tokens.ofAgent(tenant, "anna"));
        open.add(stream);

        tell(call(Ulids.next()).ofTenant(tenant).by("berta").connected());
        tell(call(Ulids.next()).ofTenant(tenant).by("anna").requested());

        assertThat(stream.hears(1).types()).containsExactly("call.requested");
    }

    @Test
    void takes_a_browsers_token_from_the_subprotocol_and_repeats_it() {
        var token = Tokens.of(tenant, "supervisor");

        var stream = EventStream.openAsBrowser(uri, http, token);
        open.add(stream);

        tell(call(Ulids.next()).ofTenant(tenant).requested());
        assertThat(stream.hears(1).types()).containsExactly("call.requested");
        assertThat(stream.subprotocol()).isEqualTo("bearer." + token);
    }

    @Test
    void ends_with_the_token() {
        var stream = EventStream.open(uri, http, shortLived());
        open.add(stream);

        assertThat(stream.closeCode()).isEqualTo(1008);
    }

    @Test
    void refuses_what_has_no_good_token_with_401() throws Exception {
        assertThat(refusal("", null).statusCode()).isEqualTo(401);
        var bad = refusal("", "not-a-token");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(bad.headers().firstValue("www-authenticate")).hasValue("Bearer");
    }

    @Test
    void refuses_a_token_without_tenant_and_an_agent_who_asks_for_another_with_403() throws Exception {
        assertThat(refusal("", Tokens.withoutTenant("admin")).statusCode()).isEqualTo(403);
        assertThat(refusal("agentId=berta", Tokens.ofAgent(tenant, "anna")).statusCode())
                .isEqualTo(403);
        assertThat(refusal("", Tokens.of(tenant, "visitor")).statusCode()).isEqualTo(403);
    }

    @Test
    void refuses_a_query_that_it_does_not_understand_with_400() throws Exception {
        var token = Tokens.of(tenant, "supervisor");

        assertThat(refusal("types=call.exploded", token).statusCode()).isEqualTo(400);
        assertThat(refusal("since=yesterday", token).statusCode()).isEqualTo(400);
        assertThat(refusal("type=call.connected", token).body()).contains("type is not a parameter");
    }

    @Test
    void fails_the_handshake_of_a_websocket_client_that_has_a_bad_token() {
        assertThatThrownBy(() -> EventStream.open(uri, http, "bad"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    }

    private String shortLived() {
        return Jwt.issuer("https://tandem.local")
                .subject("test")
                .groups("supervisor")
                .claim("tenant", tenant)
                .expiresIn(Duration.ofSeconds(2))
                .sign("test-private-key.pem");
    }

    private EventStream listen(String query) {
        var target = query.isEmpty() ? uri : URI.create(uri + "?" + query);
        var stream = EventStream.open(target, http, Tokens.of(tenant, "supervisor"));
        open.add(stream);
        return stream;
    }

    private void tell(CallEvent... events) {
        for (var event : events) {
            kafka.<String>source("calls").send(json(event));
        }
    }

    private void prune(long through) {
        database.preparedQuery(
                        "with gone as (delete from notifier.events where tenant = $1 and sequence <= $2) insert into notifier.pruned values ($1, $2)")
                .execute(Tuple.of(tenant, through))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    /** A handshake by hand, so that the whole answer can be read. */
    private HttpResponse<String> refusal(String query, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri + (query.isEmpty() ? "" : "?" + query)))
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .header("Sec-WebSocket-Version", "13");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
