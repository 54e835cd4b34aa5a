package io.switchgear.simulator.provider;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.fault.FaultRule;

/**
 * What the control API sets for one provider.
 *
 * @param faults standing rules for every generation call
 * @param failureRate share of calls that fail at random with 503, 0–1
 * @param requiredKey the only API key accepted; null accepts any
 * @param models the models served; empty serves every name
 */
public record ProviderSettings(
        List<FaultRule> faults,
        Pace pace,
        int outputTokens,
        double failureRate,
        @Nullable String requiredKey,
        Set<String> models) {

    public ProviderSettings {
        if (outputTokens < 0 || outputTokens > 1_000_000) {
            throw new IllegalArgumentException("output_tokens is from 0 to 1000000, got " + outputTokens);
        }
        if (!(failureRate >= 0 && failureRate <= 1)) {
            throw new IllegalArgumentException("failure_rate is from 0 to 1, got " + failureRate);
        }
    }

    /** A provider that works. */
    public static ProviderSettings healthy(Pace pace, int outputTokens) {
        return new ProviderSettings(List.of(), pace, outputTokens, 0, null, Set.of());
    }
}
