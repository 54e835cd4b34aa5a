package io.switchgear.action.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;

/** Settings of an action-engine under test, and what they grant. */
public final class ActionSettings {

    /** Granted {@code default} on the simulated cluster {@code local}, like everybody. */
    public static final UUID ANYBODY = UUID.fromString("00000000-0000-4000-8000-000000000001");

    public static final UUID SOMEBODY_ELSE = UUID.fromString("00000000-0000-4000-8000-000000000002");

    /** Granted {@code payments} on the cluster {@code prod} besides, where actions need approval. */
    public static final UUID PRODUCTION = UUID.fromString("00000000-0000-4000-8000-000000000003");

    /** Granted the cluster {@code gone}, which does not answer, besides. */
    public static final UUID UNLUCKY = UUID.fromString("00000000-0000-4000-8000-000000000004");

    private ActionSettings() {}

    public static Map<String, String> all() {
        String url = FakeCluster.get().url();
        var settings = new LinkedHashMap<>(Stores.get().properties("actions"));
        settings.putAll(Identities.get().properties("action-engine"));
        settings.put("management.server.port", "0");
        settings.put("switchgear.services.gateway", FakeGateway.get().url());
        cluster(settings, 0, "local", url, "*", "default");
        settings.put("switchgear.actions.clusters[0].simulated", "true");
        cluster(settings, 1, "prod", url, PRODUCTION.toString(), "payments");
        cluster(settings, 2, "gone", "http://127.0.0.1:1", UNLUCKY.toString(), "default");
        settings.put("switchgear.actions.execution.poll", "50ms");
        settings.put("switchgear.actions.execution.recheck", "50ms");
        settings.put("switchgear.actions.execution.lease", "10s");
        settings.put("switchgear.actions.execution.verification-timeout", "10s");
        settings.put("logging.level.io.fabric8.mockwebserver", "warn");
        return settings;
    }

    private static void cluster(
            Map<String, String> settings, int index, String name, String url, String workspace, String namespaces) {
        String prefix = "switchgear.actions.clusters[" + index + "].";
        settings.put(prefix + "name", name);
        settings.put(prefix + "url", url);
        settings.put(prefix + "grants[0].workspace", workspace);
        settings.put(prefix + "grants[0].namespaces", namespaces);
        settings.put(prefix + "grants[0].services", "*");
    }
}
