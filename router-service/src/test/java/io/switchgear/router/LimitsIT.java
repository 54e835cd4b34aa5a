package io.switchgear.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.switchgear.common.genai.GenAi;
import io.switchgear.common.identity.Caller;
import io.switchgear.common.identity.Role;
import io.switchgear.common.limit.BudgetPeriod;
import io.switchgear.common.limit.Limits;
import io.switchgear.common.testing.Await;
import io.switchgear.common.testing.Identities;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Limits of keys and workspaces, by what callers and providers see. */
class LimitsIT extends RunningRouter {

    private static final String LIMITS = ADMIN + "/limits";
    private static final String CHAT = "/v1/chat/completions";

    private final UUID key = UUID.randomUUID();
    private FakeProvider provider;

    @BeforeEach
    void configure() {
        Minutes.earlyInOne();
        provider = provider("p", "gpt-4o-mini");
    }

    private Consumer<HttpHeaders> key(Limits limits) {
        return Identities.get()
                .headers("gateway", "router-service", Caller.apiKey("gateway", key, workspace, Set.of("llm"), limits));
    }

    private static WebTestClient.ResponseSpec call(Consumer<HttpHeaders> caller, String path, String body) {
        return router.http()
                .post()
                .uri(path)
                .headers(caller)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String body(boolean stream, int maxTokens) {
        return "{\"model\":\"gpt-4o-mini\",\"stream\":%s,\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(stream, maxTokens);
    }

    private void limit(String limits) {
        router.send(workspace, "PUT", LIMITS, limits).expectStatus().isOk();
    }

    private static int status(WebTestClient.ResponseSpec response) {
        return response.expectBody().returnResult().getStatus().value();
    }

    @Test
    void aKeyIsRefusedBeforeItsProviderIsCalledAndInItsDialect() {
        var limited = key(new Limits(2L, null, null, null));
        call(limited, CHAT, body(false, 10))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("x-ratelimit-limit-requests", "2")
                .expectHeader()
                .valueEquals("x-ratelimit-remaining-requests", "1")
                .expectHeader()
                .valueMatches("x-ratelimit-reset-requests", "\\d+s");
        call(limited, CHAT, body(false, 10)).expectStatus().isOk();
        call(limited, CHAT, body(false, 10))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueMatches("Retry-After", "\\d+")
                .expectHeader()
                .valueEquals("x-ratelimit-remaining-requests", "0")
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("rate_limit_exceeded")
                .jsonPath("$.error.type")
                .isEqualTo("rate_limit_error")
                .jsonPath("$.error.param")
                .isEmpty();
        call(limited, "/v1/messages", body(false, 10))
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.error.type")
                .isEqualTo("rate_limit_error");
        assertThat(provider.bodies()).hasSize(2);
        Await.until(() -> assertThat(siblings.spans(workspace.toString()))
                .anySatisfy(span -> assertThat(span.getAttributesList()).anySatisfy(attribute -> {
                    assertThat(attribute.getKey()).isEqualTo(GenAi.ERROR_TYPE);
                    assertThat(attribute.getValue().getStringValue()).isEqualTo("rate_limit_exceeded");
                })));
        // Another key of the workspace has limits of its own.
        router.chat(workspace, "gpt-4o-mini", false).expectStatus().isOk();
    }

    @Test
    void anthropicCallersGetTheirHeadersAndTheirError() {
        router.send(workspace, "PUT", ADMIN + "/providers/a", """
            {"type":"anthropic","base_url":"%s","models":["claude-x"]}\
            """.formatted(provider.url()))
                .expectStatus()
                .is2xxSuccessful();
        provider.conduct((body, response) -> FakeProvider.json(response, """
            {"id":"m","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"hi"}],\
            "stop_reason":"end_turn","usage":{"input_tokens":5,"output_tokens":1}}\
            """));
        var limited = key(new Limits(1L, 10_000L, null, null));
        String ask = "{\"model\":\"claude-x\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        call(limited, "/v1/messages", ask)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("anthropic-ratelimit-requests-remaining", "0")
                .expectHeader()
                .valueEquals("anthropic-ratelimit-tokens-limit", "10000")
                .expectHeader()
                .valueMatches("anthropic-ratelimit-requests-reset", "\\d{4}-.*Z");
        call(limited, "/v1/messages", ask)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("error")
                .jsonPath("$.error.type")
                .isEqualTo("rate_limit_error");
    }

    @Test
    void tokensAreReservedByTheEstimateAndSettledByWhatTheProviderSays() {
        limit("{\"tpm\":400}");
        // Reserves the input's bytes / 4 and 200; the provider says 12 + 5.
        for (int i = 1; i <= 3; i++) {
            call(key(Limits.NONE), CHAT, body(false, 200)).expectStatus().isOk();
            tokensUsed(17 * i);
        }
        // 400 - 51 left.
        call(key(Limits.NONE), CHAT, body(false, 349)).expectStatus().isEqualTo(429);
        tokensUsed(51);
    }

    private void tokensUsed(long tokens) {
        Await.until(() -> router.get(workspace, LIMITS)
                .expectBody()
                .jsonPath("$.tokens.used")
                .isEqualTo((int) tokens));
    }

    @Test
    void whatFailsIsRefundedButCountsAsARequest() {
        limit("{\"rpm\":100,\"tpm\":100000,\"budget_usd\":1}");
        provider.conduct((body, response) -> FakeProvider.status(response, 400, "bad"));
        call(key(Limits.NONE), CHAT, body(false, 200)).expectStatus().isEqualTo(400);
        Await.until(() -> router.get(workspace, LIMITS)
                .expectBody()
                .jsonPath("$.requests.used")
                .isEqualTo(1)
                .jsonPath("$.tokens.used")
                .isEqualTo(0)
                .jsonPath("$.budget.used_usd")
                .isEqualTo(0));
    }

    @Test
    void aStreamThatIsCutCostsWhatHadCome() {
        limit("{\"tpm\":100000,\"budget_usd\":1}");
        provider.conduct((body, response) -> FakeProvider.cut(
                response,
                provider.chunk("role", "assistant"),
                provider.chunk("content", "Hello"),
                provider.chunk("content", "!")));
        String ask = body(true, 5000);
        call(key(Limits.NONE), CHAT, ask).expectStatus().isOk().expectBody().returnResult();
        // The input by its bytes, and three events.
        long input = Math.ceilDiv(ask.length(), 4);
        tokensUsed(input + 3);
        router.get(workspace, LIMITS)
                .expectBody()
                .jsonPath("$.budget.used_usd")
                .value(Number.class, used -> assertThat(used.doubleValue()).isEqualTo((input * 150 + 3 * 600) / 1e9));
    }

    @Test
    void aStreamIsSettledByItsUsage() {
        limit("{\"tpm\":100000}");
        call(key(Limits.NONE), CHAT, body(true, 5000))
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        tokensUsed(14);
    }

    @Test
    void aUsedUpBudgetRefusesWithItsOwnCode() {
        router.send(workspace, "PUT", ADMIN + "/prices", "{\"overrides\":{\"*\":{\"input\":1000,\"output\":1000}}}")
                .expectStatus()
                .isOk();
        // One call costs 17 × 0.001 USD.
        var limited = key(new Limits(null, null, 30_000_000L, BudgetPeriod.DAY));
        var seen = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            seen.add(status(call(limited, CHAT, body(false, 1))));
        }
        assertThat(seen).containsExactly(200, 429, 429);
        call(limited, CHAT, body(false, 1))
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("budget_exceeded")
                .jsonPath("$.error.message")
                .value(String.class, message -> assertThat(message).contains("0.03 USD per day"));
    }

