package io.tandem.callstate.call.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.smallrye.mutiny.Uni;
import io.tandem.callstate.call.context.Context;
import io.tandem.callstate.call.context.Contexts;
import io.tandem.callstate.call.context.Precondition;
import io.tandem.edge.problem.Problem;
import io.tandem.edge.problem.ProblemException;
import io.tandem.edge.tenancy.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /calls/{id}/context}: what is known of the conversation, any JSON of 64 KB at most, handed from one to the next. */
@Path("/api/v1/calls/{id}/context")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.ADMIN, Role.SUPERVISOR, Role.AGENT, Role.INTEGRATION})
public class ContextResource {

    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(JsonNode.class);

    private final OwnCalls calls;
    private final Contexts contexts;

    ContextResource(OwnCalls calls, Contexts contexts) {
        this.calls = calls;
        this.contexts = contexts;
    }

    @GET
    @Operation(description = "As it was put, its revision as ETag. 404 where there is none, or an hour after the end.")
    public Uni<RestResponse<String>> get(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return calls.find(id)
                .chain(call -> contexts.of(call.callId()))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("context of call", id)))
                .map(context -> known != null && Precondition.tags(known).contains(context.entityTag())
                        ? answer(RestResponse.Status.NOT_MODIFIED, context, null)
                        : answer(RestResponse.Status.OK, context, context.json()));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            description = "Replaces it; told as call.context-changed. With If-Match only on that revision, with"
                    + " If-None-Match: * only where there is none: 412 otherwise. 413 beyond 64 KB of UTF-8. It is kept"
                    + " for an hour after the call's end: 409 after that.")
    public Uni<RestResponse<String>> put(
            @PathParam("id") String id,
            byte @Nullable [] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var json = json(body == null ? new byte[0] : body);
        var precondition = Precondition.of(ifMatch, ifNoneMatch);
        return calls.find(id)
                .chain(call -> contexts.put(call, json, precondition))
                .map(put -> switch (put) {
                    case Contexts.Put.Done(var context) -> answer(RestResponse.Status.OK, context, context.json());
                    case Contexts.Put.Stale(var revision) -> throw stale(id, revision);
                    case Contexts.Put.TooLate _ ->
                        throw ProblemException.conflict("call " + id + " ended more than an hour ago");
                });
    }

    private static RestResponse<String> answer(RestResponse.Status status, Context context, @Nullable String entity) {
        return RestResponse.ResponseBuilder.<String>create(status)
                .header(HttpHeaders.ETAG, context.entityTag())
                .entity(entity)
                .build();
    }

    private static ProblemException stale(String id, long revision) {
        var there = revision == 0 ? "has none" : "is at \"" + revision + "\"";
        return new ProblemException(Problem.of(412, "Precondition Failed", "the context of call " + id + " " + there));
    }

    /** As text, once it is known to be one JSON value in UTF-8. */
    private static String json(byte[] body) {
        if (body.length > Context.MOST_BYTES) {
            throw new ProblemException(
                    Problem.of(413, "Content Too Large", "a context has " + Context.MOST_BYTES + " bytes at most"));
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.isBlank()) {
                throw ProblemException.badRequest("the body is not JSON");
            }
            JSON.readTree(text);
            return text;
        } catch (CharacterCodingException | JsonProcessingException _) {
            throw ProblemException.badRequest("the body is not JSON in UTF-8");
        }
    }
}
