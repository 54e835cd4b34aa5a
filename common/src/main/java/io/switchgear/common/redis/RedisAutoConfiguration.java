package io.switchgear.common.redis;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The connection to Redis that a service shares. */
@AutoConfiguration
@EnableConfigurationProperties(RedisProperties.class)
class RedisAutoConfiguration {

    @Bean
    Redis redis(RedisProperties properties) {
        return new Redis(properties);
    }
}
