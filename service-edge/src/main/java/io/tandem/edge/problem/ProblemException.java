package io.tandem.edge.problem;

import java.util.List;

/** A request that is refused, with the answer to give. Thrown by resources and by what they call; never logged as an error. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail() == null ? problem.title() : problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /** 404; {@code what} and {@code id} make the detail: "call 01J… does not exist". */
    public static ProblemException notFound(String what, String id) {
        return new ProblemException(Problem.of(404, "Not Found", what + " " + id + " does not exist"));
    }

    /** 409: the thing is in a state that does not allow this. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(409, "Conflict", detail));
    }

    /** 400 for a body or a parameter that cannot be read at all. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(Problem.of(400, "Bad Request", detail));
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(403, "Forbidden", detail));
    }

    /** 422 for a value that was read and is not acceptable. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new Problem.Violation(field, message)));
    }

    public static ProblemException invalid(List<Problem.Violation> violations) {
        var first = violations.getFirst();
        return new ProblemException(new Problem(
                "about:blank",
                "Unprocessable Content",
                422,
                first.field() + ": " + first.message() + (violations.size() > 1 ? " (and more)" : ""),
                violations));
    }

    /** 503: something that this needs is away; {@code detail} says what. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(503, "Service Unavailable", detail));
    }
}
