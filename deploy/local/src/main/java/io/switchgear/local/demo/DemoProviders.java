package io.switchgear.local.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Three providers at the simulator and two pools over them, registered like real ones. */
final class DemoProviders {

    static final String UNSTEADY = "mistral-lab";
    static final String ASSISTANTS = "assistants";
    static final String SUMMARIES = "summaries";

    private static final String ADMIN = "/api/v1/admin/router";

    /**
     * @param name as registered
     * @param models it serves
     * @param latencyMs to the first token
     * @param tokensPerSecond after it
     */
    private record Simulated(String name, List<String> models, int latencyMs, int tokensPerSecond) {

        /** The simulator's name for it, apart from those of other users of the same simulator. */
        String simulated() {
            return "demo-" + name;
        }
    }

    private static final List<Simulated> PROVIDERS = List.of(
            new Simulated("openai-east", List.of("gpt-4o-mini", "gpt-4o"), 120, 160),
            new Simulated("openai-west", List.of("gpt-4o-mini", "gpt-4o"), 180, 140),
            new Simulated(UNSTEADY, List.of("mistral-small-latest"), 90, 220));

    private final GatewayClient gateway;
    private final GatewayClient simulator;
    private final String simulatorUrl;

    DemoProviders(String gatewayUrl, String simulatorUrl) {
        this.gateway = new GatewayClient(gatewayUrl);
        this.simulator = new GatewayClient(simulatorUrl);
        this.simulatorUrl = simulatorUrl;
    }

    /** Creates or replaces all of them; the simulator's address may have changed since the last start. */
    void register(String accessToken) throws IOException, InterruptedException {
        for (Simulated provider : PROVIDERS) {
            put(
                    accessToken,
                    "/providers/" + provider.name(),
                    Map.of(
                            "name", provider.name(),
                            "type", "openai",
                            "base_url", "%s/p/%s/v1".formatted(simulatorUrl, provider.simulated()),
                            "api_key", "simulated",
                            "models", provider.models()));
        }
        putPool(
                accessToken,
                ASSISTANTS,
                List.of(
                        target("openai-east", "gpt-4o-mini"),
                        target("openai-west", "gpt-4o-mini"),
                        target(UNSTEADY, "mistral-small-latest")));
        putPool(accessToken, SUMMARIES, List.of(target("openai-east", "gpt-4o"), target("openai-west", "gpt-4o")));
    }

    /** The providers' pace; forgotten when the simulator restarts. */
    void pace() throws IOException, InterruptedException {
        for (Simulated provider : PROVIDERS) {
            control(
                    "PUT",
                    "/_sim/providers/" + provider.simulated(),
                    Map.of(
                            "latency_ms", provider.latencyMs(),
                            "tokens_per_second", provider.tokensPerSecond(),
                            "jitter", 0.4));
        }
    }

    /** The unsteady provider answers nothing but errors for a while. */
    void fail(long durationMs) throws IOException, InterruptedException {
        control("POST", "/_sim/providers/demo-%s/outages".formatted(UNSTEADY), Map.of("duration_ms", durationMs));
    }

    private void putPool(String accessToken, String name, List<Map<String, Object>> targets)
            throws IOException, InterruptedException {
        put(
                accessToken,
                "/load-balancer/pools/" + name,
                Map.of("group_name", name, "strategy", "round_robin", "providers", targets));
    }

    private static Map<String, Object> target(String provider, String model) {
        return Map.of("name", provider, "model", model, "weight", 1);
    }

    private void put(String accessToken, String path, Map<String, Object> document)
            throws IOException, InterruptedException {
        var answer = gateway.call("PUT", ADMIN + path, accessToken, document);
        if (!answer.ok()) {
            throw new IOException("PUT %s: %s".formatted(path, answer.summary()));
        }
    }

    private void control(String method, String path, Map<String, Object> document)
            throws IOException, InterruptedException {
        var answer = simulator.call(method, path, null, document);
        if (!answer.ok()) {
            throw new IOException("%s %s at the simulator: %s".formatted(method, path, answer.summary()));
        }
    }
}
