package io.switchgear.common.redis;

import java.time.Duration;
import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Redis is.
 *
 * @param url {@code redis://[:password@]host:port[/database]}, {@code rediss://} with TLS
 * @param timeout how long a command may take; the one that takes longer marks Redis as away
 * @param connectTimeout how long opening a connection may take
 * @param watch how often a Redis that is away is asked whether it is back
 */
@ConfigurationProperties("switchgear.redis")
@Validated
record RedisProperties(
        @NotBlank @DefaultValue("redis://localhost:16379") String url,
        @DefaultValue("500ms") Duration timeout,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("250ms") Duration watch) {}
