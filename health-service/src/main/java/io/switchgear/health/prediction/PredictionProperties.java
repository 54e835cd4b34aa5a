package io.switchgear.health.prediction;

import java.time.Duration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a warning is given.
 *
 * @param enabled false for never
 * @param window whole minutes that are looked at
 * @param horizon a threshold that is further off is no reason to warn
 * @param minimumMinutes so many minutes of the window must say something
 * @param callsPerMinute a minute with fewer calls says nothing
 */
@Validated
@ConfigurationProperties("switchgear.prediction")
record PredictionProperties(
        @DefaultValue("true") boolean enabled,

        @NotNull @DurationMin(minutes = 5) @DefaultValue("15m")
        Duration window,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("10m")
        Duration horizon,

        @Min(5) @DefaultValue("8") int minimumMinutes,
        @Min(1) @DefaultValue("5") int callsPerMinute) {}
