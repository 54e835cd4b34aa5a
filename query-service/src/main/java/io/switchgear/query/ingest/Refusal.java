package io.switchgear.query.ingest;

import java.time.Duration;

import org.springframework.http.HttpStatus;

import io.switchgear.common.problem.Problem;
import io.switchgear.common.problem.ProblemException;
import io.switchgear.common.problem.Problems;

/** Why a request is refused as a whole. */
final class Refusal {

    private Refusal() {}

    static ProblemException unsupportedMediaType() {
        return of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "The content type must be application/x-protobuf or application/json.");
    }

    static ProblemException unsupportedEncoding() {
        return of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_content_encoding",
                "The content encoding must be gzip or identity.");
    }

    static ProblemException unreadable() {
        return of(HttpStatus.BAD_REQUEST, "malformed_body", "The body is not a readable OTLP request.");
    }

    static ProblemException tooLarge() {
        return of(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", "The body is larger than is accepted here.");
    }

    static ProblemException overloaded(Duration retryAfter) {
        return ProblemException.unavailable("overloaded", "Too much telemetry is being stored right now.", retryAfter);
    }

    static ProblemException tooMuchOfOne(Duration retryAfter) {
        return ProblemException.tooManyRequests(
                "overloaded", "This sender has too much telemetry under way already.", retryAfter);
    }

    private static ProblemException of(HttpStatus status, String code, String detail) {
        Problem problem = Problems.of(status, code, detail);
        return new ProblemException(problem);
    }
}
