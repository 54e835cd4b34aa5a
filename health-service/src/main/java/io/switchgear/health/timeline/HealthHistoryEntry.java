package io.switchgear.health.timeline;

import java.time.Instant;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.switchgear.health.status.HealthState;

/**
 * A span of time with one status.
 *
 * @param timestamp its start
 * @param status of the whole span
 * @param duration in milliseconds
 * @param incidents how often the circuit opened in it
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record HealthHistoryEntry(Instant timestamp, HealthState status, long duration, int incidents) {}
