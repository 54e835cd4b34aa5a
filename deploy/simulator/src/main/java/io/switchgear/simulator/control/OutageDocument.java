package io.switchgear.simulator.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.FaultGrammar;
import io.switchgear.simulator.fault.FaultRule;
import io.switchgear.simulator.provider.Outage;

/**
 * An outage window on the wire.
 *
 * @param startsInMs from now, default 0
 * @param durationMs 1 ms to 30 days
 * @param everyMs distance of recurring windows, absent for a single one
 * @param status error status, default 503
 * @param fault a rule instead of the status, such as {@code reset}
 */
record OutageDocument(
        @Nullable Long startsInMs,
        @Nullable Long durationMs,
        @Nullable Long everyMs,
        @Nullable Integer status,
        @Nullable String fault) {

    private static final long MAX_MS = Duration.ofDays(30).toMillis();

    /** A window as the control API shows it; times are RFC 3339. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String startsAt,
            long durationMs,
            @Nullable Long everyMs,
            String fault) {

        static View of(Outage outage) {
            return new View(
                    outage.id(),
                    outage.startsAt().toString(),
                    outage.duration().toMillis(),
                    outage.every() == null ? null : outage.every().toMillis(),
                    outage.rule().text());
        }
    }

    Outage outage(Instant now) {
        if (durationMs == null) {
            throw ControlException.unprocessable("duration_ms is missing");
        }
        long startsIn = startsInMs == null ? 0 : startsInMs;
        bounded("starts_in_ms", startsIn, 0);
        bounded("duration_ms", durationMs, 1);
        if (everyMs != null) {
            bounded("every_ms", everyMs, 1);
            if (everyMs <= durationMs) {
                throw ControlException.unprocessable("every_ms must be longer than duration_ms");
            }
        }
        return new Outage(
                "",
                now.plusMillis(startsIn),
                Duration.ofMillis(durationMs),
                everyMs == null ? null : Duration.ofMillis(everyMs),
                rule());
    }

    private FaultRule rule() {
        if (fault != null && status != null) {
            throw ControlException.unprocessable("an outage has a status or a fault, not both");
        }
        List<FaultRule> rules = FaultGrammar.rules(fault != null ? fault : "status=" + (status == null ? 503 : status));
        if (rules.size() != 1 || rules.getFirst().limited()) {
            throw ControlException.unprocessable("an outage has one fault, without times");
        }
        return rules.getFirst();
    }

    private static void bounded(String field, long value, long min) {
        if (value < min || value > MAX_MS) {
            throw ControlException.unprocessable(field + " is from " + min + " to " + MAX_MS + ", got " + value);
        }
    }
}
