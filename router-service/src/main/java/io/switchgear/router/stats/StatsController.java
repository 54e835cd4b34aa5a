package io.switchgear.router.stats;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Catalogs;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.pool.Pool;
import io.switchgear.router.pool.Strategy;
import io.switchgear.router.pool.Target;

/** What each target of each pool has done on this replica since it started. */
@RestController
class StatsController {

    private final Catalogs catalogs;
    private final Traffic traffic;
    private final Circuits circuits;
    private final InstantSource clock;

    StatsController(Catalogs catalogs, Traffic traffic, Circuits circuits, InstantSource clock) {
        this.catalogs = catalogs;
        this.traffic = traffic;
        this.circuits = circuits;
        this.clock = clock;
    }

    /** The answer. */
    record Stats(List<GroupStats> groups, Instant generatedAt) {}

    /**
     * A pool.
     *
     * @param groupName its name
     * @param strategy how a target is chosen
     * @param active attempts under way
     * @param total attempts that ended
     * @param providers its targets, in configured order
     * @param arms what the arms of a split pool came to; empty without a split
     */
    record GroupStats(
            String groupName,
            String strategy,
            long active,
            long total,
            List<TargetStats> providers,
            List<ArmStats> arms) {}

    /**
     * An arm of a split pool.
     *
     * @param arm {@code a} is the pool's own way, {@code b} the other
     * @param percent of the traffic, as configured
     * @param strategy how a target is chosen
     * @param fallback pools that take over
     * @param requests that ended
     * @param failures of these; callers' own mistakes are none
     * @param successRate 0–100; null without requests
     * @param latency of whole requests that succeeded
     * @param costUsd as far as it is known
     */
    record ArmStats(
            String arm,
            double percent,
            String strategy,
            List<String> fallback,
            long requests,
            long failures,
            @Nullable Double successRate,
            LatencyStats latency,
            double costUsd) {}

    /**
     * A target.
     *
     * @param name the provider's
     * @param model what it is asked for; null for what the caller asked for
     * @param configured whether the provider is registered
     * @param weight as configured
     * @param priority as configured
     * @param active attempts under way
     * @param total attempts that ended
     * @param successes of these
     * @param failures of these
     * @param latency of the successes
     * @param share of the pool's attempts, 0–100; null if there were none
     * @param health {@code healthy}, {@code degraded} or {@code failed}
     * @param circuit its state
     * @param lastRequestAt start of the latest attempt; null if there was none
     */
    record TargetStats(
            String name,
            @Nullable String model,
            boolean configured,
            double weight,
            int priority,
            long active,
            long total,
            long successes,
            long failures,
            LatencyStats latency,
            @Nullable Double share,
            String health,
            String circuit,
            @Nullable Instant lastRequestAt) {}

    /**
     * Milliseconds; null without successes. Percentiles are of the last 5 to 10 minutes, within 1 %.
     *
     * @param avgMs average
     * @param minMs shortest
     * @param maxMs longest
     * @param p50Ms median
     * @param p95Ms 95 % are faster
     * @param p99Ms 99 % are faster
     */
    record LatencyStats(
            @Nullable Double avgMs,
            @Nullable Long minMs,
            @Nullable Long maxMs,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms) {}

    @GetMapping("/api/v1/admin/router/load-balancer/stats")
    Stats stats(@Requires(Permission.ROUTER_VIEW) Caller caller) {
        Workspace workspace = catalogs.current().workspace(caller.workspaceId());
        Instant now = clock.instant();
        return new Stats(
                workspace.pools().values().stream()
                        .map(pool -> group(workspace, pool, now))
                        .toList(),
                now);
    }

    private GroupStats group(Workspace workspace, Pool pool, Instant now) {
        var views = pool.targets().stream()
                .map(target -> traffic.member(
                                new MemberKey(workspace.id(), pool.groupName(), target.name(), target.model()))
                        .view(now))
                .toList();
        long total = views.stream().mapToLong(MemberTraffic.View::total).sum();
        long active = views.stream().mapToLong(MemberTraffic.View::active).sum();
        var targets = new java.util.ArrayList<TargetStats>();
        for (int i = 0; i < views.size(); i++) {
            targets.add(target(workspace, pool.targets().get(i), views.get(i), total, now));
        }
        return new GroupStats(
                pool.groupName(),
                pool.strategy().wire(),
                active,
                total,
                List.copyOf(targets),
                arms(workspace, pool, now));
    }

    private List<ArmStats> arms(Workspace workspace, Pool pool, Instant now) {
        var split = pool.split();
        if (split == null) {
            return List.of();
        }
        Strategy other = split.strategy() == null ? pool.strategy() : split.strategy();
        return List.of(
                arm(workspace, pool, "a", 100 - split.percent(), pool.strategy(), pool.fallback(), now),
                arm(
                        workspace,
                        pool,
                        "b",
                        split.percent(),
                        other,
                        split.fallback() == null ? pool.fallback() : split.fallback(),
                        now));
    }

    private ArmStats arm(
            Workspace workspace,
            Pool pool,
            String arm,
            double percent,
            Strategy strategy,
            List<String> fallback,
            Instant now) {
        var view = traffic.arm(new ArmTraffic.Key(workspace.id(), pool.groupName(), arm))
                .view(now);
        long successes = view.requests() - view.failures();
        return new ArmStats(
                arm,
                percent,
                strategy.wire(),
                fallback,
                view.requests(),
                view.failures(),
                view.requests() == 0 ? null : Math.round(1000.0 * successes / view.requests()) / 10.0,
                new LatencyStats(
                        view.successes().average(),
                        successes == 0 ? null : view.successes().minMs(),
                        successes == 0 ? null : view.successes().maxMs(),
                        view.percentiles().p50(),
                        view.percentiles().p95(),
                        view.percentiles().p99()),
                view.nanoUsd() / 1e9);
    }

    private TargetStats target(
            Workspace workspace, Target target, MemberTraffic.View view, long poolTotal, Instant now) {
        Circuit circuit = circuits.get(new CircuitKey(workspace.id(), target.name()));
        var percentiles = view.percentiles();
        return new TargetStats(
                target.name(),
                target.model(),
                workspace.providers().containsKey(target.name()),
                target.weight(),
                target.priority(),
                view.active(),
                view.total(),
                view.successes(),
                view.failures(),
                new LatencyStats(
                        view.average(),
                        view.min(),
                        view.max(),
                        percentiles.p50(),
                        percentiles.p95(),
                        percentiles.p99()),
                poolTotal == 0 ? null : Math.round(1000.0 * view.total() / poolTotal) / 10.0,
                ProviderHealth.of(circuit, now).wire(),
                circuit.state().wire(),
                view.lastRequestAt());
    }
}
