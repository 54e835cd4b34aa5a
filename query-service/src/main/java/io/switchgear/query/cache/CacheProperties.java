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
 * @param redisTimeout how long an answer waits for Redis before it is computed without
 * @param redisPause between two tries to reach a Redis that has failed
 */
@Validated
@ConfigurationProperties("switchgear.cache")
public record CacheProperties(
        @NotNull @DefaultValue("3s") Duration generationInterval,
        @NotNull @DefaultValue("300ms") Duration redisTimeout,
        @NotNull @DefaultValue("2s") Duration redisPause) {}
