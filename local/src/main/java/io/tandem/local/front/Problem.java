package io.tandem.local.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tandem.local.plan.Service;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;

/** An answer of the front's own, as RFC 9457 has it. */
record Problem(int status, String title, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final JsonMapper JSON = new JsonMapper();

    static Problem notFound(String path) {
        return new Problem(404, "Not Found", "there is nothing at " + path);
    }

    static Problem unavailable(Service service) {
        return new Problem(503, "Service Unavailable", service.id() + " does not answer; see ./tandem status");
    }

    Buffer body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings that are not JSON", e);
        }
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(body());
    }
}
