package io.tandem.local.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.api.Answer;
import io.tandem.local.api.Api;
import io.tandem.local.plan.Service;
import io.tandem.local.process.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The front before one real upstream that plays campaign-service and notifier-service; all others are down. */
class FrontTest {

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        var upstream =
                wait(vertx.createHttpServer().requestHandler(FrontTest::answer).listen(0));
        var arguments = new ArrayList<String>();
        for (var service : Service.values()) {
            boolean isUp = service == Service.CAMPAIGN_SERVICE || service == Service.NOTIFIER_SERVICE;
            int itsPort = isUp ? upstream.actualPort() : Ports.free();
            arguments.add(service.id() + "=" + itsPort + "," + itsPort);
        }
        HttpServer front = wait(vertx.createHttpServer()
                .requestHandler(new Front(vertx, Origins.parse(arguments)))
                .listen(0));
        port = front.actualPort();
    }

    @AfterEach
    void close() throws Exception {
        wait(vertx.close());
    }

    @Test
    void hands_a_request_and_its_answer_through() {
        var answer = api().post("/campaigns?x=1", java.util.Map.of("name", "a"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("uri").asText()).isEqualTo("/api/v1/campaigns?x=1");
        assertThat(answer.body().path("body").asText()).contains("\"name\":\"a\"");
        assertThat(answer.body().path("authorization").asText()).isEqualTo("Bearer secret");
    }

    @Test
    void tells_the_service_who_asked_and_believes_no_one_else_about_it() throws Exception {
        var response = send(request("/api/v1/agents").header("X-Forwarded-For", "6.6.6.6"));

        assertThat(response).contains("\"forwardedFor\":\"127.0.0.1\"");
        assertThat(response).contains("\"forwardedHost\":\"localhost:" + port + "\"");
    }

    @Test
    void streams_a_large_list() throws Exception {
        var list = "+442079460102,Somebody\n".repeat(200_000);

        var response = send(request("/api/v1/campaigns/1/contacts").POST(BodyPublishers.ofString(list)));

        assertThat(response).contains("\"length\":" + list.length());
    }

    @Test
    void says_503_for_a_service_that_is_down() {
        assertProblem(api().get("/calls"), 503, "call-state-service does not answer");
    }

    @Test
    void says_404_for_a_path_that_nobody_owns() {
        assertProblem(api().get("/nothing"), 404, "/api/v1/nothing");
    }

    @Test
    void connects_a_websocket_and_hands_frames_through_both_ways() {
        try (var events = api().events("types=call.ended")) {
            assertThat(events.next(Duration.ofSeconds(5)))
                    .hasValueSatisfying(first ->
                            assertThat(first.path("uri").asText()).isEqualTo("/api/v1/events?types=call.ended"));
        }
    }

    @Test
    void hands_the_refusal_of_a_websocket_through() {
        assertThatThrownBy(() -> api().events("refuse=yes")).hasMessageContaining("cannot listen");
    }

    @Test
    void shows_what_is_known_of_the_api_and_which_service_is_missing() {
        var specification = api().get("/openapi.json").orThrow();

        assertThat(specification.path("paths").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("/api/v1/campaigns");
        assertThat(specification.path("x-missing").toString())
                .contains("call-state-service")
                .doesNotContain("campaign");
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("detail").asText()).contains(detail);
    }

    private static void answer(HttpServerRequest request) {
        if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            greet(request);
        } else if (request.path().startsWith("/q/openapi")) {
            request.response().end("{\"paths\":{\"/api/v1/campaigns\":{\"get\":{}}}}");
        } else {
            request.body()
                    .onSuccess(body -> request.response().setStatusCode(201).end(echo(request, body)));
        }
    }

    private static void greet(HttpServerRequest request) {
        if (request.uri().contains("refuse")) {
            request.response().setStatusCode(400).end("no");
            return;
        }
        request.toWebSocket().onSuccess(socket -> socket.writeTextMessage("{\"uri\":\"" + request.uri() + "\"}"));
    }

    private static String echo(HttpServerRequest request, Buffer body) {
        var shown = body.length() < 1000 ? body.toString().replace("\"", "\\\"") : "";
        return """
                {"uri":"%s","length":%d,"body":"%s","authorization":"%s","forwardedFor":"%s","forwardedHost":"%s"}""".formatted(
                        request.uri(),
                        body.length(),
                        shown,
                        request.getHeader("Authorization"),
                        String.join("|", request.headers().getAll("X-Forwarded-For")),
                        request.getHeader("X-Forwarded-Host"));
    }

    private Api api() {
        return new Api(URI.create("http://localhost:" + port), "secret");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static <T> T wait(io.vertx.core.Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
