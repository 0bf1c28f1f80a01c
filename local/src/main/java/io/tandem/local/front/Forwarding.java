package io.tandem.local.front;

import io.tandem.local.plan.Service;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;

/** Plain requests to one service, bodies streamed both ways. Lives on the event loop. */
final class Forwarding {

    private final HttpProxy proxy;

    Forwarding(HttpClient client, Origins origins, Service service) {
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(_ -> client.request(new RequestOptions().setServer(origins.of(service))))
                .addInterceptor(new Unavailable(service));
    }

    void handle(HttpServerRequest request) {
        proxy.handle(request);
    }

    /** What the service cannot know because it sees only us. What the client says of itself is not believed. */
    static void describeClient(HttpServerRequest request, MultiMap headers) {
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", "http");
        headers.remove("Forwarded");
        headers.remove("X-Forwarded-Prefix");
        var host = request.authority();
        if (host != null) {
            headers.set("X-Forwarded-Host", host.toString());
        }
    }

    private record Unavailable(Service service) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            var request = context.request();
            describeClient(request.proxiedRequest(), request.headers());
            return context.sendRequest()
                    .recover(_ -> Future.succeededFuture(request.release()
                            .response()
                            .setStatusCode(503)
                            .putHeader("Content-Type", Problem.MEDIA_TYPE)
                            .setBody(Body.body(Problem.unavailable(service).body()))));
        }
    }
}
