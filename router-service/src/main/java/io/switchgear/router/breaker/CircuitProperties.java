package io.switchgear.router.breaker;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Circuits over replicas.
 *
 * @param sync how often all of them are compared with Redis, for transitions whose announcement was missed
 */
@ConfigurationProperties("switchgear.circuit")
record CircuitProperties(@DefaultValue("2s") Duration sync) {}
