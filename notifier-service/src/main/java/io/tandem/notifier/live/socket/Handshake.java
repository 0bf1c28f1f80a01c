package io.tandem.notifier.live.socket;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.tandem.edge.kafka.Wire;
import io.tandem.edge.problem.Problem;
import io.tandem.edge.tenancy.Role;
import io.tandem.notifier.live.Request;
import io.tandem.notifier.live.Request.Asker;
import io.tandem.notifier.live.Request.Judgement;
import io.tandem.notifier.live.Subscription;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who may open the stream: 401 without a good token, 403 and 400 as {@link Request} judges, each as a problem in JSON. */
@ApplicationScoped
class Handshake implements HttpUpgradeCheck {

    /**
     * What the handshake found out.
     *
     * @param head the last event's sequence when the client was let in: it hears everything after that, whatever happens before the
     *     connection is open
     * @param expiresAt the token's end, and the connection's
     */
    record Admission(Subscription subscription, long head, Instant expiresAt, HttpConnection connection) {}

    static final TypedKey<Admission> ADMISSION = new TypedKey<>("admission");

    private static final List<String> ROLES = List.of(Role.ADMIN, Role.SUPERVISOR, Role.INTEGRATION, Role.AGENT);

    private final LiveFeed feed;
    private final Wire wire;

    Handshake(LiveFeed feed, Wire wire) {
        this.feed = feed;
        this.wire = wire;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return EventsSocket.ID.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return context.securityIdentity()
                .map(Optional::ofNullable)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty())
                .chain(identity -> admit(context, identity));
    }

    private Uni<CheckResult> admit(HttpUpgradeContext context, Optional<SecurityIdentity> identified) {
        var request = context.httpRequest();
        var identity = identified.filter(who -> !who.isAnonymous());
        if (identity.isEmpty() || !(identity.get().getPrincipal() instanceof JsonWebToken token)) {
            return refuse(request.response(), 401, "Unauthorized", "a valid bearer token is needed");
        }
        return switch (new Request(asker(token, identity.get().getRoles()), query(request)).judge()) {
            case Judgement.Refused refused ->
                refuse(
                        request.response(),
                        refused.status(),
                        refused.status() == 403 ? "Forbidden" : "Bad Request",
                        refused.why());
            case Judgement.Granted granted -> {
                var expiresAt = Instant.ofEpochSecond(token.getExpirationTime());
                context.userData()
                        .put(
                                ADMISSION,
                                new Admission(granted.subscription(), feed.head(), expiresAt, request.connection()));
                yield CheckResult.permitUpgrade();
            }
        };
    }

    private static Asker asker(JsonWebToken token, Set<String> roles) {
        var known = ROLES.stream().filter(roles::contains).toList();
        return new Asker(
                token.getClaim("tenant"), !known.isEmpty(), known.equals(List.of(Role.AGENT)), token.getClaim("agent"));
    }

    private static Map<String, List<String>> query(HttpServerRequest request) {
        var parameters = request.params();
        return parameters.names().stream().collect(Collectors.toMap(name -> name, parameters::getAll));
    }

    /**
     * The framework refuses without a body; so the answer is given here, and the check never completes. A token that cannot be read
     * was answered already, with the same problem, by the authentication that it failed.
     */
    private Uni<CheckResult> refuse(HttpServerResponse response, int status, String title, String detail) {
        if (response.headWritten()) {
            return Uni.createFrom().nothing();
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(wire.write(Problem.of(status, title, detail)));
        return Uni.createFrom().nothing();
    }
}
