package io.tandem.testkit.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeTelegramTest {

    private final FakeTelegram telegram = FakeTelegram.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        telegram.close();
        http.close();
    }

    @Test
    void remembers_a_message_with_its_edits() throws Exception {
        call("sendmessage", "{\"chat_id\":\"7\",\"text\":\"ringing\"}");
        int id = telegram.messages(7).getFirst().messageId();

        var edited = call("editmessagetext", "{\"chat_id\":\"7\",\"message_id\":" + id + ",\"text\":\"talking\"}");

        assertThat(edited.statusCode()).isEqualTo(200);
        assertThat(telegram.messages(7)).singleElement().satisfies(m -> assertThat(m.texts())
                .containsExactly("ringing", "talking"));
        assertThat(get("/recorded").body()).contains("\"talking\"");
    }

    @Test
    void refuses_as_the_bot_api_does() throws Exception {
        call("sendmessage", "{\"chat_id\":\"7\",\"text\":\"ringing\"}");
        int id = telegram.messages(7).getFirst().messageId();

        assertThat(call("editmessagetext", "{\"chat_id\":\"7\",\"message_id\":" + id + ",\"text\":\"ringing\"}")
                        .body())
                .contains("message is not modified");
        assertThat(call("editmessagetext", "{\"chat_id\":\"7\",\"message_id\":1,\"text\":\"x\"}")
                        .body())
                .contains("message to edit not found");
        assertThat(post("/botwrong/sendmessage", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void fails_once_on_demand_and_for_the_chat_that_was_meant() throws Exception {
        telegram.refuseNextWithTooManyRequests(7, 3);

        assertThat(call("sendmessage", "{\"chat_id\":8,\"text\":\"a\"}").statusCode())
                .isEqualTo(200);
        assertThat(call("sendmessage", "{\"chat_id\":7,\"text\":\"a\"}").body()).contains("\"retry_after\":3");
        assertThat(call("sendmessage", "{\"chat_id\":7,\"text\":\"a\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void hands_out_what_people_wrote_until_it_is_confirmed() throws Exception {
        telegram.wrote(7, "/calls");

        assertThat(call("getupdates", "{\"offset\":0,\"timeout\":1}").body()).contains("/calls");
        assertThat(call("getupdates", "{\"offset\":1002,\"timeout\":0}").body()).contains("\"result\":[]");
    }

    private HttpResponse<String> call(String method, String body) throws Exception {
        return post("/bot" + FakeTelegram.TOKEN + "/" + method, body);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(telegram.url() + path)).POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(telegram.url() + path)).build(), BodyHandlers.ofString());
    }
}
