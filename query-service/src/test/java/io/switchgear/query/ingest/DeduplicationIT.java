package io.switchgear.query.ingest;

import java.time.Duration;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.testing.Await;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** What is sent again is recognised and counts once. */
class DeduplicationIT extends RunningService {

    private static final String STORED = "select count(*) from spans where workspace_id = :workspace";

    private ExportTraceServiceRequest one() {
        return Otlp.fromRouter(workspace, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10));
    }

    @Test
    void spansSentAgainCountOnce() {
        byte[] same = one().toByteArray();
        Flux.range(0, 20)
                .flatMap(i -> Mono.fromRunnable(() ->
                                post(router(), PROTOBUF, same).expectStatus().isOk())
                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast();
        var twice = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minusSeconds(1), 10);
        send(router(), Otlp.fromRouter(workspace, twice, twice));
        assertThat(count(STORED)).isEqualTo(2);
        Await.until(() -> {
            assertThat(get("/api/v1/metrics/home-kpis")
                            .path("total_requests")
                            .path("value")
                            .doubleValue())
                    .isEqualTo(2);
            assertThat(get("/api/v1/traces").path("items").size()).isEqualTo(2);
        });
    }

    /** Of a trace that takes longer than a day, the span that comes again may be of a day that its row does not tell of. */
    @Test
    void spansOfLongTracesSentAgainCountOnce() {
        String trace = Otlp.traceId();
        var early = Otlp.request(trace, Otlp.spanId(), null, now.minus(Duration.ofDays(12)), 10);
        var late = Otlp.request(trace, Otlp.spanId(), null, now.minus(Duration.ofDays(1)), 10);
        var other = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(1)), 10);
        send(router(), Otlp.fromRouter(workspace, early, late));
        var again = send(router(), Otlp.fromRouter(workspace, late, other));
        assertThat(again.getPartialSuccess().getRejectedSpans()).isZero();
        assertThat(count(STORED)).isEqualTo(3);
        Await.until(() -> assertThat(get("/api/v1/metrics/home-kpis?range=30d")
                        .path("total_requests")
                        .path("value")
                        .doubleValue())
                .isEqualTo(3));
    }
}
