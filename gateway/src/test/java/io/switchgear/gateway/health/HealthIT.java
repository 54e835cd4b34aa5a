package io.switchgear.gateway.health;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class HealthIT extends RunningGateway {

    @Test
    void healthServiceIsAskedForTheUserOrForNobody() {
        SERVICES.answer(
                "/api/health",
                (request, response) -> response.status(503)
                        .header("content-type", "application/json")
                        .sendString(Mono.just("{\"status\":\"unhealthy\"}")));
        get("/api/health", null)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("unhealthy");
        var anonymous = SERVICES.next();
        assertThat(anonymous.header("x-workspace-id")).isNull();
        assertThat(anonymous.header("x-switchgear-token")).isNotNull();
        var ada = register();
        get("/api/health", ada.bearer()).expectStatus().isEqualTo(503);
        assertThat(SERVICES.next().header("x-workspace-id"))
                .isEqualTo(ada.workspace().toString());
        get("/api/health", "Bearer nonsense").expectStatus().isUnauthorized();
        assertThat(SERVICES.isUntouched()).isTrue();
    }

    @Test
    void whenItIsAwayTheGatewaySaysWhatItKnows() {
        SERVICES.answer(
                "/api/health", (request, response) -> response.status(500).send());
        SERVICES.answer(
                "/api/health/components/redis",
                (request, response) -> response.status(500).send());
        SERVICES.answer(
                "/api/health/components/nothing",
                (request, response) -> response.status(500).send());
        get("/api/health", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("degraded")
                .jsonPath("$.components.database.status")
                .isEqualTo("healthy")
                .jsonPath("$.components.redis.status")
                .isEqualTo("healthy")
                .jsonPath("$.components['query-service'].checked_at")
                .exists();
        get("/api/health/components/redis", null)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("healthy");
        get("/api/health/components/nothing", null).expectStatus().isNotFound();
    }

    private WebTestClient.ResponseSpec get(String path, String authorization) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    if (authorization != null) {
                        headers.set("Authorization", authorization);
                    }
                })
                .exchange();
    }
}
