package io.switchgear.health.component;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param error what is wrong, fit for anyone's eyes: no address, no internals; null if nothing is
 * @param details for callers who have shown who they are
 */
record CheckResult(ComponentStatus status, @Nullable String error, Map<String, Object> details) {

    static CheckResult healthy(Map<String, Object> details) {
        return new CheckResult(ComponentStatus.HEALTHY, null, details);
    }

    static CheckResult degraded(String error, Map<String, Object> details) {
        return new CheckResult(ComponentStatus.DEGRADED, error, details);
    }

    static CheckResult unhealthy(String error, Map<String, Object> details) {
        return new CheckResult(ComponentStatus.UNHEALTHY, error, details);
    }
}
