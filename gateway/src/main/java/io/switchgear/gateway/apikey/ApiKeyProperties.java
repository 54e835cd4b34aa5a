package io.switchgear.gateway.apikey;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * API keys.
 *
 * @param poll how often the database is asked for changes that no announcement told of: how long a revoked key lives without
 *     Redis
 */
@ConfigurationProperties("switchgear.api-keys")
record ApiKeyProperties(@DefaultValue("5s") Duration poll) {}
