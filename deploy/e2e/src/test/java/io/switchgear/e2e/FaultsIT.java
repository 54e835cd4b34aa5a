package io.switchgear.e2e;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** What a caller and a provider see of each fault, through the gateway. */
class FaultsIT {

    /** Short limits, so that what waits for them is soon over. */
    private static final String TIMEOUTS = """
        {"silence_ms": 1000, "first_token_ms": 1000, "stream_idle_ms": 1000, "retry_after_cap_ms": 3000, "deadline_ms": 20000}\
        """;

    private static final String SENTENCE = "{\"role\": \"user\", \"content\": \"say it\"}";
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningSuite suite = RunningSuite.get();
    private Tenant tenant;
    private Api caller;

    /** As the simulator knows them. */
    private String primary;

    private String sibling;
    private String backup;

    @BeforeEach
    void aWorkspace() {
        tenant = suite.newTenant();
        caller = suite.gateway().as(tenant.newApiKey());
        primary = tenant.provider("primary");
        sibling = tenant.provider("sibling");
        backup = tenant.provider("backup");
        pool("spare", List.of("backup"), "");
    }

    // ------------------------------------------------------------------ before anything was sent

    @Test
    void aRateLimitWithAWaitParksTheTargetAndSiblingsTakeOver() {
        pool("chat", List.of("primary", "sibling"), "");
        standing(primary, "status=429,retry-after=60");
        for (int i = 0; i < 4; i++) {
            assertThat(provider(json("chat").expect(200))).isEqualTo("sibling");
        }
        assertThat(tenant.attempts(primary)).isEqualTo(1);
    }

