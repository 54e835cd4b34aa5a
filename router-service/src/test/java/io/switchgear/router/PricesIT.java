package io.switchgear.router;

import java.util.UUID;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

import io.switchgear.common.genai.GenAi;
import io.switchgear.common.identity.Role;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** The price book: who may, what is refused, what calls are stamped with. */
class PricesIT extends RunningRouter {

    private static final String PRICES = ADMIN + "/prices";
    private FakeProvider provider;

    @BeforeEach
    void configure() {
        provider = provider("p", "gpt-4o-mini");
    }

    private void put(String overrides) {
        router.send(workspace, "PUT", PRICES, "{\"overrides\":" + overrides + "}")
                .expectStatus()
                .isOk();
    }

    /** What the only request so far, or the latest, is stamped with. */
    private void stamped(int requests, long nanoUsd, String version) {
        Await.until(() -> {
            var calls = siblings.spans(workspace.toString()).stream()
                    .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_INTERNAL)
                    .toList();
            assertThat(calls).hasSize(requests);
            assertThat(attribute(calls.getLast(), GenAi.COST)).isEqualTo(Long.toString(nanoUsd));
            assertThat(attribute(calls.getLast(), GenAi.PRICE_VERSION)).isEqualTo(version);
        });
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().hasIntValue()
                        ? Long.toString(attribute.getValue().getIntValue())
                        : attribute.getValue().getStringValue())
                .findFirst()
                .orElse("absent");
    }

    @Test
    void callsAreStampedWithTheBookThenTheOverrideThenTheProvidersPrice() {
        // 12 tokens in, 4 of them cached, 5 out.
        router.chat(workspace, "gpt-4o-mini", false).expectStatus().isOk();
        stamped(1, 8 * 150 + 4 * 75 + 5 * 600, "book-2026-11-01");

        put("{\"gpt-4o-mini\":{\"input\":1.5,\"output\":2,\"cached_input\":0.0005}}");
        router.chat(workspace, "gpt-4o-mini", false).expectStatus().isOk();
        // 8 × 1500 + 4 × 0.5 + 5 × 2000
        stamped(2, 22_002, "workspace-1");

        router.send(workspace, "PUT", ADMIN + "/providers/p", """
            {"base_url":"%s","models":["gpt-4o-mini"],"prices":{"*":{"input":1,"output":1}}}\
            """.formatted(provider.url()))
                .expectStatus()
                .isOk();
        router.chat(workspace, "gpt-4o-mini", false).expectStatus().isOk();
        stamped(3, 17_000, "provider-p-2");
    }

    @Test
    void theBookShowsEverythingAndFormerVersionsStayReadable() {
        router.get(workspace, PRICES)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"0\"")
                .expectBody()
                .jsonPath("$.unit")
                .isEqualTo("usd_per_million_tokens")
                .jsonPath("$.book.version")
                .isEqualTo("book-2026-11-01")
                .jsonPath("$.book.models['gpt-4o'].cached_input")
                .isEqualTo(1.25)
                .jsonPath("$.overrides.length()")
                .isEqualTo(0)
                .jsonPath("$.updated_at")
                .isEmpty();
        put("{\"m\":{\"input\":1,\"output\":2,\"reasoning\":3}}");
        put("{\"*\":{\"input\":4,\"output\":5}}");
        router.get(workspace, PRICES)
                .expectBody()
                .jsonPath("$.version")
                .isEqualTo("workspace-2")
                .jsonPath("$.overrides['*'].input")
                .isEqualTo(4)
                .jsonPath("$.overrides.m")
                .doesNotExist()
                .jsonPath("$.updated_by")
                .isEqualTo("user@example.com");
        router.get(workspace, PRICES + "?version=workspace-1")
                .expectBody()
                .jsonPath("$.overrides.m.reasoning")
                .isEqualTo(3);
        for (String version : new String[] {"workspace-3", "workspace-x", "book-1999-01-01"}) {
            router.get(workspace, PRICES + "?version=" + version).expectStatus().isNotFound();
        }
        Await.until(() -> assertThat(siblings.audit())
                .anySatisfy(event -> assertThat(event).contains(workspace.toString(), "prices.replace", "success")));
    }

    @Test
    void aChangeFromAnOldRevisionIsRefused() {
        put("{}");
        var request = router.http()
                .put()
                .uri(PRICES)
                .headers(RouterProcess.as(workspace, Role.ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"overrides\":{}}");
        request.header("If-Match", "\"0\"").exchange().expectStatus().isEqualTo(412);
        router.get(workspace, PRICES).expectBody().jsonPath("$.revision").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{|400|-",
                "[]|400|-",
                "{}|422|overrides",
                "{\"overrides\":null}|422|overrides",
                "{\"overrides\":[]}|422|overrides",
                "{\"overrides\":{\"m\":null}}|422|overrides.m",
                "{\"overrides\":{\"m\":{\"input\":-1,\"output\":1}}}|422|overrides.m.input",
                "{\"overrides\":{\"m\":{\"input\":1}}}|422|overrides.m.output",
                "{\"overrides\":{\"m\":{\"input\":1,\"output\":\"x\"}}}|422|overrides.m.output",
                "{\"overrides\":{\"m\":{\"input\":1,\"output\":1,\"cached\":1}}}|422|overrides.m.cached",
                "{\"overrides\":{\"m\":{\"input\":0.0000001,\"output\":1}}}|422|overrides.m.input",
                "{\"overrides\":{\"m\":{\"input\":1,\"output\":1e9}}}|422|overrides.m.output",
                "{\"overrides\":{\" \":{\"input\":1,\"output\":1}}}|422|overrides",
                "{\"unit\":\"eur_per_token\",\"overrides\":{}}|422|unit"
            })
    void badPricesAreNamedAndNothingIsStored(String body, int status, String field) {
        var answer = router.send(workspace, "PUT", PRICES, body)
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
        if (field != null) {
            answer.jsonPath("$.errors[0].field").isEqualTo(field);
        }
        router.get(workspace, PRICES).expectBody().jsonPath("$.revision").isEqualTo(0);
    }

    @Test
    void onlyAdministratorsChangeThemAndOnlyTheirOwn() {
        router.http()
                .put()
                .uri(PRICES)
                .headers(RouterProcess.as(workspace, Role.OPERATOR))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"overrides\":{}}")
                .exchange()
                .expectStatus()
                .isForbidden();
        put("{\"m\":{\"input\":1,\"output\":1}}");
        router.http()
                .get()
                .uri(PRICES)
                .headers(RouterProcess.as(UUID.randomUUID(), Role.VIEWER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.overrides.m")
                .doesNotExist()
                .jsonPath("$.providers.length()")
                .isEqualTo(0);
    }

    @Test
    void siblingsReadAllPricesAndHearWhenNothingHasChanged() {
        put("{\"m\":{\"input\":1,\"output\":1}}");
        String tag = router.http()
                .get()
                .uri("/internal/v1/prices")
                .headers(Identities.get().service("query-service", "router-service"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.book.version")
                .isEqualTo("book-2026-11-01")
                .jsonPath("$.workspaces[?(@.workspace_id == '%s')].overrides.models.m.input".formatted(workspace))
                .isEqualTo(1)
                .returnResult()
                .getResponseHeaders()
                .getETag();
        var again = router.http()
                .get()
                .uri("/internal/v1/prices")
                .headers(Identities.get().service("query-service", "router-service"))
                .header("If-None-Match", tag);
        again.exchange().expectStatus().isEqualTo(304);
        put("{\"m\":{\"input\":2,\"output\":1}}");
        router.http()
                .get()
                .uri("/internal/v1/prices")
                .headers(Identities.get().service("query-service", "router-service"))
                .header("If-None-Match", tag)
                .exchange()
                .expectStatus()
                .isOk();
        router.get(workspace, "/internal/v1/prices").expectStatus().isForbidden();
    }

    @Test
    void recomputingIsAskedOfQueryService() {
        router.send(workspace, "POST", PRICES + "/recompute", "{\"from\":\"2026-11-01T00:00:00Z\"}")
                .expectStatus()
                .isEqualTo(202);
        assertThat(siblings.recomputations())
                .anySatisfy(body -> assertThat(body).contains("2026-11-01T00:00:00"));
        router.send(
                        workspace,
                        "POST",
                        PRICES + "/recompute",
                        "{\"from\":\"2026-11-02T00:00:00Z\",\"to\":\"2026-11-01T00:00:00Z\"}")
                .expectStatus()
                .isEqualTo(422);
    }
}
