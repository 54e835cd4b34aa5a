package io.switchgear.router;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** What callers see when providers misbehave. */
class FaultsIT extends RunningRouter {

    private final FakeProvider bad = provider("bad");
    private final FakeProvider good = provider("good");

    @BeforeEach
    void pools() {
        pool("last", "\"retry\":{\"same_target\":0}", "good");
        pool(
                "first",
                "\"fallback\":[\"last\"],\"timeouts\":{\"first_token_ms\":300,\"silence_ms\":300,\"stream_idle_ms\":300}",
                "bad");
        pool(
                "alone",
                "\"retry\":{\"same_target\":0},\"timeouts\":{\"stream_idle_ms\":300,\"retry_after_cap_ms\":0}",
                "bad");
    }

    private void pool(String name, String more, String provider) {
        router.pool(workspace, name, "{" + more + ",\"providers\":[{\"name\":\"" + provider + "\",\"model\":\"m\"}]}");
    }

    private void servedByFallback(boolean stream) {
        served("first", stream, "good").expectHeader().valueEquals("x-switchgear-pool", "last");
    }

    @Test
    void silenceAndLifecycleEventsWithoutContentMoveOn() {
        bad.conduct((body, response) -> Mono.never());
        servedByFallback(false);
        bad.conduct((body, response) -> FakeProvider.events(
                response,
                Flux.just("data: " + bad.chunk("role", "assistant") + "\n\n").concatWith(Flux.never())));
        servedByFallback(true);
        bad.conduct((body, response) -> FakeProvider.cut(response, bad.chunk("role", "assistant")));
        servedByFallback(true);
        assertThat(circuit("bad")).contains("\"state\":\"open\"");
    }

    @Test
    void aCutStreamEndsWithAnErrorAndNeverLikeAnAnswer() {
        bad.conduct((body, response) -> FakeProvider.cut(response, bad.chunk("content", "Hel")));
        String body = text(router.chat(workspace, "alone", true).expectStatus().isOk());
        assertThat(body).contains("Hel").contains("stream_interrupted").doesNotContain("[DONE]");
        Await.until(() -> assertThat(siblings.spans(workspace.toString()))
                .anySatisfy(
                        span -> assertThat(span.toString()).contains("chat alone", "STATUS_CODE_ERROR", "connection")));
    }

    @Test
    void aStalledStreamEndsWithAnError() {
        bad.conduct((body, response) -> FakeProvider.events(
                response,
                Flux.just("data: " + bad.chunk("content", "Hel") + "\n\n").concatWith(Flux.never())));
        assertThat(text(router.chat(workspace, "alone", true)))
                .contains("The stream stalled")
                .doesNotContain("[DONE]");
    }

    @Test
    void malformedChunksAreSkippedAndAMissingEndIsAdded() {
        bad.conduct((body, response) -> FakeProvider.stream(
                response,
                bad.chunk("content", "a"),
                "{\"broken\":",
                bad.chunk("content", "b"),
                bad.finish(),
                bad.usage()));
        String body = text(router.chat(workspace, "alone", true));
        assertThat(body).doesNotContain("broken").contains("\"a\"", "\"b\"").endsWith("data: [DONE]\n\n");
        Await.until(() -> assertThat(siblings.spans(workspace.toString()).stream()
                        .filter(span -> span.getName().equals("chat alone"))
                        .findFirst()
                        .orElseThrow()
                        .getAttributesList())
                .anySatisfy(attribute -> {
                    assertThat(attribute.getKey()).isEqualTo("gen_ai.usage.input_tokens");
                    assertThat(attribute.getValue().getIntValue()).isEqualTo(12);
                }));
    }

    @Test
    void busyTargetsAreParkedAndCountAsNoFailure() {
        bad.conduct((body, response) ->
                FakeProvider.status(response.header("retry-after", "60"), 429, "rate_limit_exceeded"));
        servedByFallback(false);
        servedByFallback(false);
        assertThat(bad.bodies()).hasSize(1);
        assertThat(circuit("bad")).contains("\"state\":\"closed\"", "\"failures\":0");
        router.chat(workspace, "alone", false)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .value(
                        "retry-after",
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(50, 60));
    }

    @Test
    void callersOwnMistakesPassThroughAndNeverCount() {
        bad.conduct((body, response) -> FakeProvider.status(response, 400, "content_filter"));
        router.chat(workspace, "first", false)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("content_filter");
        assertThat(good.bodies()).isEmpty();
        assertThat(circuit("bad")).contains("\"total\":0");
        bad.conduct((body, response) -> FakeProvider.status(response, 400, "context_length_exceeded"));
        servedByFallback(false);
    }

    @Test
    void aRefusedKeyOpensAtOnceAndIsNotTheCallersBusiness() {
        bad.conduct((body, response) -> FakeProvider.status(response, 401, "invalid_api_key"));
        router.chat(workspace, "alone", false)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("provider_auth");
        assertThat(circuit("bad")).contains("\"state\":\"open\"");
        assertThat(bad.bodies()).hasSize(1);
    }

    @Test
    void aSingleServerErrorIsRetriedOnTheSameTarget() {
        bad.conduct((body, response) -> {
            bad.healthy();
            return FakeProvider.status(response, 500, "server_error");
        });
        served("first", false, "bad", 2);
    }

    @Test
    void anAnswerThatIsNoJsonIsNoAnswer() {
        bad.conduct((body, response) -> FakeProvider.json(response, "<html>oops</html>"));
        servedByFallback(false);
    }

    @Test
    void aCallerThatGoesAwayCancelsTheCall() {
        bad.conduct((body, response) -> FakeProvider.events(
                response,
                Flux.interval(Duration.ofMillis(50)).map(i -> "data: " + bad.chunk("content", "x") + "\n\n")));
        HttpClient.create()
                .headers(headers -> {
                    var identity = new org.springframework.http.HttpHeaders();
                    RouterProcess.key(workspace).accept(identity);
                    identity.forEach((name, values) -> headers.set(name, values));
                })
                .post()
                .uri(router.url() + "/v1/chat/completions")
                .send(Mono.just(io.netty.buffer.Unpooled.copiedBuffer(
                        "{\"model\":\"alone\",\"stream\":true}", StandardCharsets.UTF_8)))
                .responseContent()
                .asString()
                .take(2)
                .blockLast(Duration.ofSeconds(20));
        Await.until(() -> assertThat(bad.closedConnections()).isPositive());
        Await.until(() -> assertThat(siblings.spans(workspace.toString()))
                .anySatisfy(span -> assertThat(span.toString()).contains("chat alone", "cancelled")));
        assertThat(circuit("bad")).contains("\"failures\":0");
    }
}
