package io.tandem.notifier.telegram.board;

import static io.restassured.RestAssured.given;
import static io.tandem.notifier.CallEvents.call;
import static io.tandem.notifier.CallEvents.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.tandem.contracts.AgentEvent;
import io.tandem.contracts.AgentStatus;
import io.tandem.contracts.CallEvent;
import io.tandem.contracts.CallOutcome;
import io.tandem.edge.id.Ulids;
import io.tandem.notifier.CallEvents;
import io.tandem.testkit.PostgresResource;
import io.tandem.testkit.Tokens;
import io.tandem.testkit.telegram.FakeTelegram;
import io.tandem.testkit.telegram.RecordedMessage;
import io.tandem.testkit.telegram.TelegramResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TelegramResource.class)
class BoardTest {

    /** As the test configuration has it. */
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(200);

    private static final AtomicLong CHATS = new AtomicLong(1000);

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector kafka;

    @Inject
    Board board;

    FakeTelegram telegram;

    private String tenant = "";
    private long chat;

    @BeforeEach
    void a_tenant_and_a_chat_of_its_own() {
        tenant = "t-" + Ulids.next();
        chat = CHATS.incrementAndGet();
        list(chat, List.of());
    }

    @Test
    void shows_a_call_as_one_message_edited_in_place() {
        var call = freshCall();

        tell(call.requested());
        awaitText("Requested since");
        tell(call.agentRinging());
        awaitText("Ringing the agent");
        tell(call.connected());
        awaitText("Talking");
        tell(call.ended(CallOutcome.ANSWERED));
        awaitText("Ended: answered, talked 1 min 12 s");

        assertThat(telegram.messages(chat)).singleElement().satisfies(message -> {
            assertThat(message.history()).hasSize(4);
            assertThat(message.texts()).allSatisfy(text -> assertThat(text).contains("anna calls ***********07"));
        });
    }

    @Test
    void collapses_what_happens_faster_than_the_chat_may_be_written_to() {
        var call = freshCall();

        tell(call.requested(), call.agentRinging(), call.customerDialing(), call.connected());
        tell(call.ended(CallOutcome.ANSWERED));

        awaitText("Ended: answered");
        var message = telegram.messages(chat).getFirst();
        assertThat(telegram.messages(chat)).hasSize(1);
        assertThat(message.history()).hasSizeLessThanOrEqualTo(3);
        assertSpaced(message);
    }

    @Test
    void changes_nothing_when_an_event_is_told_again() {
        var call = freshCall();
        tell(call.requested(), call.ended(CallOutcome.BUSY));
        awaitText("Ended: busy");

        tell(call.requested(), call.ended(CallOutcome.BUSY));
        var next = freshCall();
        tell(next.connected());

        awaitText("Talking");
        assertThat(telegram.messages(chat)).hasSize(2);
        assertThat(telegram.messages(chat).getFirst().text()).contains("Ended: busy");
    }

    @Test
    void waits_as_long_as_telegram_says_and_shows_the_newest_then() {
        var call = freshCall();
        telegram.refuseNextWithTooManyRequests(chat, 2);
        var told = Instant.now();

        tell(call.requested());
        tell(call.ended(CallOutcome.NO_ANSWER));

        awaitText("Ended: no answer");
        var message = telegram.messages(chat).getFirst();
        assertThat(message.history()).hasSize(1);
        assertThat(message.history().getFirst().at()).isAfterOrEqualTo(told.plusSeconds(2));
    }

    @Test
    void tries_again_after_a_server_error_and_an_answer_that_is_no_json() {
        telegram.failNext(chat, 500);
        telegram.answerNextWithAPage(chat);

        tell(freshCall().requested());

        awaitText("Requested since");
        assertThat(telegram.messages(chat)).hasSize(1);
    }

    @Test
    void goes_on_editing_the_same_message_after_a_restart() throws InterruptedException {
        var call = freshCall();
        tell(call.requested());
        awaitText("Requested since");

        board.stop(new ShutdownEvent());
        tell(call.connected());
        board.start(new StartupEvent());

        awaitText("Talking");
        assertThat(telegram.messages(chat)).singleElement().satisfies(m -> assertThat(m.history())
                .hasSize(2));
    }

