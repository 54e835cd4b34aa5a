package io.switchgear.health.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.health.balancer.TargetTotals;
import io.switchgear.health.dashboard.HealthDashboard.Circuit;
import io.switchgear.health.dashboard.HealthDashboard.Group;
import io.switchgear.health.dashboard.HealthDashboard.Provider;
import io.switchgear.health.dashboard.HealthDashboard.Summary;
import io.switchgear.health.dashboard.HealthDashboard.Target;
import io.switchgear.health.dashboard.HealthDashboard.Traffic;
import io.switchgear.health.operation.Operations;
import io.switchgear.health.prediction.Predictions;
import io.switchgear.health.status.HealthState;
import io.switchgear.health.status.PoolTarget;
import io.switchgear.health.status.ProviderStatus;

/** Puts the dashboard together. */
final class DashboardPage {

    private DashboardPage() {}

    static HealthDashboard of(
            List<ProviderStatus> providers,
            List<PoolTarget> targets,
            Snapshot snapshot,
            Predictions predictions,
            Instant now) {
        var health = new LinkedHashMap<String, HealthState>();
        providers.forEach(provider -> health.put(provider.name(), provider.health(now)));
        return new HealthDashboard(
                summary(providers),
                providers.stream()
                        .map(provider -> provider(provider, targets, snapshot, predictions, now))
                        .toList(),
                groups(targets, snapshot, health),
                now);
    }

    private static Summary summary(List<ProviderStatus> providers) {
        return new Summary(
                providers.size(),
                count(providers, CircuitState.CLOSED),
                count(providers, CircuitState.OPEN),
                count(providers, CircuitState.HALF_OPEN));
    }

    private static int count(List<ProviderStatus> providers, CircuitState state) {
        return (int)
                providers.stream().filter(provider -> provider.state() == state).count();
    }

    private static Provider provider(
            ProviderStatus provider,
            List<PoolTarget> targets,
            Snapshot snapshot,
            Predictions predictions,
            Instant now) {
        return new Provider(
                provider.name(),
                provider.health(now),
                provider.configured(),
                new Circuit(
                        provider.state(),
                        provider.forced(),
                        provider.version(),
                        provider.since(),
                        provider.nextAttemptAt(),
                        provider.lastFailureAt(),
                        provider.lastError(),
                        provider.thresholds()),
                provider.counts(),
                provider.activeRequests(),
                provider.lastRequestAt(),
                snapshot.score(provider.name()),
                traffic(snapshot.operations(provider.name())),
                targets.stream()
                        .filter(target -> target.provider().equals(provider.name()))
                        .map(PoolTarget::groupName)
                        .distinct()
                        .toList(),
                provider.observedAt(),
                predictions.about(provider, snapshot.minutes()));
    }

    private static Traffic traffic(Operations operations) {
        return new Traffic(
                operations.requests(),
                operations.successes(),
                operations.failures(),
                operations.successRate(),
                operations.averageMs(),
                operations.quantileMs(0.95));
    }

    private static List<Group> groups(List<PoolTarget> targets, Snapshot snapshot, Map<String, HealthState> health) {
        var byGroup = new LinkedHashMap<String, List<PoolTarget>>();
        targets.forEach(target -> byGroup.computeIfAbsent(target.groupName(), absent -> new ArrayList<>())
                .add(target));
        return byGroup.values().stream()
                .map(members -> group(members, snapshot, health))
                .toList();
    }

    private static Group group(List<PoolTarget> members, Snapshot snapshot, Map<String, HealthState> health) {
        String name = members.getFirst().groupName();
        long requests = snapshot.targets().stream()
                .filter(target -> target.groupName().equals(name))
                .mapToLong(TargetTotals::requests)
                .sum();
        return new Group(
                name,
                members.getFirst().strategy(),
                members.stream()
                        .map(member -> target(
                                member,
                                snapshot.totals(name, member.provider(), member.model()),
                                requests,
                                health.getOrDefault(member.provider(), HealthState.HEALTHY)))
                        .toList());
    }

    private static Target target(PoolTarget member, TargetTotals totals, long groupRequests, HealthState health) {
        return new Target(
                member.provider(),
                member.model().isEmpty() ? null : member.model(),
                member.weight(),
                member.available(),
                health,
                member.activeRequests(),
                totals.requests(),
                totals.successes(),
                totals.requests() - totals.successes(),
                totals.averageMs(),
                groupRequests == 0 ? null : 100.0 * totals.requests() / groupRequests,
                member.lastRequestAt());
    }
}
