package io.switchgear.query.rollup;

import java.time.Duration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rollups.
 *
 * @param foldEvery pause between two folds of deltas; reads are exact whatever it is
 * @param maxCombinations of service, provider, model and key that a workspace's counts are kept apart by
 */
@Validated
@ConfigurationProperties("switchgear.rollup")
public record RollupProperties(
        @NotNull @DefaultValue("2s") Duration foldEvery,
        @Min(1) @DefaultValue("10000") int maxCombinations) {}
