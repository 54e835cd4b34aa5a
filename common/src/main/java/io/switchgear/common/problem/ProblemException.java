package io.switchgear.common.problem;

import java.time.Duration;
import java.util.List;

import org.springframework.http.HttpStatus;

/** Ends a request with a problem document. Carries no stack trace: it is an answer, not a defect. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public static ProblemException badRequest(String code, String detail) {
        return new ProblemException(Problems.of(HttpStatus.BAD_REQUEST, code, detail));
    }

    public static ProblemException unauthorized(String code, String detail) {
        return new ProblemException(Problems.of(HttpStatus.UNAUTHORIZED, code, detail));
    }

    public static ProblemException forbidden(String code, String detail) {
        return new ProblemException(Problems.of(HttpStatus.FORBIDDEN, code, detail));
    }

    /** Also for what belongs to another workspace: it is not told apart from what does not exist. */
    public static ProblemException notFound(String kind, Object id) {
        return new ProblemException(
                Problems.of(HttpStatus.NOT_FOUND, kind + "_not_found", "There is no " + kind + " '" + id + "'."));
    }

    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(Problems.of(HttpStatus.CONFLICT, code, detail));
    }

    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problems.of(
                        HttpStatus.UNPROCESSABLE_CONTENT, "validation_failed", "The request breaks a rule; see errors.")
                .withErrors(errors));
    }

    public static ProblemException tooManyRequests(String code, String detail, Duration retryAfter) {
        return new ProblemException(
                Problems.of(HttpStatus.TOO_MANY_REQUESTS, code, detail).withRetryAfter(retryAfter));
    }

    public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
        return new ProblemException(
                Problems.of(HttpStatus.SERVICE_UNAVAILABLE, code, detail).withRetryAfter(retryAfter));
    }
}
