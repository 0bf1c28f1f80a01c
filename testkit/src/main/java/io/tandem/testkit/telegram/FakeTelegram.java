package io.tandem.testkit.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local server that speaks the Bot API as far as Tandem uses it, with its refusals: the same text twice is "not modified", an
 * unknown message "not found", a wrong token 401. It remembers every message with its edits, fails on demand and lets people write.
 *
 * <p>As a program ({@link #main}) it is driven by HTTP: {@code GET /recorded}, {@code POST /fail} with {@code {"status":429,
 * "retryAfter":2}}, {@code POST /wrote} with {@code {"chatId":1,"text":"/calls"}}.
 */
public final class FakeTelegram implements AutoCloseable {

    public static final String TOKEN = "42:fake";

    private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    private final Chats chats = new Chats();
    private final Updates updates = new Updates();
    private final Queue<Reply> failures = new ConcurrentLinkedQueue<>();
    private final Map<Long, Queue<Reply>> failuresOfChats = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private FakeTelegram(HttpServer server) {
        this.server = server;
    }

    /** On a free port of the loopback interface. */
    public static FakeTelegram start() {
        return start(0);
    }

    public static FakeTelegram start(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var telegram = new FakeTelegram(server);
            server.setExecutor(telegram.threads);
            server.createContext("/", telegram::handle);
            server.start();
            return telegram;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** {@code [port]}; prints the address on the first line and runs until it is ended. */
    public static void main(String[] arguments) {
        var telegram = start(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 0);
        System.out.println(telegram.url());
    }

    /** What {@code notifier-service.telegram.api-url} is set to. */
    public URI url() {
        return URI.create("http://localhost:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The chat's messages, oldest first. */
    public List<RecordedMessage> messages(long chatId) {
        return chats.messages(chatId);
    }

    /** Names of the methods that were called, in order, without polling. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The chat's next message or edit is answered with 429 and this wait. */
    public void refuseNextWithTooManyRequests(long chatId, int retryAfterSeconds) {
        failNext(chatId, Reply.tooManyRequests(retryAfterSeconds));
    }

    /** The chat's next message or edit is answered with this status. */
    public void failNext(long chatId, int status) {
        failNext(chatId, Reply.refused(status, "Internal Server Error"));
    }

    /** The chat's next message or edit is answered as a proxy in trouble does: a page, not JSON. */
    public void answerNextWithAPage(long chatId) {
        failNext(chatId, new Reply(502, "<html><body>Bad Gateway</body></html>"));
    }

    private void failNext(long chatId, Reply reply) {
        failuresOfChats
                .computeIfAbsent(chatId, _ -> new ConcurrentLinkedQueue<>())
                .add(reply);
    }

    /** Somebody blocks the bot: it can write to that chat no more. */
    public void block(long chatId) {
        chats.block(chatId);
    }

    /** Somebody deletes a message of the bot. */
    public void delete(long chatId, int messageId) {
        chats.delete(chatId, messageId);
    }

    /** Somebody writes to the bot. */
    public void wrote(long chatId, String text) {
        updates.wrote(chatId, text);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = exchange.getRequestBody().readAllBytes();
            var request = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            answer(exchange, path.startsWith("/bot") ? bot(path, request) : control(path, request));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply bot(String path, JsonNode request) throws InterruptedException {
        int slash = path.indexOf('/', 1);
        if (slash < 0 || !path.substring("/bot".length(), slash).equals(TOKEN)) {
            return Reply.refused(401, "Unauthorized");
        }
        // The Bot API does not mind the case, and telegrambots mixes it.
        var method = path.substring(slash + 1).toLowerCase(java.util.Locale.ROOT);
        return switch (method) {
            case "sendmessage" ->
                unlessItFails(
                        method,
                        request,
                        () -> chats.send(
                                request.get("chat_id").asLong(),
                                request.get("text").asText()));
            case "editmessagetext" ->
                unlessItFails(
                        method,
                        request,
                        () -> chats.edit(
                                request.get("chat_id").asLong(),
                                request.get("message_id").asInt(),
                                request.get("text").asText()));
            case "getupdates" ->
                Reply.result(updates.from(
                        request.path("offset").asInt(0),
                        Duration.ofSeconds(request.path("timeout").asInt(0))));
            case "deletewebhook" -> Reply.result(true);
            case "getme" ->
                Reply.result(Map.of("id", 42, "is_bot", true, "first_name", "Tandem", "username", "tandem"));
            default -> Reply.refused(404, "Not Found: method " + method);
        };
    }

    private Reply unlessItFails(String method, JsonNode request, java.util.function.Supplier<Reply> answer) {
        requests.add(method);
        var ofChat = failuresOfChats.get(request.get("chat_id").asLong());
        var failure = ofChat == null || ofChat.isEmpty() ? failures.poll() : ofChat.poll();
        return failure == null ? answer.get() : failure;
    }

    private Reply control(String path, JsonNode request) {
        return switch (path) {
            case "/recorded" -> new Reply(200, Map.of("messages", chats.all(), "requests", requests));
            case "/fail" -> {
                int status = request.path("status").asInt(500);
                failures.add(
                        status == 429
                                ? Reply.tooManyRequests(
                                        request.path("retryAfter").asInt(1))
                                : Reply.refused(status, "failed on demand"));
                yield new Reply(200, Map.of());
            }
            case "/wrote" -> {
                wrote(request.get("chatId").asLong(), request.get("text").asText());
                yield new Reply(200, Map.of());
            }
            default -> Reply.refused(404, "Not Found");
        };
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        boolean isPage = reply.body() instanceof String;
        var body = isPage ? ((String) reply.body()).getBytes(UTF_8) : json.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", isPage ? "text/html" : "application/json");
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
