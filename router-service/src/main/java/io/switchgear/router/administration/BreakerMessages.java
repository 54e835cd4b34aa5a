package io.switchgear.router.administration;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.router.stats.ProviderHealth;

/** Source 3's interfaces, in its camelCase. */
final class BreakerMessages {

    private BreakerMessages() {}

    /** Answer of {@code GET /api/admin/circuit-breaker/status}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record BreakerStatus(List<ServiceState> services, Instant timestamp) {}

    /** {@code ServiceState}; {@code service} is a provider's name. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ServiceState(
            String service,
            ProviderHealth status,
            BreakerCircuit circuit,
            BreakerConfig config,
            ServiceOperations operations) {}

    /** The circuit as in {@code service:update}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record BreakerCircuit(
            CircuitState state, long failureCount, @Nullable Instant lastFailure, long recoveryAttempts) {}

    /** {@code ServiceOperations} since the last reset; {@code successRate} 0–100, null without operations. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ServiceOperations(
            long total,
            long successful,
            long failed,
            @Nullable Double successRate,
            @Nullable Instant lastOperation) {}

    /** {@code ConfigUpdateResponse}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ConfigUpdateResponse(boolean success, String service, BreakerConfig config, Instant appliedAt) {}

    /** {@code ResetRequest}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ResetRequest(
            @Nullable String reason,
            @Nullable Boolean force,
            @Nullable ResetMetadata metadata) {}

    /** Its {@code metadata}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ResetMetadata(
            @Nullable String triggeredBy,
            @Nullable String environment,
            @Nullable String notes) {}

    /** {@code ResetResponse}. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record ResetResponse(boolean success, String service, Instant resetTime, PreviousState previousState) {}

    /** Its {@code previousState}; {@code totalIncidents} counts openings. */
    @JsonNaming(LowerCamelCaseStrategy.class)
    record PreviousState(long failureCount, @Nullable Instant lastFailure, long totalIncidents) {}
}