    @Test
    void lets_a_call_be_whose_message_somebody_deleted() {
        var call = freshCall();
        tell(call.requested());
        awaitText("Requested since");
        telegram.delete(chat, telegram.messages(chat).getFirst().messageId());

        tell(call.connected());
        tell(freshCall().connected());

        awaitText("Talking");
        assertThat(telegram.messages(chat)).hasSize(1);
    }

    @Test
    void is_not_held_up_by_a_chat_that_blocked_the_bot() {
        long blocked = CHATS.incrementAndGet();
        list(blocked, List.of());
        telegram.block(blocked);

        tell(freshCall().connected());

        awaitText("Talking");
        assertThat(telegram.messages(blocked)).isEmpty();
    }

    @Test
    void shows_a_call_from_the_event_on_that_the_chat_wants() {
        long later = CHATS.incrementAndGet();
        list(later, List.of("call.connected"));
        var busy = freshCall();
        var answered = freshCall();

        tell(busy.requested(), busy.ended(CallOutcome.BUSY));
        tell(answered.requested(), answered.connected(), answered.ended(CallOutcome.ANSWERED));

        Awaitility.await().untilAsserted(() -> assertThat(telegram.messages(later))
                .singleElement()
                .satisfies(m -> assertThat(m.text()).contains("Ended: answered")));
    }

    @Test
    void does_not_announce_calls_of_long_ago() {
        var old = call(Ulids.next()).ofTenant(tenant).startingAt(Instant.now().minus(Duration.ofHours(3)));

        tell(old.requested(), old.ended(CallOutcome.ANSWERED));
        tell(freshCall().connected());

        awaitText("Talking");
        assertThat(telegram.messages(chat)).hasSize(1);
    }

    @Test
    void tells_nothing_of_another_tenant() {
        tell(call(Ulids.next())
                .ofTenant("other-" + tenant)
                .startingAt(Instant.now())
                .connected());
        tell(freshCall().requested());

        awaitText("Requested since");
        assertThat(telegram.messages(chat)).hasSize(1);
    }

    @Test
    void answers_commands_of_chats_on_the_list_only() {
        tell(freshCall().connected());
        kafka.<String>source("agents")
                .send(json(new AgentEvent.PresenceChanged(
                        "anna", tenant, 1, Instant.now(), AgentStatus.ON_CALL, null, null)));
        awaitText("Talking");

        telegram.wrote(-5555, "/calls");
        telegram.wrote(chat, "/calls");
        awaitText("1 live call:\nanna calls ***********07, talking");
        telegram.wrote(chat, "/agents@tandem");
        awaitText("1 agent:\nanna: on call");
        telegram.wrote(chat, "/status");
        awaitText("Live calls: 1");
        telegram.wrote(chat, "/pause spring");
        awaitText("Not available yet");

        assertThat(telegram.messages(-5555)).isEmpty();
    }

    private CallEvents freshCall() {
        return call(Ulids.next()).ofTenant(tenant).startingAt(Instant.now());
    }

    private void tell(CallEvent... events) {
        for (var event : events) {
            kafka.<String>source("calls").send(json(event));
        }
    }

    private void awaitText(String part) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(telegram.messages(chat))
                        .anySatisfy(message -> assertThat(message.text()).contains(part)));
    }

    private void list(long chatId, List<String> types) {
        given().auth()
                .oauth2(Tokens.of(tenant, "supervisor"))
                .contentType("application/json")
                .body(Map.of("chatId", chatId, "title", "Supervisors", "types", types))
                .post("/api/v1/telegram/chats")
                .then()
                .statusCode(201);
    }

    private static void assertSpaced(RecordedMessage message) {
        var history = message.history();
        for (int i = 1; i < history.size(); i++) {
            var gap = Duration.between(history.get(i - 1).at(), history.get(i).at());
            // Measured where the requests arrive: the way there may vary a little.
            assertThat(gap).isGreaterThan(BETWEEN_WRITES.minusMillis(50));
        }
    }
}
