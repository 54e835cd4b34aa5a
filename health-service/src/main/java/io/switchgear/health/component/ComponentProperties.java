package io.switchgear.health.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Component health.
 *
 * @param ttl how long a result is kept
 * @param timeout of one check
 * @param timeouts of checks that need another one, by component
 * @param critical components without which the suite is unhealthy, by name; the others make it degraded
 * @param folder whose file system is watched
 * @param lowSpace free bytes under which the file system is degraded
 * @param noSpace free bytes under which it is unhealthy
 * @param resolve host names that must resolve, besides those of the sibling services
 */
@Validated
@ConfigurationProperties("switchgear.components")
record ComponentProperties(
        @NotNull @DurationMin(millis = 1) @DefaultValue("30s")
        Duration ttl,

        @NotNull @DurationMin(millis = 10) @DefaultValue("2s")
        Duration timeout,

        @DefaultValue Map<String, Duration> timeouts,

        @DefaultValue({"database", "gateway", "router-service"})
        Set<String> critical,

        @NotNull @DefaultValue(".switchgear/data/health-service")
        Path folder,

        @NotNull @DefaultValue("1GB") DataSize lowSpace,
        @NotNull @DefaultValue("100MB") DataSize noSpace,
        @DefaultValue List<String> resolve) {}
