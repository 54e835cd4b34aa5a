package io.switchgear.simulator;

import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.switchgear.simulator.provider.Pace;

/** The command line. Every flag can be given as an environment variable instead. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description =
                "A fault-injecting LLM provider (OpenAI and Anthropic wire formats) and a simulated Kubernetes API.",
        sortOptions = false)
public final class Simulator implements Callable<Integer> {

    @Option(
            names = "--address",
            defaultValue = "${env:SIMULATOR_ADDRESS:-127.0.0.1}",
            description = "Interface to listen on (SIMULATOR_ADDRESS, ${DEFAULT-VALUE})")
    private String address = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "${env:SIMULATOR_PORT:-8010}",
            description = "LLM provider and control API (SIMULATOR_PORT, ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--kubernetes-port",
            defaultValue = "${env:SIMULATOR_KUBERNETES_PORT:-8011}",
            description = "Kubernetes API, -1 for none (SIMULATOR_KUBERNETES_PORT, ${DEFAULT-VALUE})")
    private int kubernetesPort;

    @Option(
            names = "--latency-ms",
            defaultValue = "${env:SIMULATOR_LATENCY_MS:-100}",
            description = "Time to the first token (SIMULATOR_LATENCY_MS, ${DEFAULT-VALUE})")
    private long latencyMs;

    @Option(
            names = "--tokens-per-second",
            defaultValue = "${env:SIMULATOR_TOKENS_PER_SECOND:-200}",
            description = "After the first token, 0 for no limit (SIMULATOR_TOKENS_PER_SECOND, ${DEFAULT-VALUE})")
    private double tokensPerSecond;

    @Option(
            names = "--jitter",
            defaultValue = "${env:SIMULATOR_JITTER:-0.2}",
            description = "Share by which the latency varies, 0-1 (SIMULATOR_JITTER, ${DEFAULT-VALUE})")
    private double jitter;

    @Option(
            names = "--output-tokens",
            defaultValue = "${env:SIMULATOR_OUTPUT_TOKENS:-16}",
            description = "Default length of an answer (SIMULATOR_OUTPUT_TOKENS, ${DEFAULT-VALUE})")
    private int outputTokens;

    @Option(
            names = "--seed",
            defaultValue = "${env:SIMULATOR_SEED:-1}",
            description = "Of jitter and random failures (SIMULATOR_SEED, ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--log-capacity",
            defaultValue = "${env:SIMULATOR_LOG_CAPACITY:-20000}",
            description = "Attempts kept (SIMULATOR_LOG_CAPACITY, ${DEFAULT-VALUE})")
    private int logCapacity;

    @Option(
            names = "--rollout-step-ms",
            defaultValue = "${env:SIMULATOR_ROLLOUT_STEP_MS:-300}",
            description = "Between two steps of a rollout (SIMULATOR_ROLLOUT_STEP_MS, ${DEFAULT-VALUE})")
    private long rolloutStepMs;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulator())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("simulator: " + reason(e));
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        var server = SimulatorServer.start(new SimulatorSettings(
                address,
                port,
                kubernetesPort,
                new Pace(latencyMs, tokensPerSecond, jitter),
                outputTokens,
                seed,
                logCapacity,
                Duration.ofMillis(rolloutStepMs)));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        System.out.println("LLM provider on " + server.url() + "/v1, control API on " + server.url() + "/_sim");
        if (kubernetesPort >= 0) {
            System.out.println("Simulated Kubernetes API on " + server.kubernetesUrl());
        }
        server.await();
        return 0;
    }

    /** The message, and that of the innermost cause: "cannot listen on 127.0.0.1:8010: Address already in use". */
    private static String reason(Throwable e) {
        String reason = String.valueOf(e.getMessage());
        Throwable cause = e.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == null ? reason : reason + ": " + cause.getMessage();
    }
}
