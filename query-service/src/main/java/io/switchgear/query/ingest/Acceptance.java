package io.switchgear.query.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.switchgear.query.partition.Partitions;
import io.switchgear.query.retention.RetentionSettings;

/** Which times are accepted: not more than 5 minutes in the future, not older than the workspace's retention. */
@Component
class Acceptance {

    private static final Duration FUTURE = Duration.ofMinutes(5);

    private final RetentionSettings retention;
    private final Partitions partitions;
    private final InstantSource clock;

    Acceptance(RetentionSettings retention, Partitions partitions, InstantSource clock) {
        this.retention = retention;
        this.partitions = partitions;
        this.clock = clock;
    }

    /** Why telemetry of this time is refused; null if it is not. */
    @Nullable
    String refused(UUID workspace, Instant time) {
        Instant now = clock.instant();
        if (time.isAfter(now.plus(FUTURE))) {
            return "it lies more than 5 minutes in the future";
        }
        var kept = retention.of(workspace);
        if (time.isBefore(kept.oldestSpan(now))) {
            return "it is older than the retention of " + kept.spansDays() + " days";
        }
        // A longer retention has just been set, and the next maintenance makes the partitions.
        return partitions.holds(LocalDate.ofInstant(time, ZoneOffset.UTC)) ? null : "it is older than what is kept yet";
    }
}
