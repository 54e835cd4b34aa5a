package io.switchgear.router;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** What opens a circuit, and what does not. */
class CircuitIT extends RunningRouter {

    private FakeProvider provider;

    @BeforeEach
    void provider() {
        provider = provider("p", "m", "m2");
        router.pool(
                workspace, "pool", "{\"retry\":{\"same_target\":0},\"providers\":[{\"name\":\"p\",\"model\":\"m\"}]}");
    }

    private void configure(String more) {
        router.send(workspace, "PUT", "/api/admin/circuit-breaker/p/config", """
            {"failureThreshold":1000,"resetTimeoutMs":60000,"minHealthyPeriodMs":0,"requestLimit":1,%s}\
            """.formatted(more))
                .expectStatus()
                .isOk();
    }

    private String circuit() {
        return new String(
                router.get(workspace, ADMIN + "/circuit-breakers/p")
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                StandardCharsets.UTF_8);
    }

    private void told(String reason) {
        Await.until(() -> assertThat(siblings.events())
                .anySatisfy(event -> assertThat(event).contains(workspace.toString(), reason)));
    }

    private Publisher<Void> late(Publisher<Void> answer) {
        return Flux.from(Mono.delay(Duration.ofMillis(150))).thenMany(answer);
    }

    @Test
    void slowCallsOpenItOnceThereAreEnough() {
        configure("\"slowCallDurationMs\":100,\"slowCallRateThreshold\":100,\"minimumCalls\":3");
        provider.conduct((body, response) -> late(FakeProvider.json(response, provider.completion())));
        for (int i = 0; i < 2; i++) {
            router.chat(workspace, "pool", false).expectStatus().isOk();
        }
        assertThat(circuit()).contains("\"state\":\"closed\"");
        router.chat(workspace, "pool", false).expectStatus().isOk();
        assertThat(circuit()).contains("\"state\":\"open\"");
        told("100 % of the last 3 calls were slow.");
        router.chat(workspace, "pool", false).expectStatus().isEqualTo(503);
        assertThat(provider.bodies()).hasSize(3);
    }

    /** Measured from the attempt's beginning, not from the request's, which may have tried others before. */
    @Test
    void lateFirstTokensOpenItThoughTheStreamsAreShort() {
        configure("\"firstTokenTimeoutMs\":100,\"slowCallRateThreshold\":100,\"minimumCalls\":3");
        provider.conduct((body, response) -> late(stream(response)));
        for (int i = 0; i < 3; i++) {
            router.chat(workspace, "pool", true).expectStatus().isOk();
        }
        Await.until(() -> assertThat(circuit()).contains("\"state\":\"open\""));
        told("were slow");
    }

    private Publisher<Void> stream(HttpServerResponse response) {
        return FakeProvider.stream(response, provider.chunk("content", "a"), provider.finish(), "[DONE]");
    }

    @Test
    void aFailureRateOpensItOnceThereAreEnough() {
        configure("\"failureRateThreshold\":50,\"minimumCalls\":4");
        for (int i = 0; i < 4; i++) {
            if (i % 2 == 0) {
                provider.healthy();
            } else {
                provider.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
            }
            assertThat(circuit()).contains("\"state\":\"closed\"");
            router.chat(workspace, "pool", false);
        }
        assertThat(circuit()).contains("\"state\":\"open\"", "\"incidents\":1");
        told("50 % of the last 4 calls failed.");
    }

    @Test
    void reconfiguringKeepsCounts() {
        configure("\"minimumCalls\":128");
        provider.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
        for (int i = 0; i < 4; i++) {
            router.chat(workspace, "pool", false).expectStatus().isEqualTo(500);
        }
        router.send(workspace, "PUT", "/api/admin/circuit-breaker/p/config", """
            {"failureThreshold":5,"resetTimeoutMs":60000,"minHealthyPeriodMs":0,"requestLimit":1}\
            """)
                .expectStatus()
                .isOk();
        assertThat(circuit())
                .contains("\"state\":\"closed\"", "\"failures\":4", "\"consecutive_failures\":4", "\"total\":4");
        router.chat(workspace, "pool", false).expectStatus().isEqualTo(500);
        assertThat(circuit()).contains("\"state\":\"open\"", "\"failures\":5");
    }

    @Test
    void anUnknownModelExcludesItsTargetOnly() {
        router.pool(
                workspace,
                "models",
                "{\"strategy\":\"priority\",\"providers\":[{\"name\":\"p\",\"model\":\"m\"},"
                        + "{\"name\":\"p\",\"model\":\"m2\",\"priority\":1}]}");
        provider.conduct((body, response) -> body.contains("\"m\"")
                ? FakeProvider.status(response, 404, "model_not_found")
                : FakeProvider.json(response, provider.completion()));
        for (int i = 0; i < 5; i++) {
            router.chat(workspace, "models", false)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("x-switchgear-model", "m2");
        }
        // Asked once, then known.
        assertThat(provider.bodies()).hasSize(6);
        assertThat(circuit()).contains("\"state\":\"closed\"", "\"failures\":0");
        router.chat(workspace, "pool", false)
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("model_not_found");
    }

    @Test
    void retryAfterOfAnOverloadedProviderProlongsItsOpenTime() {
        configure("\"minimumCalls\":128");
        router.send(workspace, "PUT", "/api/admin/circuit-breaker/p/config", """
            {"failureThreshold":1,"resetTimeoutMs":100,"minHealthyPeriodMs":0,"requestLimit":1}\
            """)
                .expectStatus()
                .isOk();
        provider.conduct(
                (body, response) -> FakeProvider.status(response.header("retry-after", "60"), 503, "overloaded"));
        router.chat(workspace, "pool", false).expectStatus().isEqualTo(503);
        router.chat(workspace, "pool", false)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .value(
                        "retry-after",
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(50, 60));
        assertThat(provider.bodies()).hasSize(1);
    }
}
