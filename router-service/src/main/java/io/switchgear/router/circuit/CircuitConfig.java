package io.switchgear.router.circuit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.switchgear.common.circuit.CircuitThresholds;
import io.switchgear.common.circuit.ForcedState;

/**
 * What people have decided about a circuit.
 *
 * @param workspaceId the tenant
 * @param provider its name
 * @param thresholds when it opens and closes by itself
 * @param forced the pinned state; null for none
 * @param resetAt when it was last reset; null if never
 * @param revision rises with each decision
 */
public record CircuitConfig(
        UUID workspaceId,
        String provider,
        CircuitThresholds thresholds,
        @Nullable ForcedState forced,
        @Nullable Instant resetAt,
        long revision) {

    /** Nothing was decided. */
    public static CircuitConfig standard(UUID workspaceId, String provider) {
        return new CircuitConfig(workspaceId, provider, CircuitThresholds.DEFAULTS, null, null, 0);
    }
}
