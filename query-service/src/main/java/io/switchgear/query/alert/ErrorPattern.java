package io.switchgear.query.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * Errors of one type, of one service, at one provider. Absent text is empty.
 *
 * @param attempts whether tries at providers failed, not requests
 * @param service that failed
 * @param provider that was called
 * @param errorType {@code error.type}
 * @param count how many
 * @param total how many there were in all, of the service at the provider
 * @param firstSeen start of the first
 * @param lastSeen start of the last
 * @param traceId of the last
 */
record ErrorPattern(
        boolean attempts,
        String service,
        String provider,
        String errorType,
        long count,
        long total,
        Instant firstSeen,
        Instant lastSeen,
        UUID traceId) {

    /** Percent. */
    double rate() {
        return 100.0 * count / Math.max(total, count);
    }
}
