package io.switchgear.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.bench.option.OptionCheck;
import io.switchgear.bench.suite.OwnSuite;
import io.switchgear.bench.suite.Suite;

/** {@code soak}: mixed traffic over failing providers for a long time; nothing may grow, and no answer may be wrong. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a suite of its own and sends mixed traffic (JSON and streams of three dialects, aborting clients)"
                    + " over simulated providers that fail in every way, on and off.",
            "Every half minute it looks at each service: live heap after a collection, memory, direct buffers,"
                + " descriptors, threads. Over the second half none may grow by more than 5 %% (small ones by 4 MiB,"
                + " resident memory by 16 MiB, 16 descriptors, 8 threads)."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all flat and right", "1:something grows, or an answer was wrong", "2:bad usage"})
public final class SoakCommand implements Callable<Integer> {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    /** Above the deadline: the answer's own time, and rescue. */
    private static final Duration PATIENCE = Duration.ofMillis(Scene.DEADLINE_MS + 15_000);

    private static final List<String> SERVICES =
            List.of("gateway", "router-service", "health-service", "query-service", "action-engine");

    @Mixin
    private final OptionCheck check = new OptionCheck();

    @Option(names = "--minutes", defaultValue = "30", description = "how long, 2 at least (default: ${DEFAULT-VALUE})")
    private int minutes;

    @Option(names = "--connections", defaultValue = "16", description = "callers at once (default: ${DEFAULT-VALUE})")
    private int connections;

    @Option(names = "--seed", defaultValue = "1", description = "of faults and callers (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--port-offset",
            defaultValue = "23000",
            description = "of the suite's ports (default: ${DEFAULT-VALUE})")
    private int portOffset;

    @Option(names = "--home", description = "the suite's folder, emptied (default: deploy/bench/target/soak)")
    private @Nullable Path home;

    @Option(names = "--root", hidden = true, required = true)
    private Path root = Path.of("");

    private final HttpClient http = client();

    @Override
    public Integer call() throws Exception {
        check.that(minutes >= 2, "--minutes must be 2 at least.");
        check.that(connections > 0, "--connections must be above 0.");
        Path folder = home == null ? root.resolve("deploy/bench/target/soak") : home.toAbsolutePath();
        try (var running = OwnSuite.start(root, folder, portOffset)) {
            return soak(running) ? 0 : 1;
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    private boolean soak(OwnSuite running) throws IOException, InterruptedException {
        int gateway = URI.create(running.credentials().gatewayUrl()).getPort();
        String simulator = "http://127.0.0.1:" + (gateway + 10);
        var suite = Suite.login(running.credentials());
        new Scene(suite).prepare(simulator);
        SplittableGenerator random = RandomGeneratorFactory.<SplittableGenerator>of("L64X128MixRandom")
                .create(seed);
        var weather = new Weather(http, simulator, random.split());
        weather.calm();
        var caller = new Caller(client(), client(), running.credentials(), expected(simulator), PATIENCE);

        var report = new Report(watched(running, gateway));
        Thread storms = Thread.ofVirtual().start(weather);
        var traffic = Traffic.start(caller, connections, random);
        try (traffic) {
            report.header();
            long start = System.nanoTime();
            Duration elapsed = Duration.ZERO;
            for (int i = 1; elapsed.compareTo(Duration.ofMinutes(minutes)) < 0; i++) {
                // A look takes seconds on a busy machine: the next one is due by the clock.
                Duration wait = PERIOD.multipliedBy(i).minusNanos(System.nanoTime() - start);
                Thread.sleep(wait.isNegative() ? Duration.ZERO : wait);
                elapsed = Duration.ofNanos(System.nanoTime() - start);
                report.sample(elapsed.toSeconds(), http, traffic);
            }
        } finally {
            storms.interrupt();
            storms.join();
        }
        weather.calm();
        return report.verdict(traffic, leftActive(suite));
    }

    private static List<Watched> watched(OwnSuite running, int gateway) throws IOException {
        var watched = new ArrayList<Watched>();
        for (String service : SERVICES) {
            int port = gateway + watched.size() + 1_000;
            watched.add(new Watched(
                    service, running.pid(service), URI.create("http://127.0.0.1:" + port + "/actuator/prometheus")));
        }
        return watched;
    }

    /** The text of every answer, from a provider in good health. */
    private String expected(String simulator) throws IOException, InterruptedException {
        var json = new JsonMapper();
        var request = HttpRequest.newBuilder(
                        URI.create(simulator + "/p/" + Scene.providers().getFirst() + Api.CHAT.path()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(Api.CHAT.request("gpt", false))))
                .build();
        return Api.CHAT.text(json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body()));
    }

    /** Calls that the router believes to be under way though nobody calls any more. */
    private static long leftActive(Suite suite) throws IOException, InterruptedException {
        JsonNode stats = suite.call("GET", "/api/v1/admin/router/load-balancer/stats", Map.of());
        return stats.findValues("active").stream().mapToLong(JsonNode::asLong).sum();
    }
}
