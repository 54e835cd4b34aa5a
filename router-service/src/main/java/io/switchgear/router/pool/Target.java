package io.switchgear.router.pool;

import org.jspecify.annotations.Nullable;

/**
 * A pool's way to a provider.
 *
 * @param name the provider's registered name; it need not be registered yet
 * @param model what the provider is asked for; null for the model that the caller asked for
 * @param weight share of the traffic where the strategy heeds it; 0 takes the target out
 * @param priority tier; lower ones are used first
 * @param prefill whether it can continue an answer that another target has begun; null for what is known of its kind
 */
public record Target(
        String name,
        @Nullable String model,
        double weight,
        int priority,
        @Nullable Boolean prefill) {}
