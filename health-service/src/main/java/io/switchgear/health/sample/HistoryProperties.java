package io.switchgear.health.sample;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the history is kept small.
 *
 * @param failuresPerMinute failures of a provider that get lines of their own in a minute; the rest of that minute is counted in
 *     one line per category
 */
@Validated
@ConfigurationProperties("switchgear.history")
record HistoryProperties(
        @Min(0) @Max(6000) @DefaultValue("30") int failuresPerMinute) {}
