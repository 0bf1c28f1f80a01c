package io.tandem.amigateway.action.carry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.ami.AmiAction;
import io.tandem.ami.AmiHeaders;
import io.tandem.ami.AmiMessage;
import io.tandem.amigateway.link.AmiUnansweredException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListAnswersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final Promise<AmiMessage.Response> response = Promise.promise();
    private final ListAnswers lists = new ListAnswers((_, _, _) -> response.future(), vertx, 3);

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_list_is_its_own_rows_in_order_once_it_is_complete() {
        var list = ask(LONG);

        respond("Success", "");
        row("id-1", "N: 1");
        row("foreign", "N: 9");
        row("id-1", "N: 2");
        assertThat(list.isComplete()).isFalse();
        row("id-1", "EventList: Complete");

        assertThat(list.result()).extracting(row -> row.text("N")).containsExactly("1", "2");
        assertThat(lists.size()).isZero();
    }

    @Test
    void rows_may_come_before_the_response_and_the_response_never() {
        var list = ask(LONG);

        row("id-1", "N: 1");
        row("id-1", "EventList: Complete");
        respond("Success", "");

        assertThat(list.result()).hasSize(1);
    }

    @Test
    void a_refused_list_fails_with_the_words_of_the_pbx() {
        var list = ask(LONG);

        respond("Error", "Message: No active conferences.\r\n");

        assertThat(list.cause()).hasMessage("No active conferences.");
        assertThat(lists.size()).isZero();
    }

    @Test
    void a_list_that_is_never_complete_fails_in_time_and_what_comes_late_is_passed_over() {
        var list = ask(Duration.ofMillis(20));
        respond("Success", "");
        row("id-1", "N: 1");

        await().until(list::isComplete);
        row("id-1", "EventList: Complete");

        assertThat(list.cause()).hasMessage("no complete list within 20 ms");
        assertThat(lists.size()).isZero();
    }

    @Test
    void a_list_without_bound_fails_at_the_bound() {
        var list = ask(LONG);

        for (int n = 0; n < 10; n++) {
            row("id-1", "N: " + n);
        }

        assertThat(list.cause()).hasMessage("a list of more than 3 rows");
        assertThat(lists.size()).isZero();
    }

    @Test
    void a_list_fails_when_the_pbx_gives_it_up_or_its_session_ends_or_its_response_is_lost() {
        var cancelled = ask(LONG);
        row("id-1", "EventList: Cancelled");
        var cut = ask(LONG);
        lists.lost("closed by the PBX");
        var lost = ask(LONG);
        response.fail(AmiUnansweredException.sent("no answer within 5000 ms"));

        assertThat(List.of(cancelled.cause(), cut.cause(), lost.cause()))
                .extracting(Throwable::getMessage)
                .containsExactly("the PBX gave its list up", "closed by the PBX", "no answer within 5000 ms");
        assertThat(lists.size()).isZero();
    }

    private Future<List<AmiHeaders>> ask(Duration within) {
        return lists.ask(AmiAction.of("ConfbridgeList"), "id-1", within);
    }

    private void respond(String status, String headers) {
        response.complete(new AmiMessage.Response(status, AmiHeaders.of("Response: " + status + "\r\n" + headers)));
    }

    private void row(String actionId, String header) {
        lists.event(AmiHeaders.of("Event: X\r\nActionID: " + actionId + "\r\n" + header + "\r\n"));
    }
}
