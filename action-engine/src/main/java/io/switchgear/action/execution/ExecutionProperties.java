package io.switchgear.action.execution;

import java.time.Duration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How actions are carried out.
 *
 * @param workers steps that this replica takes at once
 * @param poll how often it looks for actions that are due
 * @param lease for how long it holds an action during one step; another replica takes over afterwards
 * @param recheck how often a rollout is looked at while it is being verified
 * @param applyTimeout how long an unreachable cluster is tried before the action fails
 * @param verificationTimeout how long a rollout may take
 * @param drain how long a stopping replica waits for the steps it is in
 * @param retention how long finished actions are kept
 */
@Validated
@ConfigurationProperties("switchgear.actions.execution")
record ExecutionProperties(
        @Min(1) @Max(64) @DefaultValue("4") int workers,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration recheck,
        @DefaultValue("60s") Duration applyTimeout,
        @DefaultValue("5m") Duration verificationTimeout,
        @DefaultValue("10s") Duration drain,
        @DefaultValue("396d") Duration retention) {

    @AssertTrue(message = "poll and recheck must be positive, and the lease longer than both")
    boolean isLeaseLongest() {
        return poll.isPositive() && recheck.isPositive() && lease.compareTo(poll) > 0 && lease.compareTo(recheck) > 0;
    }
}
