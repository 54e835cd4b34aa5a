package io.switchgear.gateway.health;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The suite's health, in the shape in which health-service tells it.
 *
 * @param name {@code switchgear}
 * @param version of the gateway
 * @param status {@code degraded}: this is only ever told when health-service is away
 * @param components by key
 */
record SuiteHealth(String name, String version, String status, Map<String, Component> components) {

    /**
     * One component.
     *
     * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
     * @param error what is wrong; absent if nothing is
     * @param checkedAt when it was asked
     * @param responseTimeMs how long its answer took
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Component(String status, @Nullable String error, Instant checkedAt, long responseTimeMs) {}
}