    @Test
    void aRateLimitWithAShortWaitIsHonouredBeforeAnotherModel() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        queued(primary, "status=429,retry-after=1");
        assertThat(provider(json("chat").expect(200))).isEqualTo("primary");
        assertThat(tenant.attempts(primary)).isEqualTo(2);
        assertThat(tenant.attempts(backup)).isZero();
    }

    @Test
    void aLongRateLimitFallsBack() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, "status=429,retry-after=60");
        assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
    }

    @Test
    void aPersistentRateLimitIsTriedThriceAtMost() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, "status=429");
        assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        assertThat(tenant.attempts(primary)).isBetween(1, 3);
    }

    @Test
    void oneServerErrorIsRetriedOnTheSameTarget() {
        pool("chat", List.of("primary", "sibling"), "\"strategy\": \"priority\"", 0, 1);
        queued(primary, "status=500");
        assertThat(provider(json("chat").expect(200))).isEqualTo("primary");
        assertThat(tenant.attempts(primary)).isEqualTo(2);
        assertThat(tenant.attempts(sibling)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 529})
    void anOverloadedTargetIsRetriedTwiceAtMost(int status) {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, "status=" + status);
        assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        assertThat(tenant.attempts(primary)).isBetween(1, 3);
    }

    @Test
    void withNobodyElseTheProvidersOwnErrorReachesTheCaller() {
        pool("chat", List.of("primary"), "");
        standing(primary, "status=503,code=engine_overloaded");
        var answer = json("chat").expect(503);
        assertThat(answer.body().at("/error/code").asString()).isEqualTo("engine_overloaded");
        assertThat(tenant.attempts(primary)).isBetween(1, 3);
    }

    @Test
    void aResetIsRetriedAtOnce() {
        pool("chat", List.of("primary"), "");
        queued(primary, "reset");
        assertThat(provider(json("chat").expect(200))).isEqualTo("primary");
        assertThat(tenant.attempts(primary)).isEqualTo(2);
    }

    @Test
    void silenceIsNotAskedAgain() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, "silence");
        assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
    }

    @Test
    void aSlowFirstTokenMovesTheRequest() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, "slow-first-token=30s");
        var answer = stream("chat").expect(200);
        assertThat(text(answer)).isEqualTo(undisturbed());
        assertThat(provider(answer)).isEqualTo("backup");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
    }

    @Test
    void whatIsTooLongGoesOnlyToALargerContext() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"], \"context_fallback\": []");
        standing(primary, "context-length");
        var refused = json("chat").expect(400);
        assertThat(refused.body().at("/error/code").asString()).isEqualTo("context_length_exceeded");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
        assertThat(tenant.attempts(backup)).isZero();

        pool("long", List.of("primary"), "\"context_fallback\": [\"spare\"]");
        assertThat(provider(json("long").expect(200))).isEqualTo("backup");
    }

    @Test
    void aContentFilterIsNotRoutedAround() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, "content-filter");
        var answer = json("chat").expect(200);
        assertThat(answer.body().at("/choices/0/finish_reason").asString()).isEqualTo("content_filter");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
        assertThat(tenant.attempts(backup)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"status=401", "status=403", "status=402", "quota"})
    void aBadKeyOrAnEmptyAccountOpensItsDomainOnce(String fault) {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        pool("other", List.of("primary"), "\"fallback\": [\"spare\"]");
        standing(primary, fault);
        assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        assertThat(provider(json("other").expect(200))).isEqualTo("backup");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
    }

    @Test
    void aFallbacksAnswerNamesItsModelAndOnlyItIsPaid() {
        tenant.api()
                .post("/api/v1/admin/router/providers", """
                    {"name": "large", "type": "openai", "base_url": "%s/p/large-%s/v1", "api_key": "sk-test", "models": ["gpt-large"]}
                    """.formatted(suite.url(8010), UUID.randomUUID()))
                .expect(201);
        tenant.api().post("/api/v1/admin/router/load-balancer/pools", """
            {"group_name": "larger", "providers": [{"name": "large", "model": "gpt-large"}]}
            """).expect(201);
        pool("chat", List.of("primary"), "\"fallback\": [\"larger\"]");
        standing(primary, "status=500");
        var answer = json("chat").expect(200);
        assertThat(answer.body().path("model").asString()).isEqualTo("gpt-large");
        assertThat(answer.body().at("/usage/completion_tokens").asInt()).isPositive();
        JsonNode item = Await.value(() -> {
            JsonNode items =
                    tenant.api().get("/api/v1/traces").expect(200).body().get("items");
            return items.isEmpty() ? null : items.get(0);
        });
        assertThat(item.path("model").asString()).isEqualTo("gpt-large");
        assertThat(item.path("output_tokens").asInt())
                .isEqualTo(answer.body().at("/usage/completion_tokens").asInt());
        assertThat(item.path("attempts").asInt()).isEqualTo(tenant.attempts(primary) + 1);
    }

    // ------------------------------------------------------------------ in the middle of a stream

    @ParameterizedTest
    @CsvSource({"cut=4, prefill", "cut=4, rerun", "stall=4, prefill", "stall=4, rerun"})
    void aBrokenStreamIsGoneOnWith(String fault, String rescue) {
        pool("spare", List.of("backup"), "", true);
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"], \"rescue\": \"%s\"".formatted(rescue));
        standing(primary, fault);
        var answer = stream("chat").expect(200);
        assertThat(text(answer)).isEqualTo(undisturbed());
        assertThat(answer.text()).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
        assertThat(tenant.attempts(backup)).isPositive();
    }

    @Test
    void withoutRescueABrokenStreamNeverLooksComplete() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"], \"rescue\": \"off\"");
        standing(primary, "cut=4");
        var answer = stream("chat").expect(200);
        assertThat(answer.text())
                .contains("\"error\"")
                .doesNotContain("[DONE]")
                .doesNotContain("\"finish_reason\":\"stop\"");
        assertThat(tenant.attempts(backup)).isZero();
    }

    @Test
    void aRefusedPrefillIsNeverWhatTheCallerSees() {
        pool("spare", List.of("backup"), "", true);
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"], \"rescue\": \"prefill\"");
        standing(primary, "cut=4");
        standing(backup, "refuse-prefill");
        var answer = stream("chat").expect(200);
        assertThat(text(answer)).isEqualTo(undisturbed());
        assertThat(answer.text()).doesNotContain("\"error\"").contains("[DONE]");
    }

    @Test
    void aMalformedChunkIsSkipped() {
        pool("chat", List.of("primary"), "");
        standing(primary, "malformed=4");
        var answer = stream("chat").expect(200);
        assertThat(text(answer)).isEqualTo(undisturbed());
        assertThat(answer.text()).contains("[DONE]");
        assertThat(tenant.attempts(primary)).isEqualTo(1);
    }

    @Test
    void aCompleteStreamWithoutItsEndIsComplete() {
        pool("chat", List.of("primary"), "");
        standing(primary, "no-done");
        var answer = stream("chat").expect(200);
        assertThat(text(answer)).isEqualTo(undisturbed());
        assertThat(answer.text()).contains("\"usage\":{").doesNotContain("\"error\"");
    }

    // ------------------------------------------------------------------ over several requests

    @Test
    void aFlappingTargetLosesItsTrafficAndGetsItBack() {
        pool("chat", List.of("primary"), "\"fallback\": [\"spare\"]");
        tenant.api().put("/api/admin/circuit-breaker/primary/config", """
            {"failureThreshold": 3, "resetTimeoutMs": 1000, "minHealthyPeriodMs": 0, "requestLimit": 1}\
            """).expect(200);
        standing(primary, "status=500");
        for (int i = 0; i < 10; i++) {
            assertThat(provider(json("chat").expect(200))).isEqualTo("backup");
        }
        int before = tenant.attempts(primary);
        assertThat(before).isLessThan(20);
        heal(primary);
        Await.until(() -> assertThat(provider(json("chat").expect(200))).isEqualTo("primary"));
    }

    // ------------------------------------------------------------------ steps

    private Api.Answer json(String pool) {
        return caller.post("/v1/chat/completions", """
            {"model": "%s", "messages": [%s], "simulator": {"output_tokens": 12}}\
            """.formatted(pool, SENTENCE));
    }

    private Api.Answer stream(String pool) {
        return caller.post("/v1/chat/completions", """
            {"model": "%s", "stream": true, "stream_options": {"include_usage": true}, "messages": [%s],
             "simulator": {"output_tokens": 12}}\
            """.formatted(pool, SENTENCE));
    }

    /** What the same call gets from a provider in good health. */
    private String undisturbed() {
        return text(stream("spare").expect(200));
    }

    private static String text(Api.Answer answer) {
        return answer.text()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring(6))
                        .at("/choices/0/delta/content")
                        .asString(""))
                .collect(Collectors.joining());
    }

    private static String provider(Api.Answer answer) {
        return answer.headers().firstValue("x-switchgear-provider").orElseThrow();
    }

    private void pool(String name, List<String> providers, String settings, int... priorities) {
        pool(name, providers, settings, false, priorities);
    }

    private void pool(String name, List<String> providers, String settings, boolean prefill, int... priorities) {
        var members = new StringBuilder();
        for (int i = 0; i < providers.size(); i++) {
            members.append(members.isEmpty() ? "" : ", ")
                    .append("{\"name\": \"%s\", \"model\": \"gpt-sim\", \"priority\": %d, \"prefill\": %b}"
                            .formatted(providers.get(i), priorities.length == 0 ? 0 : priorities[i], prefill));
        }
        tenant.api()
                .put("/api/v1/admin/router/load-balancer/pools/" + name, """
                    {"timeouts": %s, "providers": [%s]%s}\
                    """.formatted(
                                TIMEOUTS, members, settings.isEmpty() ? "" : ", " + settings))
                .expectSuccess();
    }

    private void standing(String played, String fault) {
        suite.simulator()
                .put("/_sim/providers/" + played, "{\"faults\": [\"%s\"]}".formatted(fault))
                .expect(200);
    }

    private void heal(String played) {
        suite.simulator().put("/_sim/providers/" + played, "{\"faults\": []}").expect(200);
    }

    private void queued(String played, String fault) {
        suite.simulator()
                .post("/_sim/providers/" + played + "/queue", "{\"faults\": [\"%s\"]}".formatted(fault))
                .expectSuccess();
    }
}