    @Test
    void theWorkspaceLimitsAllOfItsKeysAndUsersTogether() {
        limit("{\"rpm\":3}");
        assertThat(List.of(
                        status(router.chat(workspace, "gpt-4o-mini", false)),
                        status(router.chat(workspace, "gpt-4o-mini", false)),
                        status(call(RouterProcess.as(workspace, Role.VIEWER), CHAT, body(false, 1))),
                        status(router.chat(workspace, "gpt-4o-mini", false))))
                .containsExactly(200, 200, 200, 429);
        router.get(workspace, LIMITS)
                .expectBody()
                .jsonPath("$.shared")
                .isEqualTo(true)
                .jsonPath("$.requests.used")
                .isEqualTo(3)
                .jsonPath("$.requests.remaining")
                .isEqualTo(0)
                .jsonPath("$.requests.resets_at")
                .isNotEmpty();
        limit("{\"rpm\":4}");
        assertThat(status(router.chat(workspace, "gpt-4o-mini", false))).isEqualTo(200);
        assertThat(status(router.chat(workspace, "gpt-4o-mini", false))).isEqualTo(429);
        limit("{}");
        assertThat(status(router.chat(workspace, "gpt-4o-mini", false))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rpm\":0}|rpm",
                "{\"tpm\":-5}|tpm",
                "{\"tpm\":\"many\"}|tpm",
                "{\"budget_usd\":0}|budget_usd",
                "{\"budget_usd\":0.0000000001}|budget_usd",
                "{\"budget_usd\":1,\"budget_period\":\"week\"}|budget_period"
            })
    void badLimitsAreNamedAndNothingIsStored(String body, String field) {
        router.send(workspace, "PUT", LIMITS, body)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
        router.get(workspace, LIMITS).expectBody().jsonPath("$.revision").isEqualTo(0);
    }

    @Test
    void onlyAdministratorsSetThemAndFromTheCurrentRevision() {
        limit("{\"rpm\":5,\"budget_usd\":2.5}");
        router.http()
                .put()
                .uri(LIMITS)
                .headers(RouterProcess.as(workspace, Role.OPERATOR))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isForbidden();
        router.http()
                .put()
                .uri(LIMITS)
                .headers(RouterProcess.as(workspace, Role.ADMIN))
                .header("If-Match", "\"0\"")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(412);
        router.http()
                .get()
                .uri(LIMITS)
                .headers(RouterProcess.as(workspace, Role.VIEWER))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.rpm")
                .isEqualTo(5)
                .jsonPath("$.budget_usd")
                .isEqualTo(2.5)
                .jsonPath("$.budget_period")
                .isEqualTo("month");
        router.get(UUID.randomUUID(), LIMITS).expectBody().jsonPath("$.rpm").isEmpty();
        Await.until(() -> assertThat(siblings.audit())
                .anySatisfy(event -> assertThat(event).contains(workspace.toString(), "limits.replace", "success")));
    }
}
