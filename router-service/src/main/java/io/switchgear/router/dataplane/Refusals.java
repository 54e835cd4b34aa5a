package io.switchgear.router.dataplane;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import io.switchgear.router.conduct.ErrorKind;
import io.switchgear.router.dialect.chat.Refused;

/** What a provider's refusal means. Pure. */
final class Refusals {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Set<String> EMPTY_ACCOUNT =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance");
    private static final Set<String> TOO_LONG = Set.of("context_length_exceeded", "string_above_max_length");
    /** Anthropic and others tell it in words only. */
    private static final Set<String> TOO_LONG_WORDS =
            Set.of("maximum context length", "prompt is too long", "exceed context limit", "context window");

    private static final Set<String> FILTERED =
            Set.of("content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation");
    private static final Set<String> UNKNOWN_MODEL =
            Set.of("model_not_found", "model_not_available", "not_found_error");

    private Refusals() {}

    static AttemptFailed of(Refused refused, Instant now) {
        int status = refused.status();
        String message = refused.message();
        return new AttemptFailed(
                kind(status, refused.code(), message),
                "HTTP " + status + (message.isEmpty() ? "" : ": " + excerpt(message)),
                new AttemptFailed.Refusal(status, refused.contentType(), refused.body()),
                retryAfter(refused.headers(), now));
    }

    static ErrorKind kind(int status, String code, String message) {
        if (TOO_LONG.contains(code) || TOO_LONG_WORDS.stream().anyMatch(message::contains)) {
            return ErrorKind.CONTEXT;
        }
        if (FILTERED.contains(code)) {
            return ErrorKind.FILTER;
        }
        if (EMPTY_ACCOUNT.contains(code) || status == 402) {
            return ErrorKind.QUOTA;
        }
        return switch (status) {
            case 401, 403 -> ErrorKind.AUTH;
            case 404 -> UNKNOWN_MODEL.contains(code) ? ErrorKind.MODEL : ErrorKind.CALLER;
            case 408, 504 -> ErrorKind.TIMEOUT;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 503, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 500 ? ErrorKind.SERVER : status >= 400 ? ErrorKind.CALLER : ErrorKind.PROTOCOL;
        };
    }

    /** Seconds, a date, or OpenAI's milliseconds; at most an hour. */
    static @Nullable Instant retryAfter(HttpHeaders headers, Instant now) {
        String millis = headers.get("retry-after-ms");
        String after = headers.get("retry-after");
        try {
            if (millis != null) {
                return bounded(now, now.plusMillis((long) Double.parseDouble(millis)));
            }
            if (after == null) {
                return null;
            }
            return Character.isDigit(after.isEmpty() ? ' ' : after.charAt(0))
                    ? bounded(now, now.plusMillis((long) (1000 * Double.parseDouble(after))))
                    : bounded(
                            now,
                            ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static Instant bounded(Instant now, Instant wanted) {
        Instant latest = now.plus(LONGEST);
        return wanted.isAfter(latest) ? latest : wanted.isBefore(now) ? now : wanted;
    }

    private static String excerpt(String message) {
        return message.length() <= 300 ? message : message.substring(0, 300) + "…";
    }
}
