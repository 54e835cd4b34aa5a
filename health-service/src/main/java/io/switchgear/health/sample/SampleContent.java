package io.switchgear.health.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import io.switchgear.common.circuit.Samples;
import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.MemberSample;
import io.switchgear.common.circuit.Samples.Outcome;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.health.intake.Flaws;

/**
 * What a sample is made into; each list without two rows of one key.
 *
 * @param replica whose sample it is
 * @param sequence of the replica
 * @param at end of its interval
 * @param providers states alone
 * @param targets of all pools
 * @param history lines to write or add
 * @param operations minutes and hours of providers
 * @param balancer hours of targets
 */
record SampleContent(
        String replica,
        long sequence,
        Instant at,
        List<ProviderSample> providers,
        List<TargetRow> targets,
        List<HistoryRow> history,
        List<Bucket> operations,
        List<Bucket> balancer) {

    private record ProviderKey(UUID workspace, String provider) {}

    private record TargetKey(UUID workspace, String group, String provider, String model) {}

    static SampleContent of(Samples samples, List<HistoryRow> history) {
        var operations = new ArrayList<Bucket>();
        for (ProviderSample provider : samples.providers()) {
            for (Outcome outcome : provider.outcomes()) {
                if (outcome.count() > 0) {
                    operations.add(bucket(provider, "minute", outcome));
                    operations.add(bucket(provider, "hour", outcome));
                }
            }
        }
        var targets = new ArrayList<TargetRow>();
        var balancer = new ArrayList<Bucket>();
        for (GroupSample group : samples.groups()) {
            targets.addAll(TargetRow.of(group));
            for (MemberSample member : group.members()) {
                if (member.total() > 0) {
                    balancer.add(Bucket.ofMember(group.workspaceId(), group.groupName(), member, samples.at()));
                }
            }
        }
        return new SampleContent(
                samples.replica(),
                samples.sequence(),
                samples.at(),
                merged(
                        samples.providers().stream()
                                .map(SampleContent::stateOnly)
                                .toList(),
                        provider -> new ProviderKey(provider.workspaceId(), provider.provider()),
                        (first, second) -> second),
                merged(
                        targets,
                        row -> new TargetKey(row.workspaceId(), row.groupName(), row.provider(), row.model()),
                        (first, second) -> second),
                merged(history, HistoryRow::id, HistoryRow::plus),
                merged(operations, Bucket::key, Bucket::plus),
                merged(balancer, Bucket::key, Bucket::plus));
    }

    private static Bucket bucket(ProviderSample provider, String granularity, Outcome outcome) {
        return Bucket.ofProvider(provider.workspaceId(), provider.provider(), granularity, outcome);
    }

    private static <K, V> List<V> merged(Collection<V> values, Function<V, K> key, BinaryOperator<V> merge) {
        Map<K, V> byKey = new LinkedHashMap<>();
        values.forEach(value -> byKey.merge(key.apply(value), value, merge));
        return List.copyOf(byKey.values());
    }

    private static ProviderSample stateOnly(ProviderSample provider) {
        return new ProviderSample(
                provider.workspaceId(),
                provider.provider(),
                provider.configured(),
                provider.state(),
                provider.forced(),
                provider.version(),
                provider.since(),
                provider.nextAttemptAt(),
                provider.thresholds(),
                provider.counts(),
                provider.activeRequests(),
                provider.lastRequestAt(),
                provider.lastFailureAt(),
                Flaws.clean(provider.lastError()),
                List.of(),
                List.of());
    }
}
