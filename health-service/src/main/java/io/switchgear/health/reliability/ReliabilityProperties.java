package io.switchgear.health.reliability;

import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What reliability is measured against.
 *
 * @param latencyTarget the 95th percentile up to which latency costs no points
 */
@Validated
@ConfigurationProperties("switchgear.reliability")
record ReliabilityProperties(
        @NotNull @DurationMin(millis = 1) @DefaultValue("10s")
        Duration latencyTarget) {}
