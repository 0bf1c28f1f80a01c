package io.tandem.notifier.live.socket;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;

/** Browsers cannot set headers on a WebSocket: a token offered as subprotocol {@code bearer.<jwt>} becomes the Authorization header. */
@ApplicationScoped
class BearerSubprotocol {

    private static final String PREFIX = "bearer.";

    /** Quarkus authenticates at 200; higher comes first. */
    private static final int BEFORE_AUTHENTICATION = 300;

    void register(@Observes Filters filters) {
        filters.register(BearerSubprotocol::carryOver, BEFORE_AUTHENTICATION);
    }

    private static void carryOver(RoutingContext context) {
        var headers = context.request().headers();
        var offered = headers.get("Sec-WebSocket-Protocol");
        if (offered != null
                && EventsSocket.PATH.equals(context.normalizedPath())
                && !headers.contains(HttpHeaders.AUTHORIZATION)) {
            Arrays.stream(offered.split(",", -1))
                    .map(String::strip)
                    .filter(protocol -> protocol.startsWith(PREFIX))
                    .findFirst()
                    .ifPresent(protocol ->
                            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + protocol.substring(PREFIX.length())));
        }
        context.next();
    }
}
