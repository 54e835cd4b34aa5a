package io.switchgear.health.ledger;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitEvents;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;
import io.switchgear.health.HealthServiceApplication;
import io.switchgear.health.Replica;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A storm of transitions, in the midst of which this service and PostgreSQL's processes are killed. The sender does as the router
 * does: it repeats a batch until that is acknowledged.
 */
class CrashIT {

    private static final int CIRCUITS = 20;
    private static final int VERSIONS = 60;
    private static final int BATCH = 10;

    private final UUID workspace = UUID.randomUUID();
    private final Replica router = new Replica();
    private final Replica split = new Replica();
    private final int port = freePort();
    private final WebTestClient http = WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private Process service;

    @AfterEach
    void end() {
        service.destroyForcibly();
    }

    @Test
    void noEventIsLostAndNoneIsDoubled() throws Exception {
        // As PostgreSQL is by default; the tests' one is not, and would lose the commits of its last moments.
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("alter role health set synchronous_commit = on");
        }
        service = start();
        ready();
        List<CircuitEvent> events = events();
        var storm = CompletableFuture.runAsync(() -> send(events));

        int total = events.size();
        after(total / 4);
        service.destroyForcibly().waitFor();
        service = start();
        ready();
        after(total / 2);
        killPostgres();
        after(total * 3 / 4);
        killPostgres();
        service.destroyForcibly().waitFor();
        service = start();
        storm.get(3, java.util.concurrent.TimeUnit.MINUTES);

        var ids = new ArrayList<String>();
        var seen = new HashSet<String>();
        int local = 0;
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery("""
                    select provider_name, circuit_version, replica, local, id from circuit_breaker_events
                    where workspace_id = '%s'\
                    """.formatted(workspace))) {
            while (rows.next()) {
                ids.add(rows.getString("id"));
                seen.add(rows.getString("provider_name") + rows.getLong("circuit_version") + rows.getString("replica"));
                local += rows.getBoolean("local") ? 1 : 0;
            }
        }
        assertThat(ids).hasSize(total).doesNotHaveDuplicates();
        assertThat(seen).isEqualTo(expected(events));
        assertThat(local).isEqualTo(CIRCUITS);
        assertThat(count("provider_health_history")).isEqualTo(total);
        assertThat(count("circuit_breaker_history")).isEqualTo(total);
        assertThat(statesAtTheirLatestVersion()).isEqualTo(CIRCUITS);
    }

    /** Each circuit opens and closes in turn; once, another replica that was cut off decided for itself. */
    private List<CircuitEvent> events() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
        var events = new ArrayList<CircuitEvent>();
        for (int version = 1; version <= VERSIONS; version++) {
            for (int circuit = 0; circuit < CIRCUITS; circuit++) {
                var from = version % 2 == 1 ? CircuitState.CLOSED : CircuitState.OPEN;
                var to = version % 2 == 1 ? CircuitState.OPEN : CircuitState.CLOSED;
                Instant at = start.plusMillis(1_000L * version + circuit);
                events.add(router.event(workspace, "p" + circuit, version, from, to, at));
                if (version == 30) {
                    events.add(local(split.event(workspace, "p" + circuit, version, from, to, at)));
                }
            }
        }
        return events;
    }

    private static CircuitEvent local(CircuitEvent e) {
        return new CircuitEvent(
                e.workspaceId(),
                e.provider(),
                e.version(),
                e.replica(),
                true,
                e.type(),
                e.fromState(),
                e.toState(),
                e.forced(),
                e.reason(),
                e.trigger(),
                e.actor(),
                e.thresholds(),
                e.counts(),
                e.traceIds(),
                e.durationMs(),
                e.at());
    }

    private static Set<String> expected(List<CircuitEvent> events) {
        var expected = new HashSet<String>();
        events.forEach(event -> expected.add(event.provider() + event.version() + event.replica()));
        return expected;
    }

    private void send(List<CircuitEvent> events) {
        for (int i = 0; i < events.size(); i += BATCH) {
            var batch = events.subList(i, Math.min(events.size(), i + BATCH));
            patiently(() -> post(batch));
            acknowledged.addAndGet(batch.size());
            if (i % (10 * BATCH) == 0) {
                // As after an acknowledgement that got lost.
                patiently(() -> post(batch));
            }
        }
    }

    private void post(List<CircuitEvent> batch) {
        http.post()
                .uri("/internal/v1/circuit-events")
                .headers(Identities.get().service("router-service", "health-service"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsString(new CircuitEvents(batch)))
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** Names as on the wire. */
    private static final tools.jackson.databind.json.JsonMapper JSON = tools.jackson.databind.json.JsonMapper.builder()
            .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private void after(int events) {
        patiently(() -> assertThat(acknowledged.get()).isGreaterThanOrEqualTo(events));
    }

    private void ready() {
        patiently(() -> http.get()
                .uri("/api/health/readiness")
                .headers(Identities.get().user("health-service", workspace, Role.VIEWER))
                .exchange()
                .expectStatus()
                .isOk());
    }

    /** A process of its own starts from nothing, which takes a busy machine longer than one wait. */
    private static void patiently(Await.Assertion assertion) {
        for (int patience = 1; ; patience++) {
            try {
                Await.until(assertion);
                return;
            } catch (AssertionError notYet) {
                if (patience == 5) {
                    throw notYet;
                }
            }
        }
    }

    /** A killed backend makes PostgreSQL end all others and recover from its log, as after a crash. */
    private static void killPostgres() throws Exception {
        try (var connection = connect();
                var backend = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            backend.next();
            new ProcessBuilder("kill", "-9", backend.getString(1)).start().waitFor();
        }
        Await.until(() -> connect().close());
    }

    private long count(String table) throws SQLException {
        return number("select count(*) from " + table + " where workspace_id = '" + workspace + "'");
    }

    private long statesAtTheirLatestVersion() throws SQLException {
        return number("select count(*) from provider_health_status where workspace_id = '" + workspace
                + "' and circuit_version = " + VERSIONS + " and circuit_state = 'closed'");
    }

    private static long number(String sql) throws SQLException {
        try (var connection = connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connect() throws SQLException {
        var stores = Stores.get();
        return java.sql.DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/switchgear".formatted(stores.postgresHost(), stores.postgresPort()),
                "health",
                stores.password());
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HealthServiceApplication.class.getName(),
                "--server.port=" + port,
                "--management.server.port=0",
                "--switchgear.data-dir=target/crash-data"));
        Stores.get().properties("health").forEach((name, value) -> command.add("--" + name + "=" + value));
        Identities.get().properties("health-service").forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-service.log").toFile()))
                .start();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
