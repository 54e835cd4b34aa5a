package io.switchgear.query.rollup;

import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rollups.
 *
 * @param foldEvery pause between two folds of deltas; reads are exact whatever it is
 */
@Validated
@ConfigurationProperties("switchgear.rollup")
public record RollupProperties(@NotNull @DefaultValue("2s") Duration foldEvery) {}
