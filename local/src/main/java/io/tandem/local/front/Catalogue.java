package io.tandem.local.front;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tandem.local.plan.Service;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Asks every service for its OpenAPI document; one that does not answer is named in {@code x-missing}. */
final class Catalogue {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_MILLISECONDS = 3000;

    private final HttpClient client;
    private final Origins origins;

    Catalogue(HttpClient client, Origins origins) {
        this.client = client;
        this.origins = origins;
    }

    Future<JsonNode> specification() {
        var documents = new EnumMap<Service, Future<Optional<JsonNode>>>(Service.class);
        for (var service : Service.values()) {
            documents.put(service, of(service));
        }
        return Future.join(List.copyOf(documents.values())).map(_ -> {
            var merged = new Specification();
            documents.forEach(
                    (service, document) -> document.result().ifPresent(found -> merged.add(service.id(), found)));
            var whole = merged.whole();
            documents.forEach((service, document) -> {
                if (document.result().isEmpty()) {
                    whole.withArrayProperty("x-missing").add(service.id());
                }
            });
            return whole;
        });
    }

    private Future<Optional<JsonNode>> of(Service service) {
        return client.request(new RequestOptions()
                        .setServer(origins.management(service))
                        .setURI("/q/openapi?format=json")
                        .setTimeout(LIMIT_MILLISECONDS))
                .compose(request -> request.send())
                .compose(Catalogue::body)
                .map(Catalogue::parse)
                .otherwise(Optional.empty());
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200 ? response.body() : Future.failedFuture("status " + response.statusCode());
    }

    private static Optional<JsonNode> parse(Buffer body) {
        try {
            return Optional.of(JSON.readTree(body.getBytes()));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
