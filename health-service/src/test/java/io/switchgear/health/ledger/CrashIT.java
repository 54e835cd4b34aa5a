package io.switchgear.health.ledger;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.circuit.CircuitEvent;
import io.switchgear.common.circuit.CircuitEvents;
import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.health.HealthServiceApplication;
import io.switchgear.health.KillableStores;
import io.switchgear.health.Replica;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A storm of transitions, in the midst of which this service, Redis and the whole of PostgreSQL are killed. The sender does as the
 * router does: it repeats a batch until that is acknowledged.
 */
// The starts of the service and of the stores take a busy machine a while.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
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
    private KillableStores stores;
    private Process service;

    @BeforeEach
    void begin() throws Exception {
        stores = new KillableStores();
        service = start();
    }

    @AfterEach
    void end() throws Exception {
        service.destroyForcibly().waitFor();
        stores.close();
    }

    @Test
    void noEventIsLostAndNoneIsDoubled() throws Exception {
        ready();
        List<CircuitEvent> events = events();
        int total = events.size();
        int quarter = total / 4 / BATCH * BATCH;
        try (var disasters = Executors.newSingleThreadExecutor()) {
            var begun = new ArrayList<Future<?>>();
            for (int i = 0; i < total; i += BATCH) {
                // Begins between two batches; the storm goes on meanwhile.
                if (i == quarter) {
                    begun.add(disasters.submit(disaster(this::killRedis)));
                } else if (i == 2 * quarter) {
                    begun.add(disasters.submit(disaster(this::killPostgres)));
                } else if (i == 3 * quarter) {
                    begun.add(disasters.submit(disaster(this::killEverything)));
                }
                send(events.subList(i, Math.min(total, i + BATCH)), i % (10 * BATCH) == 0);
            }
            for (Future<?> disaster : begun) {
                disaster.get();
            }
        }

        var ids = new ArrayList<String>();
        var seen = new HashSet<String>();
        int local = 0;
        try (var connection = stores.connect();
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
                    events.add(split.alone(workspace, "p" + circuit, version, from, to, at));
                }
            }
        }
        return events;
    }

    private static Set<String> expected(List<CircuitEvent> events) {
        var expected = new HashSet<String>();
        events.forEach(event -> expected.add(event.provider() + event.version() + event.replica()));
        return expected;
    }

    private static Callable<Void> disaster(Await.Assertion what) {
        return () -> {
            what.check();
            return null;
        };
    }

    private void killRedis() throws Exception {
        stores.killRedis();
        stores.startRedis();
    }

    private void killPostgres() throws Exception {
        stores.killPostgres();
        stores.startPostgres();
    }

    /** PostgreSQL is away, too, while the service starts. */
    private void killEverything() throws Exception {
        service.destroyForcibly().waitFor();
        stores.killRedis();
        stores.killPostgres();
        service = start();
        stores.startRedis();
        stores.startPostgres();
    }

    /** @param again as after an acknowledgement that got lost */
    private void send(List<CircuitEvent> batch, boolean again) {
        patiently(() -> post(batch));
        if (again) {
            patiently(() -> post(batch));
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

    private void ready() {
        patiently(() -> http.get()
                .uri("/api/health/readiness")
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

    private long count(String table) throws SQLException {
        return number("select count(*) from " + table + " where workspace_id = '" + workspace + "'");
    }

    private long statesAtTheirLatestVersion() throws SQLException {
        return number("select count(*) from provider_health_status where workspace_id = '" + workspace
                + "' and circuit_version = " + VERSIONS + " and circuit_state = 'closed'");
    }

    private long number(String sql) throws SQLException {
        try (var connection = stores.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
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
        stores.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
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
