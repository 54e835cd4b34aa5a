package io.switchgear.router.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import io.switchgear.common.circuit.Samples;
import io.switchgear.common.circuit.Samples.GroupSample;
import io.switchgear.common.circuit.Samples.MemberSample;
import io.switchgear.common.circuit.Samples.ProviderSample;
import io.switchgear.router.breaker.Circuits;
import io.switchgear.router.catalog.Workspace;
import io.switchgear.router.circuit.Circuit;
import io.switchgear.router.circuit.CircuitKey;
import io.switchgear.router.pool.Pool;
import io.switchgear.router.pool.Target;

/** What health-service is told of a workspace; taking it begins a new interval. */
@Component
public class TrafficSample {

    private final Traffic traffic;
    private final Circuits circuits;

    TrafficSample(Traffic traffic, Circuits circuits) {
        this.traffic = traffic;
        this.circuits = circuits;
    }

    public List<ProviderSample> providers(Workspace workspace) {
        var samples = new ArrayList<ProviderSample>();
        for (String name : workspace.circuitNames()) {
            var key = new CircuitKey(workspace.id(), name);
            Circuit circuit = circuits.get(key);
            ProviderTraffic provider = traffic.provider(key);
            var view = provider.view();
            samples.add(new ProviderSample(
                    workspace.id(),
                    name,
                    workspace.providers().containsKey(name),
                    circuit.state(),
                    circuit.forced(),
                    circuit.version(),
                    circuit.since(),
                    circuit.gate().nextAttemptAt(),
                    circuit.thresholds(),
                    circuit.counts(),
                    view.active(),
                    view.lastRequestAt(),
                    view.lastFailureAt(),
                    view.lastError(),
                    provider.takeInterval(),
                    provider.takeProbes()));
        }
        return samples;
    }

    public List<GroupSample> groups(Workspace workspace, Instant now) {
        return workspace.pools().values().stream()
                .map(pool -> new GroupSample(
                        workspace.id(),
                        pool.groupName(),
                        pool.strategy().wire(),
                        pool.targets().stream()
                                .map(target -> member(workspace, pool, target, now))
                                .toList()))
                .toList();
    }

    private MemberSample member(Workspace workspace, Pool pool, Target target, Instant now) {
        var interval = traffic.member(new MemberKey(workspace.id(), pool.groupName(), target.name(), target.model()))
                .takeInterval();
        boolean available = workspace.providers().containsKey(target.name())
                && target.weight() > 0
                && circuits.get(new CircuitKey(workspace.id(), target.name())).admits(now);
        return new MemberSample(
                target.name(),
                target.model(),
                target.weight(),
                available,
                interval.active(),
                interval.all().count(),
                interval.successes(),
                interval.failures(),
                new Samples.Latency(
                        interval.all().sumMs(),
                        interval.all().minMs(),
                        interval.all().maxMs()),
                interval.lastRequestAt());
    }
}
