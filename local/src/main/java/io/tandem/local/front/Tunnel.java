package io.tandem.local.front;

import io.tandem.local.plan.Service;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;

/**
 * WebSockets to one service. After the upgrade the bytes go through untouched and with back-pressure, so that the service still notices
 * a client that does not read. Lives on the event loop.
 */
final class Tunnel {

    private static final int SWITCHING = 101;
    private static final Set<String> PER_CONNECTION = Set.of("host", "content-length", "transfer-encoding");

    private final HttpClient client;
    private final Origins origins;
    private final Service service;

    Tunnel(HttpClient client, Origins origins, Service service) {
        this.client = client;
        this.origins = origins;
        this.service = service;
    }

    static boolean wants(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    void handle(HttpServerRequest request) {
        request.pause();
        client.request(new RequestOptions()
                        .setServer(origins.of(service))
                        .setMethod(request.method())
                        .setURI(request.uri()))
                .compose(upstream -> {
                    request.headers().forEach((name, value) -> {
                        if (!PER_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                            upstream.headers().add(name, value);
                        }
                    });
                    Forwarding.describeClient(request, upstream.headers());
                    return upstream.connect();
                })
                .onSuccess(answer -> answered(request, answer))
                .onFailure(_ -> {
                    request.resume();
                    Problem.unavailable(service).send(request.response());
                });
    }

    private static void answered(HttpServerRequest request, HttpClientResponse answer) {
        if (answer.statusCode() != SWITCHING) {
            refuse(request, answer);
            return;
        }
        var upstream = answer.netSocket();
        upstream.pause();
        copy(answer.headers(), request.response().headers());
        request.response().setStatusCode(SWITCHING);
        request.toNetSocket()
                .onSuccess(downstream -> join(downstream, upstream))
                .onFailure(_ -> upstream.close());
    }

    /** Also a refusal has a body that says why. */
    private static void refuse(HttpServerRequest request, HttpClientResponse answer) {
        request.resume();
        var response = request.response().setStatusCode(answer.statusCode());
        answer.body().otherwise(Buffer.buffer()).onSuccess(body -> {
            var type = answer.getHeader("Content-Type");
            if (type != null) {
                response.putHeader("Content-Type", type);
            }
            response.end(body);
        });
    }

    private static void join(NetSocket downstream, NetSocket upstream) {
        downstream.pipeTo(upstream).onComplete(_ -> upstream.close());
        upstream.pipeTo(downstream).onComplete(_ -> downstream.close());
    }

    private static void copy(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> to.add(name, value));
    }
}
