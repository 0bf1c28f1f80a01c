package io.tandem.edge.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what a request can end in into problem details. The boundary at which bugs are caught: logged here, told without innards. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response refused(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e) {
        var violations = e.getConstraintViolations().stream()
                .map(v -> new Problem.Violation(field(v), v.getMessage()))
                .sorted(Comparator.comparing(Problem.Violation::field))
                .toList();
        return answer(ProblemException.invalid(violations).problem());
    }

    @ServerExceptionMapper(priority = 1)
    public Response unreadable(JsonProcessingException e) {
        return answer(fromJson(e));
    }

    /** Quarkus has a mapper of its own for this one, whose answer is no problem detail. */
    @ServerExceptionMapper(priority = 1)
    public Response mismatched(MismatchedInputException e) {
        return answer(fromJson(e));
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e) {
        return unauthorized();
    }

    @ServerExceptionMapper
    public Response unauthorized(AuthenticationFailedException e) {
        return unauthorized();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return answer(Problem.of(403, "Forbidden", "this token's roles do not allow it"));
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return answer(fromJson(json));
        }
        var status = e.getResponse().getStatusInfo();
        return answer(Problem.of(status.getStatusCode(), status.getReasonPhrase(), e.getMessage()));
    }

    @ServerExceptionMapper
    public Response bug(RuntimeException e) {
        LOG.error("request failed", e);
        return answer(Problem.of(500, "Internal Server Error", "the request failed; the service's log says why"));
    }

    private static Response unauthorized() {
        var problem = Problem.of(401, "Unauthorized", "a valid bearer token is needed");
        return Response.fromResponse(answer(problem))
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    private static Problem fromJson(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return violation(unknown, "is not known here");
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return violation(mapping, "cannot be read: " + e.getOriginalMessage());
        }
        return Problem.of(400, "Bad Request", "the body is not JSON: " + e.getOriginalMessage());
    }

    private static Problem violation(JsonMappingException e, String message) {
        var field = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
        return new Problem(
                "about:blank",
                "Bad Request",
                400,
                field + " " + message,
                List.of(new Problem.Violation(field, message)));
    }

    /** The path without the method and parameter that lead to the body, and without the elements of containers: {@code prefixes[0]}. */
    private static String field(ConstraintViolation<?> violation) {
        var names = new StringBuilder();
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                continue;
            }
            if (depth++ >= 2 || node.getKind() == ElementKind.PROPERTY) {
                names.append(names.isEmpty() ? "" : ".").append(node);
            }
        }
        return names.isEmpty() ? violation.getPropertyPath().toString() : names.toString();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
