package io.switchgear.gateway.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.gateway.RunningGateway;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleIT extends RunningGateway {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/login", "/traces/abc.def?x=1", "/health", "/settings/api-keys"})
    void everyPageIsTheConsoleProtected(String path) {
        get(path, BROWSER)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Referrer-Policy", "same-origin")
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy).contains("script-src 'self';", "frame-ancestors 'none'"))
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("<div id=\"root\">"));
    }

    @Test
    void hashedFilesAreKeptForEver() {
        get("/assets/index-Abc123.js", "*/*")
                .expectStatus()
                .isOk()
                .expectHeader()
                .value("Cache-Control", value -> assertThat(value).contains("immutable", "max-age=31536000"));
        get("/assets/index-gone.js", "*/*").expectStatus().isNotFound();
        get("/assets/index-gone.js", BROWSER).expectStatus().isNotFound();
    }

    @Test
    void toProgramsHealthIsTheProbe() {
        get("/health", "*/*")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.service")
                .isEqualTo("gateway");
        get("/health", "application/json").expectBody().jsonPath("$.status").isEqualTo("up");
    }

    @Test
    void apisAndUnknownFilesAreNoPages() {
        get("/api/v1/nowhere", BROWSER).expectStatus().isUnauthorized();
        get("/v1/nowhere", BROWSER).expectStatus().isUnauthorized();
        get("/somewhere", "*/*").expectStatus().isNotFound();
        get("/internal/v1/audit", BROWSER).expectStatus().isUnauthorized();
        get("/../application.yml", BROWSER)
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("config.import"));
        get("/%2e%2e/%2e%2e/application.yml", BROWSER)
                .expectBody(String.class)
                .value(body -> assertThat(body).doesNotContain("config.import"));
    }

    @Test
    void documentsOfAllServicesAreInOnePlace() {
        String page = get("/docs", BROWSER)
                .expectStatus()
                .is3xxRedirection()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Location");
        get(page, BROWSER)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("swagger-ui-bundle.js"));
        get("/v3/api-docs/swagger-config", "*/*")
                .expectBody()
                .jsonPath("$.urls.length()")
                .isEqualTo(5);
        SERVICES.answer(
                "/v3/api-docs",
                (request, response) -> response.header("content-type", "application/json")
                        .sendString(reactor.core.publisher.Mono.just(
                                "{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":\"http://localhost:8003\"}]}")));
        get("/docs/openapi/query-service.json", "*/*")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.servers[0].url")
                .isEqualTo("/");
        get("/docs/openapi/gateway.json", "*/*").expectStatus().is3xxRedirection();
        get("/docs/openapi/unknown.json", "*/*").expectStatus().isNotFound();
    }

    private WebTestClient.ResponseSpec get(String path, String accept) {
        return http.get()
                .uri(java.net.URI.create("http://localhost:" + port + path))
                .header("Accept", accept)
                .exchange();
    }
}
