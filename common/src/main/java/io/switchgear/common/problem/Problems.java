package io.switchgear.common.problem;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

import io.switchgear.common.redis.RedisUnavailableException;

/** The whole error policy: which exception is answered how. Everything unknown is a 500 that tells nothing. */
public final class Problems {

    private static final Duration RETRY_SOON = Duration.ofSeconds(2);

    private Problems() {}

    public static Problem of(Throwable error) {
        return switch (error) {
            case ProblemException e -> e.problem();
            case WebExchangeBindException e -> invalid(e);
            case HandlerMethodValidationException e -> parameters(e);
            case ContentTooLargeException e -> tooLarge();
            case MissingRequestValueException e ->
                of(HttpStatus.BAD_REQUEST, "bad_request", e.getName() + " is missing.");
            case ServerWebInputException e -> input(e);
            case DataBufferLimitException e -> tooLarge();
            case ResponseStatusException e -> status(e);
            case RedisUnavailableException e -> away("redis_unavailable", "Redis is unavailable.");
            case DataAccessResourceFailureException e -> databaseAway();
            case CannotCreateTransactionException e -> databaseAway();
            case TransientDataAccessResourceException e -> databaseAway();
            case QueryTimeoutException e -> databaseAway();
            case R2dbcNonTransientResourceException e -> databaseAway();
            case R2dbcTransientResourceException e -> databaseAway();
            case CallNotPermittedException e -> away("service_unavailable", "A part of the suite is unavailable.");
            case TimeoutException e -> away("timeout", "A part of the suite did not answer in time.");
            default -> of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong here.");
        };
    }

    /** A problem with the status' standard phrase as its title. */
    public static Problem of(HttpStatus status, String code, String detail) {
        return Problem.of(status.value(), status.getReasonPhrase(), code, detail);
    }

    private static Problem invalid(WebExchangeBindException e) {
        var errors = e.getFieldErrors().stream()
                .map(f -> new FieldError(WireNames.snake(f.getField()), message(f)))
                .toList();
        return ProblemException.invalid(errors).problem();
    }

    private static Problem parameters(HandlerMethodValidationException e) {
        var errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                WireNames.snake(String.valueOf(
                                        result.getMethodParameter().getParameterName())),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return of(HttpStatus.BAD_REQUEST, "bad_request", "A parameter breaks a rule; see errors.")
                .withErrors(errors);
    }

    private static String message(DefaultMessageSourceResolvable error) {
        return String.valueOf(error.getDefaultMessage());
    }

    private static Problem input(ServerWebInputException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case DataBufferLimitException limit -> {
                    return tooLarge();
                }
                case ProblemException problem -> {
                    return problem.problem();
                }
                case DatabindException readable
                when !readable.getPath().isEmpty() -> {
                    return ProblemException.invalid(List.of(new FieldError(path(readable), expected(readable))))
                            .problem();
                }
                case InputCoercionException outOfRange
                when !outOfRange.getPath().isEmpty() -> {
                    return ProblemException.invalid(path(outOfRange), "is out of range")
                            .problem();
                }
                case DatabindException otherKind -> {
                    return of(HttpStatus.BAD_REQUEST, "malformed_body", "The body is no JSON of the expected kind.");
                }
                case JacksonException unreadable -> {
                    return of(HttpStatus.BAD_REQUEST, "malformed_body", "The body is not well-formed JSON.");
                }
                default -> {}
            }
        }
        if (e.getCause() instanceof DecodingException) {
            return of(HttpStatus.BAD_REQUEST, "malformed_body", "The body cannot be read.");
        }
        var parameter = e.getMethodParameter();
        String name = parameter == null ? null : parameter.getParameterName();
        return of(
                HttpStatus.BAD_REQUEST,
                "bad_request",
                e.getCause() != null && name != null
                        ? "The parameter " + WireNames.snake(name) + " has an unreadable value."
                        : "The request has no readable body.");
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String expected(DatabindException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException told && told.getMessage() != null) {
            return told.getMessage();
        }
        @Nullable
        Class<?> type = e instanceof tools.jackson.databind.exc.MismatchedInputException m ? m.getTargetType() : null;
        if (type == null) {
            return "has a value of the wrong type";
        }
        if (type.isEnum()) {
            return "must be one of the values that the API documents";
        }
        return "must be of type " + wireType(type);
    }

    private static String wireType(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "array";
        }
        return type.getSimpleName().equals("Instant") ? "RFC 3339 time" : "object";
    }

    private static Problem status(ResponseStatusException e) {
        var status = HttpStatus.resolve(e.getStatusCode().value());
        if (status == null || (status.is5xxServerError() && status != HttpStatus.SERVICE_UNAVAILABLE)) {
            return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong here.");
        }
        String detail =
                switch (status) {
                    case NOT_FOUND -> "There is nothing at this address.";
                    case METHOD_NOT_ALLOWED -> "This address does not answer to that method.";
                    case UNSUPPORTED_MEDIA_TYPE -> "The body's content type is not supported here.";
                    case NOT_ACCEPTABLE -> "None of the accepted content types can be had here.";
                    default -> status.getReasonPhrase() + ".";
                };
        return of(status, status.name().toLowerCase(java.util.Locale.ROOT), detail);
    }

    private static Problem tooLarge() {
        return of(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", "The body is larger than is accepted here.");
    }

    private static Problem databaseAway() {
        return away("database_unavailable", "The database is unavailable.");
    }

    private static Problem away(String code, String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, code, detail).withRetryAfter(RETRY_SOON);
    }
}
