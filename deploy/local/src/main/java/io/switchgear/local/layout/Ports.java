package io.switchgear.local.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Every port of a suite, all on loopback.
 *
 * @param offset added to each, so that a second suite fits beside the first
 */
public record Ports(int offset) {

    private static final int MANAGEMENT = 1000;
    private static final int HIGHEST = 16379;

    public Ports {
        if (offset < 0 || HIGHEST + offset > 65535) {
            throw new IllegalArgumentException(
                    "--port-offset must be between 0 and %d, so that every port stays under 65536; it is %d."
                            .formatted(65535 - HIGHEST, offset));
        }
    }

    public int postgres() {
        return 15432 + offset;
    }

    public int redis() {
        return HIGHEST + offset;
    }

    public int simulator() {
        return 8010 + offset;
    }

    public int simulatedKubernetes() {
        return 8011 + offset;
    }

    public int gateway() {
        return 8000 + offset;
    }

    public int router() {
        return 8001 + offset;
    }

    public int health() {
        return 8002 + offset;
    }

    public int query() {
        return 8003 + offset;
    }

    public int action() {
        return 8004 + offset;
    }

    /** Where a service's actuator listens. */
    public static int management(int servicePort) {
        return servicePort + MANAGEMENT;
    }

    /** Port to the name of what listens on it. */
    public SequencedMap<Integer, String> all() {
        var all = new LinkedHashMap<Integer, String>();
        all.put(postgres(), "PostgreSQL");
        all.put(redis(), "Redis");
        all.put(simulator(), "the simulator");
        all.put(simulatedKubernetes(), "the simulated Kubernetes API");
        addService(all, gateway(), "gateway");
        addService(all, router(), "router-service");
        addService(all, health(), "health-service");
        addService(all, query(), "query-service");
        addService(all, action(), "action-engine");
        return all;
    }

    private static void addService(Map<Integer, String> all, int port, String name) {
        all.put(port, name);
        all.put(management(port), "the management of " + name);
    }
}
