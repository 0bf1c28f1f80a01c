package io.tandem.acceptance.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** REST with one bearer token. */
public final class Api {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** {@code json} is a missing node where the body is empty or not JSON. */
    public record Answer(
            int status,
            String contentType,
            JsonNode json,
            String body,
            @Nullable String location) {}

    private final URI origin;
    private final String token;

    public Api(URI origin, String token) {
        this.origin = origin;
        this.token = token;
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    public Answer post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    public Answer post(String path) {
        return send("POST", path, null, "application/json");
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json, "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, "application/json");
    }

    public Answer send(String method, String path, @Nullable String body, String contentType, String... headers) {
        var request = HttpRequest.newBuilder(origin.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The body as it is, with these headers asked for. */
    public HttpResponse<byte[]> bytes(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(origin.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        var headers = response.headers();
        return new Answer(
                response.statusCode(),
                headers.firstValue("Content-Type").orElse(""),
                parse(response.body()),
                response.body(),
                headers.firstValue("Location").orElse(null));
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }
}
