package io.switchgear.action;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.switchgear.action.testing.ActionCalls;
import io.switchgear.action.testing.ActionSettings;
import io.switchgear.action.testing.FakeCluster;
import io.switchgear.action.workload.Change;
import io.switchgear.action.workload.Workload;
import io.switchgear.action.workload.WorkloadRef;
import io.switchgear.action.workload.Workloads;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;

import static io.switchgear.action.testing.ActionCalls.body;
import static org.assertj.core.api.Assertions.assertThat;

/** A replica dies in the middle of an action: the next one finishes it, and does nothing twice. */
class CrashIT {

    private static final String RESTART = "/api/v1/restart_deployment";
    private static final String SCALE = "/api/v1/scale_deployment";

    private final FakeCluster cluster = FakeCluster.get();

    /** Makes the change, and never learns that it did: as if the process ended just then. */
    private record Dying(Workloads real) implements Workloads {

        @Override
        public Mono<Workload> find(WorkloadRef ref) {
            return real.find(ref);
        }

        @Override
        public Flux<Workload> list(String cluster, @Nullable String namespace) {
            return real.list(cluster, namespace);
        }

        @Override
        public Mono<Void> apply(WorkloadRef ref, Change change) {
            return real.apply(ref, change).then(Mono.never());
        }

        @Override
        public Mono<Void> dryRun(WorkloadRef ref, Change change) {
            return real.dryRun(ref, change);
        }
    }

    private static String[] arguments(Map<String, String> more) {
        var settings = ActionSettings.all();
        settings.put("server.port", "0");
        settings.put("switchgear.actions.execution.lease", "2s");
        settings.putAll(more);
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static ConfigurableApplicationContext start(boolean dying, Map<String, String> more) {
        return new SpringApplicationBuilder(ActionEngineApplication.class)
                .initializers(context -> {
                    if (dying) {
                        ((GenericApplicationContext) context)
                                .registerBean(
                                        "dying",
                                        Workloads.class,
                                        () -> new Dying(context.getBean("kubernetesWorkloads", Workloads.class)),
                                        definition -> definition.setPrimary(true));
                    }
                })
                .run(arguments(more));
    }

    /** A replica in a process of its own, which can be killed. */
    private static Process spawn(int port) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ActionEngineApplication.class.getName()));
        command.addAll(List.of(arguments(Map.of(
                "server.port", Integer.toString(port), "switchgear.actions.execution.verification-timeout", "2m"))));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "killed-replica.log").toFile())
                .start();
    }

    /** A process of its own starts from nothing, which takes a busy machine longer than one wait. */
    private static void answering(int port) {
        for (int patience = 0; patience < 3; patience++) {
            try {
                Await.until(() -> new Socket("localhost", port).close());
                return;
            } catch (AssertionError notYet) {
                // Waits on.
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ActionCalls operator(ConfigurableApplicationContext context) {
        return operator(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static ActionCalls operator(int port) {
        var http = WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk());
        return ActionCalls.member(http, ActionSettings.ANYBODY, Role.OPERATOR);
    }

    @Test
    void changeThatWasMadeBeforeTheCrashIsNotMadeAgain() {
        String restarted = cluster.deployment("default", "crash", 3);
        String scaled = cluster.deployment("default", "crash", 2);
        JsonNode restart;
        JsonNode scale;
        try (var first = start(true, Map.of("switchgear.actions.execution.drain", "100ms"))) {
            var operator = operator(first);
            restart = operator.accepted(RESTART, body(restarted, ""));
            scale = operator.accepted(SCALE, body(scaled, "\"replicas\": 5"));
            Await.until(() -> assertThat(cluster.patchesOf(restarted)).hasSize(1));
            Await.until(() -> assertThat(cluster.patchesOf(scaled)).hasSize(1));
            assertThat(operator.reaches(restart, "running").get("status").asString())
                    .isEqualTo("running");
        }

        try (var second = start(false, Map.of())) {
            var operator = operator(second);
            JsonNode restartEnded = operator.ended(restart);
            JsonNode scaleEnded = operator.ended(scale);

            assertThat(restartEnded.get("status").asString()).isEqualTo("succeeded");
            assertThat(cluster.patchesOf(restarted)).hasSize(1);
            assertThat(cluster.restartedAt("default", restarted))
                    .isEqualTo(restartEnded.get("plan").get(0).get("to").asString());
            assertThat(scaleEnded.get("status").asString()).isEqualTo("succeeded");
            assertThat(scaleEnded.get("previous").get("replicas").asInt()).isEqualTo(2);
            assertThat(cluster.deployment("default", scaled).getMetadata().getGeneration())
                    .isEqualTo(2);
            assertThat(cluster.deployment("default", scaled).getSpec().getReplicas())
                    .isEqualTo(5);
        }
    }

    @Test
    void killedReplicasActionIsFinishedByTheNextOne() throws IOException {
        String service = cluster.deployment("default", "killed", 2);
        cluster.freeze(service);
        int port = freePort();
        var replica = spawn(port);
        JsonNode action;
        try {
            answering(port);
            var operator = operator(port);
            action = operator.accepted(RESTART, body(service, ""));
            operator.reaches(action, "verifying");
        } finally {
            replica.destroyForcibly().onExit().join();
        }
        cluster.thaw(service);

        try (var next = start(false, Map.of())) {
            assertThat(operator(next).ended(action).get("status").asString()).isEqualTo("succeeded");
            assertThat(cluster.patchesOf(service)).hasSize(1);
        }
    }
}
