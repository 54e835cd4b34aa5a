package io.switchgear.local.suite;

import java.util.HashMap;
import java.util.Map;

import io.switchgear.local.layout.Ports;
import io.switchgear.local.secrets.Secrets;
import io.switchgear.local.stores.Provisioning;
import io.switchgear.local.stores.RedisServer;

/**
 * What the services are told by environment variables.
 *
 * @param settings of the suite
 * @param secrets of the suite
 * @param redis which they share
 */
record ServiceEnvironment(Settings settings, Secrets secrets, RedisServer redis) {

    private static final String LOOPBACK = "127.0.0.1";

    /** A port that nobody answers on: trainees must not reach the running siblings. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    static final String TRAINING_DATABASE = "switchgear_training";
    private static final String TRAINING_REDIS_DATABASE = "/1";

    Map<String, String> of(Service service) {
        var home = settings.home();
        int port = service.port(settings.ports());
        var environment = new HashMap<>(listening(port, Ports.management(port)));
        environment.put("SWITCHGEAR_DATABASE_HOST", LOOPBACK);
        environment.put(
                "SWITCHGEAR_DATABASE_PORT", Integer.toString(settings.ports().postgres()));
        environment.put("SWITCHGEAR_DATABASE_NAME", Provisioning.DATABASE);
        environment.put("SWITCHGEAR_DATABASE_USERNAME", service.schema());
        environment.put(
                "SWITCHGEAR_DATABASE_PASSWORD", secrets.databasePasswords().get(service.schema()));
        environment.put("SWITCHGEAR_REDIS_URL", redis.url());
        environment.put(
                "SWITCHGEAR_IDENTITY_PRIVATE_KEY",
                home.privateKey(service.module()).toString());
        environment.put("SWITCHGEAR_IDENTITY_PUBLIC_KEYS", home.publicKeys().toString());
        environment.put("SWITCHGEAR_MASTER_KEY", secrets.masterKey());
        environment.put("SWITCHGEAR_DATA_DIR", home.data(service.module()).toString());
        environment.put("SWITCHGEAR_OUTBOUND_ALLOW_PRIVATE", "true");
        environment.put("SWITCHGEAR_REGISTRATION", "open");
        for (Service sibling : Service.values()) {
            environment.put(
                    "SWITCHGEAR_SERVICES_" + sibling.name(),
                    "http://%s:%d".formatted(LOOPBACK, sibling.port(settings.ports())));
        }
        if (service == Service.ACTION) {
            environment.putAll(simulatedCluster());
        }
        return Map.copyOf(environment);
    }

    /** Every workspace may act on the simulated deployments. */
    private Map<String, String> simulatedCluster() {
        String cluster = "SWITCHGEAR_ACTIONS_CLUSTERS_0_";
        return Map.of(
                cluster + "NAME", "local",
                cluster + "URL",
                        "http://%s:%d".formatted(LOOPBACK, settings.ports().simulatedKubernetes()),
                cluster + "SIMULATED", "true",
                cluster + "GRANTS_0_WORKSPACE", "*",
                cluster + "GRANTS_0_NAMESPACES", "default",
                cluster + "GRANTS_0_SERVICES", "*");
    }

    /** What a trainee gets instead: other ports, a database, a Redis database and a folder of its own, no siblings. */
    Map<String, String> training(String service, int port, int managementPort) {
        var environment = new HashMap<>(listening(port, managementPort));
        environment.put("SWITCHGEAR_DATABASE_NAME", TRAINING_DATABASE);
        environment.put("SWITCHGEAR_REDIS_URL", redis.url() + TRAINING_REDIS_DATABASE);
        environment.put(
                "SWITCHGEAR_DATA_DIR",
                settings.home().run(service).resolve("training").toString());
        for (Service sibling : Service.values()) {
            environment.put("SWITCHGEAR_SERVICES_" + sibling.name(), NOWHERE);
        }
        return Map.copyOf(environment);
    }

    Map<String, String> simulator() {
        return simulator(settings.ports().simulator(), settings.ports().simulatedKubernetes());
    }

    Map<String, String> simulator(int port, int kubernetesPort) {
        return Map.of(
                "SIMULATOR_ADDRESS", LOOPBACK,
                "SIMULATOR_PORT", Integer.toString(port),
                "SIMULATOR_KUBERNETES_PORT", Integer.toString(kubernetesPort));
    }

    private static Map<String, String> listening(int port, int managementPort) {
        return Map.of(
                "SERVER_ADDRESS",
                LOOPBACK,
                "SERVER_PORT",
                Integer.toString(port),
                "MANAGEMENT_SERVER_ADDRESS",
                LOOPBACK,
                "MANAGEMENT_SERVER_PORT",
                Integer.toString(managementPort));
    }
}
