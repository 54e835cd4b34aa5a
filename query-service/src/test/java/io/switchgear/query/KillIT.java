package io.switchgear.query;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.QueryProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service is killed while it takes spans in, then PostgreSQL is: whatever was acknowledged is there, once, and counted once;
 * the senders send the rest again. Without Redis, by the way: every answer is right all the same.
 */
class KillIT {

    private static EmbeddedPostgres postgres;
    private static Map<String, String> settings;

    private final UUID workspace = UUID.randomUUID();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Span ids that were answered with 200. */
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    /** Its own server, which commits as in production: what is committed survives the process. */
    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        provision("postgres");
        update("postgres", "create database switchgear");
        provision("switchgear");
        settings = new HashMap<>(Stores.get().properties("telemetry"));
        settings.put("switchgear.database.port", Integer.toString(postgres.getPort()));
        settings.put("switchgear.redis.url", "redis://127.0.0.1:1");
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private static void provision(String database) throws Exception {
        try (var script = Stores.class.getResourceAsStream("/switchgear/provision.sql")) {
            String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            update(database, sql.replaceAll("\\$\\{[a-z]+}", "'" + Stores.get().password() + "'"));
        }
    }

    private static void update(String database, String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long query(String sql) throws SQLException {
        try (var connection = postgres.getDatabase("postgres", "switchgear").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void acknowledgedSpansAreThereOnce() throws Exception {
        var going = new AtomicBoolean(true);
        try (var service = new QueryProcess(settings).start()) {
            ready(service);
            var senders = new Thread[4];
            for (int i = 0; i < senders.length; i++) {
                senders[i] = Thread.ofVirtual().start(() -> send(service, going));
            }
            for (int kill = 0; kill < 2; kill++) {
                more();
                service.kill();
                service.start();
                ready(service);
            }
            more();
            // One of its processes killed makes PostgreSQL drop everybody and recover from its log.
            long victim = query("select pid from pg_stat_activity where usename = 'telemetry' limit 1");
            ProcessHandle.of(victim).orElseThrow().destroyForcibly();
            more();
            going.set(false);
            for (Thread sender : senders) {
                assertThat(sender.join(Duration.ofSeconds(60))).isTrue();
            }
            assertThat(statuses).allMatch(status -> status == 200 || status == 503 || status == 429);
            check(service);
        }
    }

    private void check(QueryProcess service) throws Exception {
        String of = " from telemetry.spans where workspace_id = '" + workspace + "'";
        long stored = query("select count(*)" + of);
        assertThat(query("select count(distinct (trace_id, span_id))" + of)).isEqualTo(stored);
        // Senders send until they are heard: each span that is there has been acknowledged in the end, and each
        // acknowledged one is there.
        assertThat(stored).isEqualTo(acknowledged.size());
        Await.until(() -> {
            String kpis = get(service, "/api/v1/metrics/home-kpis?range=1h");
            var total =
                    JsonMapper.shared().readTree(kpis).path("total_requests").path("value");
            assertThat(total.doubleValue()).isEqualTo(acknowledged.size());
        });
        for (String id : acknowledged.stream().limit(20).toList()) {
            String found = get(service, "/api/v1/traces?q=" + id);
            assertThat(JsonMapper.shared().readTree(found).path("items").size()).isEqualTo(1);
        }
    }

    /** Until two hundred more have been acknowledged. */
    private void more() {
        int before = acknowledged.size();
        Await.until(() -> assertThat(acknowledged.size()).isGreaterThan(before + 200));
    }

    private void ready(QueryProcess service) {
        Await.until(() -> {
            try {
                var request = HttpRequest.newBuilder(URI.create(service.url() + "/api/health/readiness"))
                        .build();
                assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** One sender: a few spans a request, each again and again until it is acknowledged, now and then once more. */
    private void send(QueryProcess service, AtomicBoolean going) {
        while (going.get()) {
            var ids = new String[] {Otlp.spanId(), Otlp.spanId(), Otlp.spanId(), Otlp.spanId(), Otlp.spanId()};
            var spans = new io.opentelemetry.proto.trace.v1.Span.Builder[ids.length];
            for (int i = 0; i < ids.length; i++) {
                spans[i] = Otlp.request(Otlp.traceId(), ids[i], null, Instant.now(), 10);
            }
            byte[] body = Otlp.fromRouter(workspace, spans).toByteArray();
            int status = 0;
            while (status != 200) {
                status = post(service, body);
            }
            acknowledged.addAll(Set.of(ids));
        }
    }

    private int post(QueryProcess service, byte[] body) {
        var headers = new HttpHeaders();
        Identities.get().service("router-service", "query-service").accept(headers);
        try {
            var request = HttpRequest.newBuilder(URI.create(service.url() + "/v1/traces"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/x-protobuf")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach((name, values) -> request.header(name, values.getFirst()));
            int status = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .statusCode();
            statuses.add(status);
            return status;
        } catch (java.io.IOException e) {
            // Killed, or not there yet.
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String get(QueryProcess service, String path) {
        var headers = new HttpHeaders();
        Identities.get().user("query-service", workspace, Role.VIEWER).accept(headers);
        try {
            var request = HttpRequest.newBuilder(URI.create(service.url() + path));
            headers.forEach((name, values) -> request.header(name, values.getFirst()));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
