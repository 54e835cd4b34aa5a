package io.switchgear.query.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.query.span.Ids;

/**
 * Something to look at.
 *
 * @param id the same for the same service, provider and type of error
 * @param severity critical, warning or info
 * @param title a few words
 * @param message one sentence
 * @param service that has it
 * @param provider that it is about; null if none
 * @param count of errors
 * @param firstSeen the first error within the last hour
 * @param lastSeen the latest error
 * @param traceId of the latest error
 */
record Alert(
        UUID id,
        Severity severity,
        String title,
        String message,
        @Nullable String service,
        @Nullable String provider,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        String traceId) {

    /** A few errors are no crisis, whatever their share. */
    private static final int FEW = 5;

    static Alert of(ErrorPattern pattern) {
        String who = pattern.provider().isEmpty() ? pattern.service() : pattern.provider();
        String what = pattern.attempts() ? "attempts" : "requests";
        String type = pattern.errorType().isEmpty() ? "error" : pattern.errorType();
        return new Alert(
                id(pattern),
                severity(pattern),
                "%s: %s".formatted(who, type),
                String.format(
                        Locale.ROOT,
                        "%d of %d %s failed with %s in the last hour (%.1f %%).",
                        pattern.count(),
                        Math.max(pattern.total(), pattern.count()),
                        what,
                        type,
                        pattern.rate()),
                pattern.service(),
                pattern.provider().isEmpty() ? null : pattern.provider(),
                pattern.count(),
                pattern.firstSeen(),
                pattern.lastSeen(),
                Ids.hex(pattern.traceId()));
    }

    /** Failed attempts are at most a warning: the request may have succeeded elsewhere. */
    private static Severity severity(ErrorPattern pattern) {
        if (pattern.rate() > 5 && pattern.count() >= FEW) {
            return pattern.attempts() ? Severity.WARNING : Severity.CRITICAL;
        }
        return pattern.rate() > 1 && !pattern.attempts() ? Severity.WARNING : Severity.INFO;
    }

    private static UUID id(ErrorPattern pattern) {
        String name = String.join(
                "\n",
                pattern.attempts() ? "attempt" : "request",
                pattern.service(),
                pattern.provider(),
                pattern.errorType());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
