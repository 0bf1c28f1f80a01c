package io.tandem.local.front;

import com.fasterxml.jackson.databind.JsonNode;
import io.tandem.local.plan.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The process behind the one origin: port, then {@code service=port,managementPort} for each service. */
public final class Front implements Handler<HttpServerRequest> {

    private static final int CONNECTIONS = 256;

    private final Map<Service, Forwarding> forwarding = new EnumMap<>(Service.class);
    private final Map<Service, Tunnel> tunnels = new EnumMap<>(Service.class);
    private final Catalogue catalogue;

    Front(Vertx vertx, Origins origins) {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setConnectTimeout(2000));
        for (var service : Service.values()) {
            forwarding.put(service, new Forwarding(client, origins, service));
            tunnels.put(service, new Tunnel(client, origins, service));
        }
        catalogue = new Catalogue(client, origins);
    }

    public static void main(String[] args) {
        var arguments = List.of(args);
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        var origins = Origins.parse(arguments.subList(1, arguments.size()));
        vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments.getFirst())))
                .requestHandler(new Front(vertx, origins))
                .listen()
                .onFailure(e -> {
                    System.err.println("cannot listen on port " + arguments.getFirst() + ": " + e.getMessage());
                    System.exit(1);
                });
    }

    @Override
    public void handle(HttpServerRequest request) {
        switch (Route.of(request.path() == null ? "" : request.path())) {
            case Route.ToService(var service) -> forward(service, request);
            case Route.Specification() -> answer(request, "application/json", JsonNode::toString);
            case Route.Documents() -> answer(request, "text/html; charset=utf-8", Documents::page);
            case Route.Home() ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/api/v1/docs")
                        .end();
            case Route.Nowhere() ->
                Problem.notFound(String.valueOf(request.path())).send(request.response());
        }
    }

    private void forward(Service service, HttpServerRequest request) {
        if (Tunnel.wants(request)) {
            tunnels.get(service).handle(request);
        } else {
            forwarding.get(service).handle(request);
        }
    }

    private void answer(HttpServerRequest request, String type, Function<JsonNode, String> form) {
        catalogue
                .specification()
                .onSuccess(specification ->
                        request.response().putHeader("Content-Type", type).end(form.apply(specification)))
                .onFailure(e -> new Problem(500, "Internal Server Error", String.valueOf(e.getMessage()))
                        .send(request.response()));
    }
}
