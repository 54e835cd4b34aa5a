package io.switchgear.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import tools.jackson.databind.json.JsonMapper;

/**
 * Faults that come and go, through the simulator's control API: single ones strewn among good answers, standing ones that last for
 * seconds, and outages. Ends when its thread is interrupted.
 */
final class Weather implements Runnable {

    private static final JsonMapper JSON = new JsonMapper();

    /** Of one request; what a stream meets in its middle is half of them. */
    private static final List<String> SINGLE = List.of(
            "status=429",
            "status=429,retry-after=1",
            "status=500",
            "status=503",
            "status=529",
            "reset",
            "silence",
            "slow-first-token=30s",
            "cut=7",
            "cut=0",
            "stall=7",
            "malformed=5",
            "no-done",
            "error=5");

    private static final List<String> STANDING = List.of(
            "status=429,retry-after=3",
            "status=429",
            "status=500",
            "status=503",
            "reset",
            "silence",
            "slow-first-token=30s",
            "cut=9",
            "stall=3",
            "no-done");

    private static final List<String> OUTAGES = List.of("status=503", "reset", "silence");

    private final HttpClient http;
    private final String simulator;
    private final RandomGenerator random;

    Weather(HttpClient http, String simulator, RandomGenerator random) {
        this.http = http;
        this.simulator = simulator;
        this.random = random;
    }

    /** The same pace and length for everybody, as good as they can be. */
    void calm() throws IOException, InterruptedException {
        for (String provider : Scene.providers()) {
            standing(provider, List.of());
            send("DELETE", "/_sim/providers/" + provider + "/queue", Map.of());
            send("DELETE", "/_sim/providers/" + provider + "/outages", Map.of());
        }
    }

    @Override
    public void run() {
        try {
            for (int second = 1; true; second++) {
                Thread.sleep(1_000);
                send("POST", "/_sim/providers/" + any(Scene.providers()) + "/queue", Map.of("faults", singles()));
                if (second % 10 == 0) {
                    String struck = any(Scene.providers());
                    standing(struck, List.of(any(STANDING)));
                    Thread.sleep(1_000 + random.nextInt(3_000));
                    standing(struck, List.of());
                }
                if (second % 45 == 0) {
                    send(
                            "POST",
                            "/_sim/providers/" + any(Scene.providers()) + "/outages",
                            Map.of("duration_ms", 5_000 + random.nextInt(10_000), "fault", any(OUTAGES)));
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> singles() {
        return List.of(any(SINGLE), any(SINGLE), any(SINGLE));
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void standing(String provider, List<String> faults) throws IOException, InterruptedException {
        send(
                "PUT",
                "/_sim/providers/" + provider,
                Map.of("faults", faults, "latency_ms", 50, "tokens_per_second", 400, "output_tokens", 40));
    }

    private void send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(simulator + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
    }
}
