package io.switchgear.action.guard;

import java.time.Duration;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of what actions may do.
 *
 * @param cooldown how long a target is left alone after an action on it; a revert need not wait
 * @param maxReplicas no action scales beyond
 * @param maxChangeFactor no action multiplies or divides a number of replicas by more; scaling to zero is therefore never
 *     possible
 * @param requireApproval whose actions wait for approval
 * @param fourEyes whether an approver must be somebody else than the requester
 */
@Validated
@ConfigurationProperties("switchgear.actions.guard")
public record GuardProperties(
        @NotNull @DefaultValue("30s") Duration cooldown,
        @Min(1) @Max(10_000) @DefaultValue("50") int maxReplicas,
        @DecimalMin("1.0") @DefaultValue("5.0") double maxChangeFactor,
        @NotNull @DefaultValue("production") RequireApproval requireApproval,
        @DefaultValue("true") boolean fourEyes) {

    /** Whose actions wait for approval. */
    public enum RequireApproval {
        NONE,
        /** Those on clusters that are production's. */
        PRODUCTION,
        ALL
    }

    public boolean needsApproval(boolean production) {
        return switch (requireApproval) {
            case NONE -> false;
            case PRODUCTION -> production;
            case ALL -> true;
        };
    }
}
