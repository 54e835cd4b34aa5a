package io.switchgear.query.ingest;

import java.util.UUID;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** More than can be stored: told to come back, nobody else disturbed. */
@TestPropertySource(
        properties = {
            "switchgear.ingest.max-waiting=20",
            "switchgear.ingest.max-in-flight=2MB",
            "switchgear.ingest.retry-after=3s"
        })
class OverloadIT extends RunningService {

    @Autowired
    private ConnectionFactory connections;

    @Autowired
    private MeterRegistry metrics;

    private ExportTraceServiceRequest spans(int count) {
        return Otlp.fromRouter(
                workspace,
                IntStream.range(0, count)
                        .mapToObj(i -> Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10))
                        .toArray(Span.Builder[]::new));
    }

    @Test
    void aBodyBeyondTheBudgetIsToldToComeBack() {
        byte[] body = new byte[3 * 1024 * 1024];
        post(router(), PROTOBUF, body)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "3");
        post(router(), PROTOBUF, gzip(body), "gzip")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .contentType(PROTOBUF);
        http.post()
                .uri("/v1/metrics")
                .headers(router())
                .contentType(PROTOBUF)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Retry-After", "3");
        send(router(), spans(1));
    }

    /** While one workspace cannot commit, it is refused what it sends beyond its share, and another one's spans go through. */
    @Test
    void aWorkspaceThatCannotCommitHoldsUpNobody() {
        var other = UUID.randomUUID();
        Connection locked = Mono.from(connections.create()).block();
        Mono.from(locked.beginTransaction()).block();
        Mono.from(locked.createStatement(
                                "select pg_advisory_xact_lock(hashtextextended('telemetry.ingest.' || $1::text, 0))")
                        .bind("$1", workspace.toString())
                        .execute())
                .flatMapMany(result -> Flux.from(result.map((row, meta) -> true)))
                .blockLast();
        try {
            var first = later(spans(5));
            Await.until(() -> assertThat(blocked()).isEqualTo(1));
            var second = later(spans(9));
            Await.until(() -> assertThat(metrics.get("switchgear.ingest.waiting.spans")
                            .gauge()
                            .value())
                    .isEqualTo(9));
            post(router(), PROTOBUF, spans(9).toByteArray())
                    .expectStatus()
                    .isEqualTo(429)
                    .expectHeader()
                    .valueEquals("Retry-After", "3");
            send(
                    router(),
                    Otlp.fromRouter(other, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10)));
            assertThat(get(viewer(other), "/api/v1/traces").path("items").size())
                    .isEqualTo(1);
            assertThat(count("select count(*) from spans where workspace_id = :workspace"))
                    .isZero();
            Mono.from(locked.rollbackTransaction()).block();
            assertThat(first.block()).isEqualTo(200);
            assertThat(second.block()).isEqualTo(200);
        } finally {
            Mono.from(locked.close()).block();
        }
        // What was acknowledged is there, what was refused is not.
        assertThat(count("select count(*) from spans where workspace_id = :workspace"))
                .isEqualTo(14);
    }

    private long blocked() {
        return database.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }

    private Mono<Integer> later(ExportTraceServiceRequest request) {
        Mono<Integer> answer = Mono.fromCallable(() -> post(router(), PROTOBUF, request.toByteArray())
                        .returnResult(byte[].class)
                        .getStatus()
                        .value())
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
        answer.subscribe();
        return answer;
    }
}
