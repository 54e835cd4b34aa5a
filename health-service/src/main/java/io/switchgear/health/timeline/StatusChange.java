package io.switchgear.health.timeline;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.switchgear.health.status.HealthState;

/**
 * A provider's status changed.
 *
 * @param previous before
 * @param status after
 * @param degradedUntil when a recovered provider counts as healthy again, if nothing else happens; null for at once
 * @param opened whether the circuit opened
 */
record StatusChange(
        Instant at,
        HealthState previous,
        HealthState status,
        @Nullable Instant degradedUntil,
        boolean opened) {}
