package io.switchgear.router.catalog;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.provider.Provider;

/**
 * A target that can be called: its provider is registered.
 *
 * @param provider whom to call
 * @param model what to ask it for; null for what the caller asked for
 * @param weight share of the traffic
 * @param priority tier
 * @param prefill whether it can continue an answer that another has begun; null for what is known of its kind
 */
public record RouteTarget(
        Provider provider,
        @Nullable String model,
        double weight,
        int priority,
        @Nullable Boolean prefill) {

    /** Of its provider: whoever shares that shares the circuit. */
    public CircuitKey circuit() {
        return new CircuitKey(provider.workspaceId(), provider.name());
    }

    /** The model on the wire when the caller asked for {@code requested} by way of the route {@code route}. */
    public String modelFor(String requested, String route) {
        if (model != null) {
            return model;
        }
        boolean asksForRoute = requested.equals(route);
        return asksForRoute
                        && !provider.models().isEmpty()
                        && !provider.models().contains(requested)
                ? provider.models().getFirst()
                : requested;
    }
}
