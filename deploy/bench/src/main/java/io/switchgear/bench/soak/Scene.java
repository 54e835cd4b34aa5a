package io.switchgear.bench.soak;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchgear.bench.suite.Suite;

/** Providers that the simulator plays, and pools over them, with limits so short that faults are over within seconds. */
final class Scene {

    /** Two targets, and a third behind them that goes on with what they began. */
    static final String CHAT = "soak-chat";

    /** The same, but broken streams are run anew. */
    static final String RERUN = "soak-rerun";

    /** An Anthropic provider with an OpenAI one behind it. */
    static final String CROSS = "soak-cross";

    static final String HEDGED = "soak-hedged";

    /** One target and nobody else: its errors reach the caller. */
    static final String ALONE = "soak-alone";

    /** What a request may take until its search for a target is given up. */
    static final long DEADLINE_MS = 15_000;

    private static final String SPARE = "soak-spare";
    private static final String MODEL = "gpt-sim";
    private static final Map<String, String> TYPES = Map.of(
            "soak-north", "openai",
            "soak-south", "openai",
            "soak-east", "anthropic",
            "soak-west", "openai",
            "soak-lone", "openai");

    private final Suite suite;

    Scene(Suite suite) {
        this.suite = suite;
    }

    static List<String> providers() {
        return List.copyOf(TYPES.keySet());
    }

    void prepare(String simulator) throws IOException, InterruptedException {
        for (var provider : TYPES.entrySet()) {
            String name = provider.getKey();
            suite.call(
                    "PUT",
                    "/api/v1/admin/router/providers/" + name,
                    Map.of(
                            "name",
                            name,
                            "type",
                            provider.getValue(),
                            "base_url",
                            simulator + "/p/" + name + "/v1",
                            "api_key",
                            "soak",
                            "models",
                            List.of(MODEL)));
            suite.call(
                    "PUT",
                    "/api/admin/circuit-breaker/" + name + "/config",
                    Map.of("failureThreshold", 3, "resetTimeoutMs", 1_000, "minHealthyPeriodMs", 0, "requestLimit", 1));
        }
        pool(SPARE, List.of("soak-west"), Map.of());
        pool(CHAT, List.of("soak-north", "soak-south"), behind(Map.of()));
        pool(RERUN, List.of("soak-south", "soak-north"), behind(Map.of("rescue", "rerun", "strategy", "latency")));
        pool(CROSS, List.of("soak-east"), behind(Map.of()));
        pool(
                HEDGED,
                List.of("soak-north", "soak-south"),
                behind(Map.of("hedge", Map.of("delay_ms", 200, "max_percent", 20))));
        pool(ALONE, List.of("soak-lone"), Map.of("rescue", "off"));
    }

    private static Map<String, Object> behind(Map<String, ?> settings) {
        var all = new HashMap<String, Object>(settings);
        all.put("fallback", List.of(SPARE));
        return all;
    }

    private void pool(String name, List<String> targets, Map<String, ?> settings)
            throws IOException, InterruptedException {
        var body = new HashMap<String, Object>(settings);
        body.put("group_name", name);
        body.put(
                "timeouts",
                Map.of(
                        "silence_ms",
                        2_000,
                        "first_token_ms",
                        2_000,
                        "stream_idle_ms",
                        2_000,
                        "retry_after_cap_ms",
                        2_000,
                        "deadline_ms",
                        DEADLINE_MS));
        body.put(
                "providers",
                targets.stream()
                        .map(target -> Map.of("name", target, "model", MODEL, "prefill", true))
                        .toList());
        suite.call("PUT", "/api/v1/admin/router/load-balancer/pools/" + name, body);
    }
}
