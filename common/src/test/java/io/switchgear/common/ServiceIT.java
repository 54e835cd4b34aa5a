package io.switchgear.common;

import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.FromService;
import io.switchgear.common.identity.Grant;
import io.switchgear.common.identity.Permission;
import io.switchgear.common.identity.Requires;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;
import io.switchgear.common.testing.Stores;

import static org.assertj.core.api.Assertions.assertThat;

/** What every service has from here, tried on a service that has nothing else. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=health-service",
            "spring.config.import=classpath:switchgear/defaults.yml",
            "management.server.port=0",
            "switchgear.observation.unobserved=/unobserved"
        })
@AutoConfigureWebTestClient
@Import(ServiceIT.SampleController.class)
class ServiceIT {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final Identities IDS = Identities.get();

    @SpringBootApplication(scanBasePackages = "none")
    static class SampleApplication {}

    record Sample(
            @NotBlank String groupName,
            @Min(0) int weight,
            @Nullable String note) {}

    @RestController
    static class SampleController {

        @GetMapping("/sample")
        Sample get(@Requires(Permission.ROUTER_VIEW) Caller caller, @RequestParam(defaultValue = "1") int limit) {
            return new Sample(caller.workspaceId().toString(), limit, null);
        }

        @PostMapping("/sample")
        Mono<Sample> post(@Requires(Permission.ROUTER_MANAGE) Caller caller, @Valid @RequestBody Mono<Sample> body) {
            return body;
        }

        @GetMapping("/internal/sample")
        String internal(@FromService(Grant.LEDGER_WRITE) Caller caller) {
            return caller.issuer();
        }

        @GetMapping("/unobserved")
        String unobserved(@Requires(Permission.ROUTER_VIEW) Caller caller) {
            return "has meters of its own";
        }

        @GetMapping("/broken")
        String broken(@Requires(Permission.ROUTER_VIEW) Caller caller) {
            throw new IllegalStateException("the secret is 42");
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        Stores.get().properties("health").forEach((name, value) -> registry.add(name, () -> value));
        IDS.properties("health-service").forEach((name, value) -> registry.add(name, () -> value));
    }

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MeterRegistry meters;

    @Test
    void anonymousAndForgedCallsAreRefusedInTheDocumentedOrder() {
        http.get()
                .uri("/sample")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists("x-request-id");
        http.get()
                .uri("/sample")
                .header("X-Workspace-ID", WORKSPACE.toString())
                .header("X-User-ID", UUID.randomUUID().toString())
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("token_missing");
        var token = IDS.token(
                "gateway",
                "health-service",
                Caller.user("gateway", UUID.randomUUID(), WORKSPACE, Role.VIEWER, "a@b.c"));
        http.get()
                .uri("/sample")
                .header("X-Switchgear-Token", token)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("workspace_missing");
        http.get()
                .uri("/sample")
                .header("X-Switchgear-Token", token)
                .header("X-Workspace-ID", UUID.randomUUID().toString())
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri("/sample")
                .headers(IDS.user("query-service", WORKSPACE, Role.OWNER))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void membersSeeTheirWorkspaceInSnakeCase() {
        http.get()
                .uri("/sample?limit=7")
                .headers(IDS.user("health-service", WORKSPACE, Role.VIEWER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"group_name\":\"%s\",\"weight\":7,\"note\":null}".formatted(WORKSPACE));
    }

    @Test
    void requestsAreMeasuredUnlessTheyHaveMetersOfTheirOwn() {
        for (String path : List.of("/unobserved", "/sample")) {
            http.get()
                    .uri(path)
                    .headers(IDS.user("health-service", WORKSPACE, Role.VIEWER))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        Await.until(() -> assertThat(requests("/sample")).isNotNull());
        assertThat(requests("/unobserved")).isNull();
    }

    private @Nullable Timer requests(String path) {
        return meters.find("http.server.requests").tag("uri", path).timer();
    }

    @Test
    void permissionsAndGrantsAreChecked() {
        http.post()
                .uri("/sample")
                .headers(IDS.user("health-service", WORKSPACE, Role.OPERATOR))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{")
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri("/internal/sample")
                .headers(IDS.user("health-service", WORKSPACE, Role.OWNER))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri("/internal/sample")
                .headers(IDS.service("query-service", "health-service"))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri("/internal/sample")
                .headers(IDS.service("router-service", "health-service"))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void badInputGetsItsProblem() {
        post("{\"group_name\":")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("malformed_body");
        post("{\"group_name\":\"a\",\"weight\":\"heavy\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("weight")
                .jsonPath("$.errors[0].message")
                .isEqualTo("must be of type number");
        post("{\"group_name\":\"a\",\"weight\":99999999999}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("weight");
        post("{\"group_name\":\" \",\"weight\":-1,\"unknown\":true}")
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(2)
                .jsonPath("$.errors[?(@.field=='group_name')]")
                .exists();
        post("").expectStatus().isBadRequest();
        post("{\"group_name\":\"" + "x".repeat(2_000_000) + "\"}")
                .expectStatus()
                .isEqualTo(413);
        http.get()
                .uri("/sample?limit=many")
                .headers(IDS.user("health-service", WORKSPACE, Role.OWNER))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("The parameter limit has an unreadable value.");
    }

    private WebTestClient.ResponseSpec post(String body) {
        return http.post()
                .uri("/sample")
                .headers(IDS.user("health-service", WORKSPACE, Role.OWNER))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void defectsTellNothing() {
        http.get()
                .uri("/broken")
                .headers(IDS.user("health-service", WORKSPACE, Role.OWNER))
                .header("X-Request-ID", "abc-1")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectHeader()
                .valueEquals("x-request-id", "abc-1")
                .expectBody()
                .jsonPath("$.request_id")
                .isEqualTo("abc-1")
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).doesNotContain("42"));
        http.get()
                .uri("/nowhere")
                .headers(IDS.user("health-service", WORKSPACE, Role.OWNER))
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void becomesReadyOnceTheSchemaIsThereAndReadsIt() {
        Await.until(() -> http.get()
                .uri("/api/health/readiness")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.checks.schema")
                .isEqualTo(true));
        http.get().uri("/api/health/startup").exchange().expectStatus().isOk();
        http.get().uri("/api/health/liveness").exchange().expectStatus().isOk();
        http.get().uri("/health").exchange().expectStatus().isOk();
        assertThat(database.sql("select count(*) from sample")
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .block())
                .isZero();
    }

    @Test
    void staleLiquibaseLockIsReleased() throws Exception {
        var stores = Stores.get();
        String url = "jdbc:postgresql://%s:%d/switchgear".formatted(stores.postgresHost(), stores.postgresPort());
        Await.until(() -> http.get().uri("/health").exchange().expectStatus().isOk());
        try (var connection = DriverManager.getConnection(url, "health", stores.password());
                var statement = connection.createStatement()) {
            statement.execute("update databasechangeloglock set locked = true, lockedby = 'a killed migrator'");
            assertThat(io.switchgear.common.database.SchemaMigrations.migrateOnce("health"))
                    .isTrue();
        }
    }
}
