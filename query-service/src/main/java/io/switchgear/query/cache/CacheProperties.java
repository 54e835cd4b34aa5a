package io.switchgear.query.cache;

import java.time.Duration;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Caching of answers.
 *
 * @param generationInterval least time between two advances of a workspace's data generation: how stale an answer may be
 */
@Validated
@ConfigurationProperties("switchgear.cache")
public record CacheProperties(@NotNull @DefaultValue("3s") Duration generationInterval) {}
