package io.switchgear.simulator;

import java.time.Duration;

import io.switchgear.simulator.provider.Pace;

/**
 * What a simulator starts with.
 *
 * @param address interface both servers listen on
 * @param port of the LLM provider and the control API; 0 takes a free one
 * @param kubernetesPort of the simulated Kubernetes API; 0 takes a free one, -1 leaves it out
 * @param pace of a provider nobody has configured
 * @param outputTokens default length of an answer
 * @param seed of jitter and random failures
 * @param logCapacity attempts kept
 * @param rolloutStep time between two steps of a deployment's rollout
 */
public record SimulatorSettings(
        String address,
        int port,
        int kubernetesPort,
        Pace pace,
        int outputTokens,
        long seed,
        int logCapacity,
        Duration rolloutStep) {

    public SimulatorSettings {
        check(port >= 0 && port <= 65_535, "port is from 0 to 65535, got " + port);
        check(
                kubernetesPort >= -1 && kubernetesPort <= 65_535,
                "kubernetes port is from -1 to 65535, got " + kubernetesPort);
        check(logCapacity >= 1 && logCapacity <= 1_000_000, "log capacity is from 1 to 1000000, got " + logCapacity);
        check(
                rolloutStep.compareTo(Duration.ofMillis(50)) >= 0 && rolloutStep.compareTo(Duration.ofMinutes(1)) <= 0,
                "rollout step is from 50 to 60000 ms, got " + rolloutStep.toMillis());
    }

    /** For tests: free ports, answers of 16 tokens without waiting, no Kubernetes. */
    public static SimulatorSettings forTests() {
        return new SimulatorSettings("127.0.0.1", 0, -1, new Pace(0, 0, 0), 16, 1, 20_000, Duration.ofMillis(50));
    }

    /** The same with a simulated Kubernetes API. */
    public SimulatorSettings withKubernetes() {
        return new SimulatorSettings(address, port, 0, pace, outputTokens, seed, logCapacity, rolloutStep);
    }

    public SimulatorSettings withPace(Pace replacement) {
        return new SimulatorSettings(
                address, port, kubernetesPort, replacement, outputTokens, seed, logCapacity, rolloutStep);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
