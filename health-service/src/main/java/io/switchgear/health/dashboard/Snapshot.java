package io.switchgear.health.dashboard;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.health.balancer.TargetTotals;
import io.switchgear.health.operation.Operations;
import io.switchgear.health.prediction.Minute;
import io.switchgear.health.reliability.Reliability;

/**
 * The part of the dashboard that is added up over the latest 24 h.
 *
 * @param operations by provider
 * @param reliability by provider
 * @param targets of all pools
 * @param minutes the latest ones by provider, that warnings are made of
 */
record Snapshot(
        Map<String, Operations> operations,
        Map<String, Reliability> reliability,
        List<TargetTotals> targets,
        Map<String, List<Minute>> minutes) {

    Operations operations(String provider) {
        return operations.getOrDefault(provider, Operations.NONE);
    }

    @Nullable
    Double score(String provider) {
        Reliability found = reliability.get(provider);
        return found == null ? null : found.score();
    }

    TargetTotals totals(String group, String provider, String model) {
        return targets.stream()
                .filter(target -> target.groupName().equals(group)
                        && target.provider().equals(provider)
                        && target.model().equals(model))
                .findFirst()
                .orElseGet(() -> new TargetTotals(group, provider, model, 0, 0, 0));
    }
}
