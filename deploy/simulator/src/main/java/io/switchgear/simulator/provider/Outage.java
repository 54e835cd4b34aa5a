package io.switchgear.simulator.provider;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.FaultRule;

/**
 * A window in which every request meets the fault.
 *
 * @param every distance between the beginnings of a recurring window, null for a single one; longer than the duration
 */
public record Outage(
        String id,
        Instant startsAt,
        Duration duration,
        @Nullable Duration every,
        FaultRule rule) {

    /** Whether the window covers the moment; its beginning belongs to it, its end does not. */
    public boolean covers(Instant now) {
        long sinceStart = Duration.between(startsAt, now).toMillis();
        if (sinceStart < 0) {
            return false;
        }
        return (every == null ? sinceStart : sinceStart % every.toMillis()) < duration.toMillis();
    }

    /** Whether the window lies wholly in the past. */
    public boolean over(Instant now) {
        return every == null && !now.isBefore(startsAt.plus(duration));
    }
}
