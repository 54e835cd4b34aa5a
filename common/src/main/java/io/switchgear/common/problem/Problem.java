package io.switchgear.common.problem;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type a URI reference that names the kind of problem: {@code urn:switchgear:problem:<code>}
 * @param title the status' standard phrase
 * @param status the HTTP status
 * @param detail what went wrong, for people; never internals
 * @param code what went wrong, for programs; stable
 * @param requestId the request's id, to quote to the operator
 * @param errors the fields at fault; absent if none
 * @param retryAfter sent as {@code Retry-After}, not in the body
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String requestId,
        @Nullable List<FieldError> errors,
        @JsonIgnore @Nullable Duration retryAfter) {

    public static Problem of(int status, String title, String code, String detail) {
        return new Problem("urn:switchgear:problem:" + code, title, status, detail, code, null, null, null);
    }

    public Problem withErrors(List<FieldError> fields) {
        return new Problem(type, title, status, detail, code, requestId, List.copyOf(fields), retryAfter);
    }

    public Problem withRetryAfter(Duration delay) {
        return new Problem(type, title, status, detail, code, requestId, errors, delay);
    }

    public Problem withRequestId(@Nullable String id) {
        return new Problem(type, title, status, detail, code, id, errors, retryAfter);
    }
}
