package io.switchgear.health.component;

import java.util.Collection;
import java.util.Map;

/**
 * The suite as a whole.
 *
 * @param version of this service
 * @param status unhealthy if a critical component is, degraded if anything else is not healthy
 * @param components by name; providers as {@code provider:<name>}
 */
record SuiteHealth(String name, String version, ComponentStatus status, Map<String, ComponentHealth> components) {

    static SuiteHealth of(String name, String version, Map<String, ComponentHealth> components) {
        return new SuiteHealth(name, version, status(components.values()), components);
    }

    private static ComponentStatus status(Collection<ComponentHealth> components) {
        boolean down = components.stream()
                .anyMatch(component -> component.critical() && component.status() == ComponentStatus.UNHEALTHY);
        boolean impaired = components.stream().anyMatch(component -> component.status() != ComponentStatus.HEALTHY);
        return down ? ComponentStatus.UNHEALTHY : impaired ? ComponentStatus.DEGRADED : ComponentStatus.HEALTHY;
    }
}
