package io.tandem.aricontroller.ari;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.Json;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests to ARI over kept connections, all on one context, each measured and with a time limit. */
final class AriHttp {

    /** {@code status} is 0 when no answer came, and then {@code body} says why; {@code sent} whether it may have arrived. */
    record Reply(int status, String body, boolean sent) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    private static final Duration MARGIN = Duration.ofMillis(200);

    private final Context context;
    private final HttpClient client;
    private final AriAccess access;
    private final String authorization;
    private final Duration limit;
    private final MeterRegistry metrics;

    AriHttp(
            Vertx vertx,
            Context context,
            AriAccess access,
            Duration limit,
            int connections,
            Duration keepAlive,
            MeterRegistry metrics) {
        this.context = context;
        this.access = access;
        this.authorization = access.authorization();
        this.limit = limit;
        this.metrics = metrics;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(access.host())
                        .setDefaultPort(access.port())
                        .setSsl(access.isTls())
                        .setTcpNoDelay(true)
                        .setKeepAliveTimeout((int) Math.max(1, keepAlive.toSeconds()))
                        .setConnectTimeout((int) limit.toMillis()),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    Future<Void> close() {
        return client.close();
    }

    /** Blocks: for virtual threads only. */
    Reply get(String operation, Query query) {
        return await(() -> send(operation, HttpMethod.GET, query, null, limit));
    }

    Reply post(String operation, Query query) {
        return await(() -> send(operation, HttpMethod.POST, query, null, limit));
    }

    Reply post(String operation, Query query, Map<String, ?> body) {
        return await(() -> send(operation, HttpMethod.POST, query, body, limit));
    }

    Reply put(String operation, Query query, Map<String, ?> body) {
        return await(() -> send(operation, HttpMethod.PUT, query, body, limit));
    }

    Reply delete(String operation, Query query) {
        return await(() -> send(operation, HttpMethod.DELETE, query, null, limit));
    }

    /** Does not block; for the event loop. */
    Future<Reply> probe(String operation, Query query, Duration within) {
        return send(operation, HttpMethod.GET, query, null, within);
    }

    private Future<Reply> send(
            String operation, HttpMethod method, Query query, @Nullable Map<String, ?> body, Duration within) {
        var options = new RequestOptions()
                .setMethod(method)
                .setURI(access.uri(query.toString()))
                .setTimeout(within.toMillis())
                .putHeader("Authorization", authorization);
        long begun = System.nanoTime();
        return client.request(options)
                .compose(request -> body == null
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(Json.encode(body))))
                .compose(response ->
                        response.body().map(text -> new Reply(response.statusCode(), text.toString(), true)))
                .otherwise(failure -> new Reply(0, describe(failure), !(failure instanceof ConnectException)))
                .onSuccess(reply -> measure(operation, reply.status(), System.nanoTime() - begun));
    }

    /** The request is begun on the context, so that it takes no other event loop on its way. */
    private Reply await(Supplier<Future<Reply>> request) {
        var done = new CompletableFuture<Reply>();
        context.runOnContext(_ -> request.get().onSuccess(done::complete));
        try {
            return done.get(limit.plus(MARGIN).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Reply(0, "no answer within " + limit, true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Reply(0, "interrupted", true);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request never fails, it says so", e);
        }
    }

    private static String describe(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private void measure(String operation, int status, long nanos) {
        metrics.timer("tandem.ari.request", "operation", operation, "status", Integer.toString(status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
