package io.switchgear.health.series;

import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Series.
 *
 * @param enabled false for none
 * @param interval between two points
 */
@Validated
@ConfigurationProperties("switchgear.series")
record SeriesProperties(
        @DefaultValue("true") boolean enabled,

        @NotNull @DurationMin(millis = 100) @DefaultValue("15s")
        Duration interval) {}
