package io.tandem.callstate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tandem.contracts.AriCommand;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.DirectoryEntry;
import io.tandem.contracts.FactSource;
import io.tandem.contracts.PbxFact;
import io.tandem.contracts.RouteTarget;
import io.tandem.edge.id.Ulids;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.RedisResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.call.Facts;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the ledger: the test writes it as Asterisk does, as the PBX's own user of PostgreSQL. */
@QuarkusTest
@TestProfile(LedgerTest.Kept.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(PostgresResource.class)
class LedgerTest {

    public static final class Kept implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("call-state-service.ledger.kept", "true", "call-state-service.ledger.patience", "PT0.5S");
        }
    }

    private static final String INSERT = """
            INSERT INTO pbx.cel (id, pbx_id, eventtype, eventtime, uniqueid, linkedid, channame, appname, extra)
            VALUES (DEFAULT, DEFAULT, ?, ?, ?, ?, 'PJSIP/1-0', ?, ?)""";

    @Inject
    Bus bus;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    /** Its end, half a minute later, has not come yet, and is not judged: what the ledger says counts, not when it is read. */
    private Instant begun = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @BeforeEach
    void everything_is_there() {
        bus.usualDirectory();
        bus.bothLinksAlive();
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType(ContentType.JSON);
    }

    private static ValidatableResponse call(String callId) {
        return as("admin").get("/api/v1/calls/" + callId).then();
    }

    /** Until the directory is read, it is refused; a link's word holds for three seconds. */
    private String asked(String agent) {
        var body = Map.of("agentId", agent, "to", "+442079460000");
        var accepted = await().until(
                        () -> {
                            bus.bothLinksAlive();
                            return as("supervisor").body(body).post("/api/v1/calls");
                        },
                        answer -> answer.statusCode() == 202);
        return accepted.path("callId");
    }

    private String connected(String agent) {
        var callId = asked(agent);
        var at = Facts.of(callId).at(begun);
        bus.facts(
                at.agent().created(),
                at.agent().answered(),
                at.agent().joinedTheRoom(),
                at.ari().agent().enteredTheBridge(),
                at.ari().customer().created(),
                at.ari().customer().answered(),
                at.ari().customer().enteredTheBridge());
        await().untilAsserted(() -> assertThat(bus.told(callId)).contains("Connected"));
        return callId;
    }

    private Connection asThePbx() throws SQLException {
        return DriverManager.getConnection(database + "?ApplicationName=pbx-1", "tandem_pbx", "tandem");
    }

    private void writes(String callId, String leg, String event, Instant at, String extra) throws SQLException {
        writes(callId + "." + leg, event, at, "", extra);
    }

    private void writes(String channelId, String event, Instant at, String application, String extra)
            throws SQLException {
        try (var pbx = asThePbx();
                var insert = pbx.prepareStatement(INSERT)) {
            insert.setString(1, event);
            insert.setObject(2, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.setString(3, channelId);
            insert.setString(4, channelId);
            insert.setString(5, application);
            insert.setString(6, extra);
            insert.executeUpdate();
        }
    }

    private void writesTheCall(String callId, Instant end) throws SQLException {
        var bridge = "{\"bridge_id\":\"" + callId + ".bridge\",\"bridge_technology\":\"simple_bridge\"}";
        for (var leg : List.of("agent", "customer")) {
            writes(callId, leg, "CHAN_START", begun, "");
            writes(callId, leg, "ANSWER", begun, "");
            writes(callId, leg, "BRIDGE_ENTER", begun.plusSeconds(1), bridge);
            writes(callId, leg, "HANGUP", end, "{\"hangupcause\":16,\"hangupsource\":\"\",\"dialstatus\":\"\"}");
        }
    }

    /** The PBX has nothing any more. */
    private void lists(Instant begunAt) {
        bus.fact(new PbxFact.SnapshotTaken("pbx-1", FactSource.AMI, begunAt.plusMillis(10), begunAt, List.of()));
    }

    private PbxFact.LedgerRead told(String callId) {
        await().untilAsserted(() -> assertThat(bus.ownFacts(callId)).anyMatch(PbxFact.LedgerRead.class::isInstance));
        return bus.ownFacts(callId).stream()
                .filter(PbxFact.LedgerRead.class::isInstance)
                .map(PbxFact.LedgerRead.class::cast)
                .toList()
                .getLast();
    }

    private Instant endOf(String callId) {
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Ended"));
        return bus.events(callId).stream()
                .filter(CallEvent.Ended.class::isInstance)
                .map(e -> ((CallEvent.Ended) e).call().endedAt())
                .toList()
                .getLast();
    }

    @Test
    void the_pbxs_user_may_write_to_the_ledger_and_nothing_else() throws SQLException {
        try (var pbx = asThePbx();
                var statement = pbx.createStatement()) {
            for (var sql : List.of(
                    "SELECT * FROM pbx.cel",
                    "DELETE FROM pbx.cel",
                    "UPDATE pbx.cel SET extra = ''",
                    "SELECT * FROM calls.call",
                    "CREATE TABLE pbx.mine (i int)")) {
                assertThatExceptionOfType(SQLException.class)
                        .as(sql)
                        .isThrownBy(() -> statement.execute(sql))
                        .withMessageContaining("permission denied");
            }
        }
    }

    @Test
    void a_call_whose_end_nobody_heard_ends_when_the_ledger_says() throws SQLException {
        var callId = connected("agent-1");
        var end = begun.plusSeconds(30);
        writesTheCall(callId, end);

        lists(Instant.now());
        bus.fact(told(callId));

        assertThat(endOf(callId)).isEqualTo(end);
        assertThat(bus.told(callId)).doesNotHaveDuplicates();
        call(callId).body("outcome", equalTo("ANSWERED"));
    }

    @Test
    void a_gap_is_filled_without_a_snapshot() throws SQLException {
        var callId = connected("agent-2");
        writesTheCall(callId, begun.plusSeconds(30));

        var now = Instant.now();
        bus.fact(new PbxFact.Gap("pbx-1", FactSource.AMI, now, begun.plusSeconds(10), now, "cut"));
        bus.fact(told(callId));

        assertThat(endOf(callId)).isEqualTo(begun.plusSeconds(30));
    }

    @Test
    void a_channel_that_the_ledger_leaves_open_is_cut_off_when_the_pbx_was_last_heard() throws SQLException {
        var callId = connected("agent-3");
        for (var leg : List.of("agent", "customer")) {
            writes(callId, leg, "CHAN_START", begun, "");
        }
        var heard = begun.plusSeconds(42);
        var now = Instant.now();
        bus.fact(new PbxFact.Gap("pbx-1", FactSource.AMI, now, heard, now, "killed"));

        lists(now);
        await().untilAsserted(() ->
                assertThat(told(callId).entries()).anyMatch(e -> e.event() == PbxFact.LedgerEvent.CUT_OFF));
        bus.fact(told(callId));

        assertThat(endOf(callId)).isEqualTo(heard);
    }

    @Test
    void a_channel_that_nobody_saw_and_that_is_gone_again_is_cut_off_too() throws SQLException {
        var callId = asked("agent-6");
        writes(callId, "agent", "CHAN_START", begun, "");

        lists(Instant.now());
        bus.fact(told(callId));

        endOf(callId);
        assertThat(bus.told(callId)).contains("AgentDialing").doesNotHaveDuplicates();
    }

    @Test
    void a_hang_up_that_an_interface_concluded_is_explained_by_the_ledger() throws SQLException {
        var callId = connected("agent-4");
        writesTheCall(callId, begun.plusSeconds(30));

        bus.fact(new PbxFact.ChannelHungUp(
                callId, "pbx-1", FactSource.ARI, Instant.now(), callId + ".agent", 0, null, null, true));

        assertThat(endOf(callId)).isEqualTo(begun.plusSeconds(30));
    }

    @Test
    void the_audit_names_what_was_deleted_doubled_or_shifted() throws SQLException {
        var callId = asked("agent-5");
        begun = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var end = begun.plusSeconds(3);
        writesTheCall(callId, end);
        bus.fact(new PbxFact.Gap("pbx-1", FactSource.AMI, Instant.now(), begun, Instant.now(), "cut"));
        bus.fact(told(callId));
        endOf(callId);

        owner(
                "UPDATE pbx.cel SET eventtime = eventtime + interval '5 s' WHERE eventtype = 'HANGUP' AND uniqueid = ?",
                callId);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kinds(callId)).containsExactly("DRIFTING"));
        owner(
                "UPDATE pbx.cel SET eventtime = eventtime - interval '5 s' WHERE eventtype = 'HANGUP' AND uniqueid = ?",
                callId);
        assertThat(kinds(callId)).isEmpty();
        writes(callId, "customer", "HANGUP", end, "{\"hangupcause\":16}");
        assertThat(kinds(callId)).containsExactly("DOUBLED");
        owner("DELETE FROM pbx.cel WHERE eventtype = 'HANGUP' AND uniqueid = ?", callId);
        assertThat(kinds(callId)).containsExactly("PHANTOM");
    }

    /** A caller who is brought to a number outside, which talks with them for three seconds. */
    private String talkedWith(String channelId) throws SQLException {
        var callId = "pbx-1:" + channelId;
        var did = "+442079460990";
        bus.directory(
                "did:acme:" + did,
                new DirectoryEntry.Did(
                        "acme", did, 1, "Main", new RouteTarget(RouteTarget.Kind.NUMBER, "+442079460002"), 5, false));
        bus.fact(new PbxFact.CallArrived(
                callId, "pbx-1", FactSource.ARI, begun, channelId, did, "+442079460001", null, "carrier"));
        await().untilAsserted(() -> assertThat(bus.ari(callId)).anyMatch(AriCommand.Transfer.class::isInstance));
        var transfer = (AriCommand.Transfer) bus.ari(callId).stream()
                .filter(AriCommand.Transfer.class::isInstance)
                .findFirst()
                .orElseThrow();
        var leg = Facts.of(callId).ari().at(begun).leg(transfer.channelId().substring(callId.length() + 1));
        bus.facts(
                leg.transferBegun(transfer.order()),
                leg.done(transfer.commandId()),
                leg.answered(),
                new PbxFact.BridgeEntered(callId, "pbx-1", FactSource.ARI, begun, channelId, callId + ".bridge"),
                leg.transferred(transfer.order()));
        await().untilAsserted(() -> assertThat(bus.told(callId)).endsWith("Connected"));
        var end = begun.plusSeconds(3);
        bus.facts(
                new PbxFact.ChannelHungUp(callId, "pbx-1", FactSource.ARI, end, channelId, 16, "", null, false),
                leg.at(end).hungUp(16));
        endOf(callId);
        for (var channel : List.of(channelId, transfer.channelId())) {
            writes(channel, "CHAN_START", begun, "", "");
            writes(channel, "ANSWER", begun, "StasisBroadcast", "");
            writes(channel, "BRIDGE_ENTER", begun, "StasisBroadcast", "{\"bridge_id\":\"" + callId + ".bridge\"}");
            writes(channel, "HANGUP", end, "", "{\"hangupcause\":16,\"hangupsource\":\"\"}");
        }
        return callId;
    }

    @Test
    void the_audit_names_what_was_deleted_doubled_or_shifted_of_a_call_that_came_in() throws SQLException {
        var channelId = System.currentTimeMillis() + ".7";
        begun = Instant.now().minusSeconds(30).truncatedTo(ChronoUnit.MICROS); // so it is judged at once
        var callId = talkedWith(channelId);

        ownerOf(
                channelId,
                "UPDATE pbx.cel SET eventtime = eventtime + interval '5 s' WHERE eventtype = 'HANGUP' AND uniqueid = ?");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kinds(callId)).containsExactly("DRIFTING"));
        ownerOf(
                channelId,
                "UPDATE pbx.cel SET eventtime = eventtime - interval '5 s' WHERE eventtype = 'HANGUP' AND uniqueid = ?");
        assertThat(kinds(callId)).isEmpty();
        writes(channelId, "HANGUP", begun.plusSeconds(3), "", "{\"hangupcause\":16,\"hangupsource\":\"\"}");
        assertThat(kinds(callId)).containsExactly("DOUBLED");
        ownerOf(channelId, "DELETE FROM pbx.cel WHERE eventtype = 'HANGUP' AND uniqueid = ?");
        assertThat(kinds(callId)).containsExactly("PHANTOM");
        ownerOf(channelId, "DELETE FROM pbx.cel WHERE uniqueid = ?");
        assertThat(kinds(callId)).contains("PHANTOM");
    }

    @Test
    void the_audit_names_a_caller_whom_nobody_here_knows_but_not_one_who_called_a_number_that_is_nobodys()
            throws SQLException {
        var lost = System.currentTimeMillis() + ".8";
        var refused = System.currentTimeMillis() + ".9";
        var not_ours = "pbx-1-" + System.currentTimeMillis() + ".10";
        var then = begun.minusSeconds(60);
        writes(lost, "CHAN_START", then, "", "");
        writes(lost, "ANSWER", then, "StasisBroadcast", "");
        writes(lost, "HANGUP", then, "", "{\"hangupcause\":16,\"hangupsource\":\"\"}");
        writes(refused, "CHAN_START", then, "", "");
        writes(refused, "ANSWER", then, "StasisBroadcast", "");
        writes(refused, "HANGUP", then, "", "{\"hangupcause\":1,\"hangupsource\":\"\"}");
        writes(not_ours, "CHAN_START", then, "", "");
        writes(not_ours, "HANGUP", then, "Dial", "{\"hangupcause\":16,\"hangupsource\":\"\"}");

        assertThat(kinds("pbx-1:" + lost)).containsExactly("LOST");
        assertThat(kinds("pbx-1:" + refused)).isEmpty();
        assertThat(kinds("pbx-1:" + not_ours)).isEmpty();
    }

    private void ownerOf(String channelId, String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(database, "tandem", "tandem");
                var change = owner.prepareStatement(sql)) {
            change.setString(1, channelId);
            assertThat(change.executeUpdate()).as(sql).isPositive();
        }
    }

    private void owner(String sql, String callId) throws SQLException {
        ownerOf(callId + ".customer", sql);
    }

    @Test
    void the_audit_names_a_call_that_nobody_here_knows() throws SQLException {
        var stranger = Ulids.next();

        writes(stranger, "agent", "CHAN_START", begun.minusSeconds(60), "");

        assertThat(kinds(stranger)).containsExactly("LOST");
    }

    private static List<String> kinds(String callId) {
        return as("admin")
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .extract()
                .path("findings.findAll { it.callId == '" + callId + "' }.kind");
    }

    @Test
    void an_audit_is_for_administrators_and_wants_a_time_that_is_one() {
        as("supervisor").get("/api/v1/audit").then().statusCode(403);
        as("admin").get("/api/v1/audit?since=yesterday").then().statusCode(422);
    }
}
