package io.switchgear.query.retention;

import java.time.Duration;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.query.partition.PartitionMetrics;
import io.switchgear.query.partition.Partitions;
import io.switchgear.query.testing.Otlp;
import io.switchgear.query.testing.RunningService;

import static org.assertj.core.api.Assertions.assertThat;

class RetentionIT extends RunningService {

    private static final String PATH = "/api/v1/settings/retention";

    @Autowired
    private Partitions partitions;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private PartitionMetrics measured;

    private WebTestClient.ResponseSpec put(Role role, String ifMatch, String body) {
        return http.put()
                .uri(PATH)
                .headers(IDS.user("query-service", workspace, role))
                .headers(headers -> {
                    if (ifMatch != null) {
                        headers.setIfMatch(ifMatch);
                    }
                })
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void defaultsAreReadAndChanged() {
        assertThat(get(PATH).path("spans_days").intValue()).isEqualTo(30);
        assertThat(get(PATH).path("rollups_days").intValue()).isEqualTo(396);
        String body = "{\"spans_days\":7,\"rollups_days\":90}";
        put(Role.OPERATOR, null, body).expectStatus().isForbidden();
        put(Role.ADMIN, "\"5\"", body).expectStatus().isEqualTo(412);
        put(Role.ADMIN, "\"0\"", body).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"");
        put(Role.ADMIN, "\"0\"", body).expectStatus().isEqualTo(412);
        put(Role.ADMIN, null, body).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"2\"");
        assertThat(get(PATH).path("spans_days").intValue()).isEqualTo(7);
        put(Role.ADMIN, null, "{\"spans_days\":0,\"rollups_days\":90}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("spans_days");
    }

    @Test
    void sizeAndAgeOfThePartitionsAreMeasured() {
        send(
                router(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(12)), 5)));
        measured.measure().block();
        Await.until(() -> {
            assertThat(metrics.get("switchgear.partition.oldest")
                            .tag("table", "spans")
                            .gauge()
                            .value())
                    .isGreaterThanOrEqualTo(12);
            assertThat(metrics.get("switchgear.partition.size")
                            .tag("table", "traces")
                            .gauge()
                            .value())
                    .isPositive();
            assertThat(metrics.get("switchgear.partitions")
                            .tag("table", "rollup")
                            .gauge()
                            .value())
                    .isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void aShorterRetentionRemovesAndRefuses() {
        var old = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(9)), 5);
        var recent = Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(2)), 5);
        send(router(), Otlp.fromRouter(workspace, old, recent));
        put(Role.ADMIN, null, "{\"spans_days\":7,\"rollups_days\":90}")
                .expectStatus()
                .isOk();
        partitions.maintain().block();
        assertThat(count("select count(*) from spans where workspace_id = :workspace"))
                .isEqualTo(1);
        assertThat(count("select count(*) from traces where workspace_id = :workspace"))
                .isEqualTo(1);
        assertThat(send(router(), Otlp.fromRouter(workspace, old))
                        .getPartialSuccess()
                        .getErrorMessage())
                .contains("retention of 7 days");
    }

    @Test
    void aLongerRetentionOfOneKeepsNothingOfOthers() {
        send(
                router(),
                Otlp.fromRouter(
                        workspace,
                        Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(30)), 5)));
        var other = UUID.randomUUID();
        http.put()
                .uri(PATH)
                .headers(IDS.user("query-service", other, Role.ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"spans_days\":60,\"rollups_days\":90}")
                .exchange()
                .expectStatus()
                .isOk();
        partitions.maintain().block();
        send(
                router(),
                Otlp.fromRouter(
                        other, Otlp.request(Otlp.traceId(), Otlp.spanId(), null, now.minus(Duration.ofDays(59)), 5)));
        assertThat(count("select count(*) from spans where workspace_id = :workspace"))
                .isEqualTo(1);
        assertThat(get(viewer(other), "/api/v1/traces").path("items").size()).isEqualTo(1);
        database.sql("delete from retention where workspace_id = :other")
                .bind("other", other)
                .then()
                .block();
    }
}
