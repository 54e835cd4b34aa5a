package io.switchgear.gateway.route;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long services may take to begin their answers.
 *
 * @param timeout of the console's calls and of telemetry
 * @param dataPlaneTimeout of the data plane, above the longest deadline that the router grants a call
 */
@ConfigurationProperties("switchgear.routes")
record RouteProperties(
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("11m") Duration dataPlaneTimeout) {}
