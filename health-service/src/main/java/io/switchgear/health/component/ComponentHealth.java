package io.switchgear.health.component;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A component, as it was when it was last looked at.
 *
 * @param critical whether the suite is unhealthy without it
 * @param error what is wrong; absent if nothing is
 * @param details absent for callers without a token
 * @param responseTimeMs how long the check took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComponentHealth(
        ComponentStatus status,
        boolean critical,
        @Nullable String error,
        @Nullable Map<String, Object> details,
        Instant checkedAt,
        long responseTimeMs) {

    ComponentHealth withoutDetails() {
        return new ComponentHealth(status, critical, error, null, checkedAt, responseTimeMs);
    }
}
