package io.switchgear.query.rollup;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.testing.Await;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

/** So many combinations of service, provider, model and key are told apart; the rest is one. Nothing is lost by it. */
@TestPropertySource(properties = "switchgear.rollup.max-combinations=5")
class CombinationsIT extends RunningService {

    @Autowired
    private Partitions partitions;

    private void call(UUID workspace, String trace, String span, String model) {
        send(
                IDS.apiKey("query-service", workspace, "telemetry"),
                Otlp.from(
                        "app",
                        Otlp.span(
                                trace,
                                span,
                                null,
                                "chat",
                                now.minusSeconds(30),
                                20,
                                "gen_ai.operation.name",
                                "chat",
                                "gen_ai.request.model",
                                model,
                                "gen_ai.usage.input_tokens",
                                10)));
    }

    private Map<String, Long> byModel(UUID workspace) {
        return get(viewer(workspace), "/api/v1/costs?group_by=model&range=1h")
                .path("items")
                .valueStream()
                .collect(Collectors.toMap(
                        item -> item.path("group").stringValue(),
                        item -> item.path("requests").longValue()));
    }

    @Test
    void whatIsTooManyIsCountedAsOther() {
        var other = UUID.randomUUID();
        Flux.range(0, 12)
                .flatMap(
                        i -> Mono.fromRunnable(() -> call(workspace, Otlp.traceId(), Otlp.spanId(), "m" + i))
                                .subscribeOn(Schedulers.boundedElastic()),
                        6)
                .blockLast();
        call(other, Otlp.traceId(), Otlp.spanId(), "m11");
        Await.until(() -> {
            var found = byModel(workspace);
            assertThat(found).hasSize(6).containsEntry("other", 7L);
            assertThat(found.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(12);
        });
        // Who has been admitted stays, whoever else comes.
        String known = byModel(workspace).keySet().stream()
                .filter(model -> !model.equals("other"))
                .findFirst()
                .orElseThrow();
        call(workspace, Otlp.traceId(), Otlp.spanId(), known);
        Await.until(
                () -> assertThat(byModel(workspace)).containsEntry(known, 2L).containsEntry("other", 7L));
        Await.until(() -> assertThat(byModel(other)).isEqualTo(Map.of("m11", 1L)));
        // The span itself keeps its names.
        assertThat(get("/api/v1/traces?model=m7").path("items").size()).isGreaterThan(0);
    }

    /** A correction takes out what was counted as other, even if there is room for its names meanwhile. */
    @Test
    void correctionsFindWhereItWasCounted() {
        for (int i = 0; i < 5; i++) {
            call(workspace, Otlp.traceId(), Otlp.spanId(), "m" + i);
        }
        String trace = Otlp.traceId();
        String span = Otlp.spanId();
        call(workspace, trace, span, "late");
        Await.until(() -> assertThat(byModel(workspace)).containsEntry("other", 1L));
        database.sql("update combinations set last_day = last_day - 1000 where workspace_id = :workspace")
                .bind("workspace", workspace)
                .then()
                .block();
        partitions.maintain().block();
        assertThat(count("select count(*) from combinations where workspace_id = :workspace"))
                .isZero();
        send(
                router(),
                Otlp.fromRouter(
                        workspace, Otlp.request(trace, Otlp.spanId(), span, now.minus(Duration.ofSeconds(29)), 10)));
        Await.until(() -> {
            var found = byModel(workspace);
            assertThat(found).doesNotContainKey("other").containsEntry("gpt-sim-1", 1L);
            assertThat(found.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
        });
    }
}
