package io.switchgear.health.operation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Attempts at a provider in the latest hour, day, week or month.
 *
 * @param timeframe {@code 1h}, {@code 24h}, {@code 7d} or {@code 30d}
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record OperationMetrics(String timeframe, OperationData data) {

    /**
     * Counts, and times in milliseconds.
     *
     * @param avgResponseTime null without requests
     * @param p95ResponseTime within 1 %; null if the router sent no histogram
     * @param p99ResponseTime likewise
     */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record OperationData(
            long requestCount,
            long successCount,
            long failureCount,
            @Nullable Double avgResponseTime,
            @Nullable Double p95ResponseTime,
            @Nullable Double p99ResponseTime) {}
}
