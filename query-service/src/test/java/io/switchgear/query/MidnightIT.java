package io.switchgear.query;

import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.ContextConfiguration;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.IdentityHeaders;
import io.switchgear.common.identity.Role;
import io.switchgear.common.identity.TokenSigner;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;
import io.switchgear.query.testing.SettableClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Days and their partitions, by an injected clock. Runs without Redis, too: answers are right, and computed. */
@Import(MidnightIT.Clock.class)
@ContextConfiguration(initializers = MidnightIT.WithoutRedis.class)
class MidnightIT extends RunningService {

    @TestConfiguration
    static class Clock {
        @Bean
        SettableClock clock() {
            return new SettableClock();
        }
    }

    /** Above the address that other tests share. */
    static class WithoutRedis implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "without Redis", Map.of("switchgear.redis.url", "redis://localhost:1")));
        }
    }

    private static final String AUDIENCE = "query-service";

    /** Last midnight: what is sent before and after it lies in the past of PostgreSQL's clock as well. */
    private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @Autowired
    private SettableClock clock;

    @Autowired
    private Partitions partitions;

    private Consumer<HttpHeaders> by(String issuer, Caller caller) {
        var signer =
                new TokenSigner(issuer, (ECPrivateKey) IDS.keys(issuer).getPrivate(), Duration.ofSeconds(60), clock);
        return headers -> {
            headers.set(IdentityHeaders.TOKEN, signer.sign(caller, AUDIENCE));
            if (caller.workspace() != null) {
                headers.set(IdentityHeaders.WORKSPACE, caller.workspace().toString());
            }
        };
    }

    private Consumer<HttpHeaders> routerNow() {
        return by("router-service", Caller.service("router-service"));
    }

    private double requests(String range) {
        var viewer = by("gateway", Caller.user("gateway", UUID.randomUUID(), workspace, Role.VIEWER, "a@example.com"));
        return get(viewer, "/api/v1/metrics/home-kpis?range=" + range)
                .path("total_requests")
                .path("value")
                .doubleValue();
    }

    @Test
    void aTraceOverMidnightIsOneTraceOfTwoDays() {
        String trace = Otlp.traceId();
        String root = Otlp.spanId();
        clock.set(midnight.plusSeconds(5));
        var before = midnight.minusMillis(1);
        send(routerNow(), Otlp.fromRouter(workspace, Otlp.request(trace, Otlp.spanId(), root, midnight, 500)));
        send(routerNow(), Otlp.fromRouter(workspace, Otlp.span(trace, root, null, "entry", before, 900)));
        assertThat(count("select count(*) from traces where workspace_id = :workspace"))
                .isEqualTo(1);
        assertThat(count("select count(distinct day) from spans where workspace_id = :workspace"))
                .isEqualTo(2);
        var viewer = by("gateway", Caller.user("gateway", UUID.randomUUID(), workspace, Role.VIEWER, "a@example.com"));
        var detail = get(viewer, "/api/v1/traces/" + trace);
        assertThat(detail.path("name").stringValue()).isEqualTo("entry");
        assertThat(detail.path("spans").path(0).path("children").size()).isEqualTo(1);
        assertThat(requests("1h")).isEqualTo(1);
    }

    @Test
    void windowsEndWithTheCurrentMinute() {
        clock.set(midnight.plusSeconds(30));
        for (Instant start : new Instant[] {
            midnight.minus(Duration.ofMinutes(60)),
            midnight.minus(Duration.ofMinutes(59)),
            midnight.minusMillis(1),
            midnight,
            midnight.plusSeconds(20)
        }) {
            send(routerNow(), Otlp.fromRouter(workspace, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, start, 5)));
        }
        // 23:01 to 00:01.
        assertThat(requests("1h")).isEqualTo(4);
        clock.set(midnight.plusSeconds(60));
        assertThat(requests("1h")).isEqualTo(4);
        clock.set(midnight.plusSeconds(61));
        assertThat(requests("1h")).isEqualTo(3);
        assertThat(requests("24h")).isEqualTo(5);
    }

    @Test
    void answersAreComputedWithoutRedis() {
        clock.set(Instant.now());
        var viewer = by("gateway", Caller.user("gateway", UUID.randomUUID(), workspace, Role.VIEWER, "a@example.com"));
        for (int i = 1; i <= 3; i++) {
            send(
                    routerNow(),
                    Otlp.fromRouter(
                            workspace,
                            Otlp.request(
                                    Otlp.traceId(),
                                    Otlp.spanId(),
                                    null,
                                    clock.instant().minusSeconds(1),
                                    5)));
            assertThat(requests("1h")).isEqualTo(i);
            http.get()
                    .uri("/api/v1/traces")
                    .headers(viewer)
                    .exchange()
                    .expectHeader()
                    .valueEquals("x-cache", "miss")
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(i);
        }
    }

    @Test
    void partitionsAreMadeAheadAndDroppedByRetention() {
        Instant future = midnight.plus(Duration.ofDays(400));
        clock.set(midnight);
        send(
                routerNow(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(Otlp.traceId(), Otlp.spanId(), null, midnight.minus(Duration.ofDays(29)), 5)));
        String kept = "select count(*) from spans where workspace_id = :workspace";
        clock.set(midnight.plus(Duration.ofDays(1)));
        partitions.maintain().block();
        assertThat(count(kept)).isEqualTo(1);
        clock.set(midnight.plus(Duration.ofDays(3)));
        partitions.maintain().block();
        assertThat(count(kept)).isZero();

        clock.set(future.plusSeconds(10));
        partitions.maintain().block();
        send(routerNow(), Otlp.fromRouter(workspace, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, future, 5)));
        assertThat(requests("1h")).isEqualTo(1);
    }

    @AfterEach
    void partitionsOfToday() {
        clock.set(Instant.now());
        partitions.maintain().block();
    }
}
