package io.switchgear.health.component;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import io.switchgear.common.circuit.CircuitState;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.health.FakeSibling;
import io.switchgear.health.Replica;
import io.switchgear.health.WholeService;

import static org.assertj.core.api.Assertions.assertThat;

class ComponentIT extends WholeService {

    @BeforeEach
    void forgetWhatIsCached() {
        List.of(GATEWAY, ROUTER, QUERY, ACTION).forEach(sibling -> sibling.mood(FakeSibling.Mood.READY));
        CLOCK.advance(Duration.ofSeconds(31));
    }

    @Test
    void anyoneMayAskAboutTheInfrastructure() {
        JsonNode health = read(http.get().uri("/api/health").exchange(), 200);

        assertThat(health.at("/name").asString()).isEqualTo("switchgear");
        assertThat(health.at("/status").asString()).isEqualTo("healthy");
        assertThat(health.at("/components").propertyNames())
                .containsExactlyInAnyOrder(
                        "action-engine",
                        "database",
                        "filesystem",
                        "gateway",
                        "health-service",
                        "network",
                        "query-service",
                        "redis",
                        "router-service");
        health.at("/components").forEach(component -> {
            assertThat(component.has("details")).isFalse();
            assertThat(component.at("/checked_at").asString()).endsWith("Z");
            assertThat(component.at("/response_time_ms").isIntegralNumber()).isTrue();
        });
    }

    @Test
    void theGatewayAsksForAnyoneWithItsOwnToken() {
        JsonNode health =
                read(http.get().uri("/api/health").headers(service("gateway")).exchange(), 200);

        assertThat(health.at("/components/database").has("details")).isFalse();
    }

    @Test
    void membersSeeDetailsAndTheirOwnProviders() {
        UUID other = UUID.randomUUID();
        deliver(replica.sample(
                minutesAgo(1),
                List.of(
                        Replica.provider(workspace, "mine", CircuitState.OPEN, 1, minutesAgo(2)),
                        Replica.provider(other, "theirs", CircuitState.CLOSED, 1, minutesAgo(2))),
                List.of()));

        JsonNode health = get("/api/health");

        assertThat(health.at("/status").asString()).isEqualTo("degraded");
        assertThat(health.at("/components/database/details/version").asString()).isNotEmpty();
        assertThat(health.at("/components/database/details/pool/max").asInt()).isPositive();
        assertThat(health.at("/components/filesystem/details/folder").asString())
                .isEqualTo("target/health-data");
        assertThat(health.at("/components/redis/details/version").asString()).isNotEmpty();
        assertThat(health.at("/components/router-service/details/version").asString())
                .isEqualTo("9.9");
        assertThat(health.at("/components/provider:mine/status").asString()).isEqualTo("unhealthy");
        assertThat(health.at("/components/provider:mine/details/circuit").asString())
                .isEqualTo("open");
        assertThat(health.at("/components").has("provider:theirs")).isFalse();
        call(workspace, "/api/health/components/provider:mine").expectStatus().isEqualTo(503);
        call(workspace, "/api/health/components/provider:theirs").expectStatus().isNotFound();
        call(other, "/api/health/components/provider:theirs").expectStatus().isOk();
        http.get()
                .uri("/api/health/components/provider:mine")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void apiKeysOfTheDataPlaneSeeWhatAnyoneSees() {
        JsonNode health = read(
                http.get()
                        .uri("/api/health")
                        .headers(caller(
                                "gateway",
                                "health-service",
                                Caller.apiKey("gateway", UUID.randomUUID(), workspace, Set.of("llm"))))
                        .exchange(),
                200);

        assertThat(health.at("/components/database").has("details")).isFalse();
    }

    @Test
    void aTokenThatIsThereMustBeGood() {
        http.get()
                .uri("/api/health")
                .header("X-Switchgear-Token", "forged")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.get()
                .uri("/api/health/components/database")
                .headers(caller(
                        "gateway", "query-service", Caller.user("gateway", workspace, workspace, Role.OWNER, "a@b.c")))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.get()
                .uri("/api/health")
                .headers(caller(
                        "gateway",
                        "health-service",
                        Caller.user("gateway", UUID.randomUUID(), workspace, Role.VIEWER, "a@b.c")))
                .headers(headers ->
                        headers.set("X-Workspace-ID", UUID.randomUUID().toString()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void theSuiteIsDegradedWithoutAnUncriticalServiceAndUnhealthyWithoutACriticalOne() {
        QUERY.mood(FakeSibling.Mood.NOT_READY);
        JsonNode degraded = read(http.get().uri("/api/health").exchange(), 200);
        assertThat(degraded.at("/status").asString()).isEqualTo("degraded");
        assertThat(degraded.at("/components/query-service/status").asString()).isEqualTo("unhealthy");
        assertThat(degraded.at("/components/query-service/error").asString()).isEqualTo("It is not ready.");

        CLOCK.advance(Duration.ofSeconds(31));
        ROUTER.mood(FakeSibling.Mood.SILENT);
        JsonNode unhealthy = read(http.get().uri("/api/health").exchange(), 503);
        assertThat(unhealthy.at("/status").asString()).isEqualTo("unhealthy");
        assertThat(unhealthy.at("/components/router-service/error").asString())
                .as("its own time-out")
                .isEqualTo("No answer within 300 ms.");
    }

    @Test
    void aResultIsKeptForThirtySeconds() {
        read(http.get().uri("/api/health/components/action-engine").exchange(), 200);
        int asked = ACTION.asked();
        ACTION.mood(FakeSibling.Mood.NOT_READY);
        CLOCK.advance(Duration.ofSeconds(20));

        JsonNode kept =
                read(http.get().uri("/api/health/components/action-engine").exchange(), 200);
        assertThat(kept.at("/status").asString()).isEqualTo("healthy");
        assertThat(ACTION.asked()).isEqualTo(asked);

        CLOCK.advance(Duration.ofSeconds(11));
        JsonNode fresh =
                read(http.get().uri("/api/health/components/action-engine").exchange(), 503);
        assertThat(fresh.at("/status").asString()).isEqualTo("unhealthy");
        assertThat(ACTION.asked()).isEqualTo(asked + 1);
    }

    @Test
    void unknownComponents() {
        http.get()
                .uri("/api/health/components/flux-capacitor")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("component_not_found");
    }

    private JsonNode read(WebTestClient.ResponseSpec response, int status) {
        return json.readTree(response.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBody());
    }
}
