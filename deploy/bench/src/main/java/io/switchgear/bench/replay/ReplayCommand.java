package io.switchgear.bench.replay;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.switchgear.bench.option.OptionCheck;
import io.switchgear.bench.suite.Credentials;
import io.switchgear.bench.suite.Suite;
import io.switchgear.bench.suite.Totals;

/** {@code replay}: recorded traffic in, the suite's own count out, and whether the two agree. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends a recorded LLM trace through the gateway and checks that the suite's own API reports exactly its"
                    + " calls and tokens.",
            "A provider and a pool named by --name are registered on the simulator, which honours the recorded sizes."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the counts agree", "1:they do not, or calls failed", "2:bad usage"})
public final class ReplayCommand implements Callable<Integer> {

    private static final Path DEFAULT_TRACE = Path.of("../shared/data/llm-traces/azure-llm-inference-2023-code.csv");
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @Mixin
    private final OptionCheck check = new OptionCheck();

    @Parameters(
            arity = "0..1",
            paramLabel = "TRACE",
            description =
                    "CSV with TIMESTAMP,ContextTokens,GeneratedTokens (default: the Azure trace in ../shared/data)")
    private Path trace = DEFAULT_TRACE;

    @Option(
            names = "--speed-up",
            defaultValue = "60",
            description = "time runs this much faster (default: ${DEFAULT-VALUE})")
    private double speedUp;

    @Option(names = "--limit", description = "send the first N calls only")
    private @Nullable Integer limit;

    @Option(
            names = "--max-in-flight",
            defaultValue = "256",
            description = "calls under way at once (default: ${DEFAULT-VALUE})")
    private int maxInFlight;

    @Option(
            names = "--name",
            defaultValue = "azure-replay",
            description = "provider and pool (default: ${DEFAULT-VALUE})")
    private String name = "azure-replay";

    @Option(
            names = "--simulator",
            description = "the simulator, as the router sees it (default: the gateway's address, port + 10)")
    private @Nullable String simulator;

    @Option(
            names = "--credentials",
            defaultValue = ".switchgear/credentials.json",
            description = "written by deploy/up (default: ${DEFAULT-VALUE})")
    private Path credentials = Path.of("");

    @Override
    public Integer call() throws Exception {
        check.that(speedUp > 0, "--speed-up must be above 0.");
        check.that(maxInFlight > 0, "--max-in-flight must be above 0.");
        check.that(limit == null || limit > 0, "--limit must be above 0.");
        check.that(Files.isReadable(trace), "The trace " + trace + " cannot be read.");
        check.that(
                Files.isReadable(credentials), credentials + " cannot be read; start the suite with deploy/up first.");

        List<Arrival> arrivals = AzureTrace.read(trace);
        arrivals = limit == null ? arrivals : arrivals.subList(0, Math.min(limit, arrivals.size()));
        var suite = Suite.login(Credentials.read(credentials));
        suite.register(name, simulatorUrl(suite.url()) + "/p/" + name + "/v1");

        Totals before = suite.totals(name);
        System.out.printf(
                "Replaying %,d calls of %s at %s× through %s%n",
                arrivals.size(), trace.getFileName(), trim(speedUp), suite.url());
        ReplayResult result = new Replay(suite, name, speedUp, maxInFlight, System.out).run(arrivals);
        print(result);
        Totals expected = expected(arrivals);
        Totals counted = settle(suite, before, expected);
        return report(result, expected, counted) ? 0 : 1;
    }

    private String simulatorUrl(String gatewayUrl) {
        if (simulator != null) {
            return simulator;
        }
        URI gateway = URI.create(gatewayUrl);
        return "http://" + gateway.getHost() + ":" + (gateway.getPort() + 10);
    }

    private static Totals expected(List<Arrival> arrivals) {
        return new Totals(
                arrivals.size(),
                arrivals.stream().mapToLong(Arrival::inputTokens).sum(),
                arrivals.stream().mapToLong(Arrival::outputTokens).sum());
    }

    /** Telemetry follows the calls within seconds; asks until the count is reached, or stops changing for a minute. */
    private Totals settle(Suite suite, Totals before, Totals expected) throws Exception {
        Totals counted = suite.totals(name).minus(before);
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (counted.requests() < expected.requests() && System.nanoTime() < deadline) {
            Thread.sleep(1_000);
            counted = suite.totals(name).minus(before);
        }
        return counted;
    }

    private static void print(ReplayResult result) {
        System.out.printf(
                "%,d answered, %,d failed, %,d late in %.1f s; latency p50 %d ms, p95 %d ms, p99 %d ms%n",
                result.succeeded(),
                result.failed(),
                result.late(),
                result.took().toMillis() / 1000.0,
                result.p50().toMillis(),
                result.p95().toMillis(),
                result.p99().toMillis());
        result.failures().forEach(failure -> System.out.println("  failed: " + failure));
    }

    private static boolean report(ReplayResult result, Totals expected, Totals counted) {
        System.out.printf("%-14s %15s %15s %15s%n", "", "in the file", "in the answers", "by the suite");
        row("requests", expected.requests(), result.succeeded(), counted.requests());
        row("input tokens", expected.inputTokens(), result.inputTokens(), counted.inputTokens());
        row("output tokens", expected.outputTokens(), result.outputTokens(), counted.outputTokens());
        boolean agree = counted.equals(expected) && result.failed() == 0;
        System.out.println(agree ? "The suite counted every call and token." : "The counts do not agree.");
        return agree;
    }

    private static void row(String what, long file, long answers, long suite) {
        System.out.printf("%-14s %,15d %,15d %,15d%n", what, file, answers, suite);
    }

    private static String trim(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
