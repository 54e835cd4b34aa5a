package io.switchgear.simulator;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import io.switchgear.common.testing.Await;
import io.switchgear.simulator.provider.Pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SimulatorServerTest {

    @Test
    void deploymentsFailAndHealByTheControlApi() throws Exception {
        try (var simulator = SimulatorServer.start(SimulatorSettings.forTests().withKubernetes());
                var client = new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(Config.empty())
                                .withMasterUrl(simulator.kubernetesUrl())
                                .withNamespace("default")
                                .build())
                        .build()) {
            var calls = new Calls(simulator);
            Await.until(() -> assertThat(ready(calls)).isEqualTo(2));
            assertThat(Calls.json(calls.send("GET", "/_sim/kubernetes", "")).path("deployments"))
                    .hasSize(4);

            assertThat(calls.send("PUT", "/_sim/kubernetes/user-auth", "{\"crashed\": true}")
                            .statusCode())
                    .isEqualTo(200);
            Await.until(() -> assertThat(ready(calls)).isZero());
            client.apps().deployments().withName("user-auth").rolling().restart();
            Await.until(() -> assertThat(ready(calls)).isEqualTo(2));

            assertThat(calls.send("PUT", "/_sim/kubernetes/user-auth", "{\"stuck\": \"yes, very\"}")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(calls.send("PUT", "/_sim/kubernetes/nobody", "{\"stuck\": true}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(calls.send("DELETE", "/_sim/kubernetes/user-auth", "").statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aTakenPortIsNamed() {
        try (var first = SimulatorServer.start(SimulatorSettings.forTests())) {
            var taken = new SimulatorSettings(
                    "127.0.0.1", first.port(), -1, new Pace(0, 0, 0), 16, 1, 10, Duration.ofMillis(50));

            assertThatIllegalStateException()
                    .isThrownBy(() -> SimulatorServer.start(taken))
                    .withMessage("cannot listen on 127.0.0.1:" + first.port());
            assertThatIllegalStateException().isThrownBy(first::kubernetesUrl);
        }
    }

    @Test
    void settingsHaveBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorSettings.forTests().withPace(new Pace(-1, 0, 0)))
                .withMessageContaining("latency_ms");
        var errors = new StringWriter();

        int exit =
                new CommandLine(new Simulator()).setErr(new PrintWriter(errors)).execute("--port", "abc");

        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("'--port'");
    }

    @Test
    void theLogIsBounded() throws Exception {
        var small = new SimulatorSettings("127.0.0.1", 0, -1, new Pace(0, 0, 0), 4, 1, 3, Duration.ofMillis(50));
        try (var simulator = SimulatorServer.start(small)) {
            var calls = new Calls(simulator);
            for (int i = 0; i < 5; i++) {
                calls.chat("gpt-" + i, false);
            }

            assertThat(simulator.log().all().stream().map(attempt -> attempt.model()))
                    .containsExactly("gpt-2", "gpt-3", "gpt-4");
        }
    }

    private static int ready(Calls calls) throws Exception {
        return Calls.json(calls.send("GET", "/_sim/kubernetes/user-auth", ""))
                .path("ready")
                .intValue();
    }
}
