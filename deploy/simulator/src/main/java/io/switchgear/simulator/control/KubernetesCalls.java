package io.switchgear.simulator.control;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.switchgear.simulator.kubernetes.DeploymentView;
import io.switchgear.simulator.kubernetes.SimulatedCluster;

/** {@code /_sim/kubernetes}: what goes wrong with deployments. */
final class KubernetesCalls {

    private final @Nullable SimulatedCluster cluster;

    KubernetesCalls(@Nullable SimulatedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * A mishap.
     *
     * @param stuck pods that are not ready never become so
     * @param crashed the pods there are now fail until they are replaced
     */
    record MishapDocument(@Nullable Boolean stuck, @Nullable Boolean crashed) {}

    Reply answer(ControlRequest request) {
        request.depth(2);
        var simulated = cluster;
        if (simulated == null) {
            throw ControlException.unknown("cluster; start the simulator with", "--kubernetes-port");
        }
        String name = request.segment(1);
        if (name.isEmpty()) {
            if (!request.method().equals("GET")) {
                throw ControlException.notAllowed(request, "GET");
            }
            return Reply.ok(
                    Map.of("simulated", true, "port", simulated.port(), "deployments", simulated.deployments()));
        }
        return deployment(request, simulated, name);
    }

    private static Reply deployment(ControlRequest request, SimulatedCluster cluster, String name) {
        find(cluster, name);
        return switch (request.method()) {
            case "GET" -> Reply.ok(find(cluster, name));
            case "PUT" -> {
                var mishap = request.read(MishapDocument.class);
                cluster.heal(name);
                cluster.stick(name, Boolean.TRUE.equals(mishap.stuck()));
                if (Boolean.TRUE.equals(mishap.crashed())) {
                    cluster.crash(name);
                }
                yield Reply.ok(find(cluster, name));
            }
            case "DELETE" -> {
                cluster.heal(name);
                yield Reply.done();
            }
            default -> throw ControlException.notAllowed(request, "GET", "PUT", "DELETE");
        };
    }

    private static DeploymentView find(SimulatedCluster cluster, String name) {
        return cluster.deployments().stream()
                .filter(deployment -> deployment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ControlException.unknown("deployment", name));
    }

    void healAll() {
        if (cluster != null) {
            cluster.healAll();
        }
    }
}
