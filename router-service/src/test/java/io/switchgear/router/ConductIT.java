package io.switchgear.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.switchgear.common.testing.Await;

import static io.switchgear.router.RouterProcess.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Each fault a provider can have, seen by the caller (status, body, headers) and by the providers (number of attempts). */
class ConductIT extends RunningRouter {

    private static final String TIMEOUTS =
            "\"timeouts\":{\"first_token_ms\":400,\"silence_ms\":400,\"stream_idle_ms\":400,\"retry_after_cap_ms\":5000}";
    private static final String BAD = "{\"name\":\"bad\",\"model\":\"m\"}";

    private final FakeProvider bad = provider("bad");
    private final FakeProvider twin = provider("twin");
    private final FakeProvider good = provider("good");

    /** {@code alone}: bad; {@code pair}: bad before twin; {@code first}: bad, behind it the pool {@code last} with good. */
    @BeforeEach
    void pools() {
        pool("last", "", "{\"name\":\"good\",\"model\":\"m2\"}");
        pool("alone", "", BAD);
        pool("first", "\"fallback\":[\"last\"],", BAD);
        pool("pair", "\"strategy\":\"priority\",", BAD + ",{\"name\":\"twin\",\"model\":\"m\",\"priority\":1}");
    }

    private void pool(String name, String more, String providers) {
        router.pool(workspace, name, "{" + more + TIMEOUTS + ",\"providers\":[" + providers + "]}");
    }

    private void attempts(int ofBad, int ofTwin, int ofGood) {
        assertThat(List.of(
                        bad.bodies().size(), twin.bodies().size(), good.bodies().size()))
                .containsExactly(ofBad, ofTwin, ofGood);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void retryAfterParksTheTargetAndSiblingsTakeOverAtOnce(boolean stream) {
        bad.conduct((body, response) ->
                FakeProvider.status(response.header("retry-after", "60"), 429, "rate_limit_exceeded"));
        served("pair", stream, "twin", 2);
        served("pair", stream, "twin", 1);
        attempts(1, 2, 0);
        assertThat(circuit("bad")).contains("\"state\":\"closed\"", "\"failures\":0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void retryAfterIsHonouredOnTheSameTargetBeforeAnotherModelIsAsked(boolean stream) {
        bad.conduct(
                1,
                (body, response) ->
                        FakeProvider.status(response.header("retry-after-ms", "600"), 429, "rate_limit_exceeded"));
        served("first", stream, "bad", 2);
        attempts(2, 0, 0);
        assertThat(Duration.between(bad.times().get(0), bad.times().get(1)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatFindsTheTargetParkedWaitsToo(boolean stream) {
        pool("hasty", "\"retry\":{\"same_target\":0},", BAD);
        bad.conduct(
                1,
                (body, response) ->
                        FakeProvider.status(response.header("retry-after-ms", "800"), 429, "rate_limit_exceeded"));
        router.chat(workspace, "hasty", stream).expectStatus().isEqualTo(429);
        served("first", stream, "bad", 1);
        attempts(2, 0, 0);
        assertThat(Duration.between(bad.times().get(0), bad.times().get(1)))
                .isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void retryAfterBeyondTheCapGoesToTheFallback(boolean stream) {
        bad.conduct((body, response) ->
                FakeProvider.status(response.header("retry-after", "30"), 429, "rate_limit_exceeded"));
        served("first", stream, "good", 2);
        attempts(1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void persistentRateLimitsAreTriedThreeTimesThenTheFallback(boolean stream) {
        bad.conduct((body, response) -> FakeProvider.status(response, 429, "rate_limit_exceeded"));
        served("first", stream, "good", 4);
        attempts(3, 0, 1);
        assertThat(bad.times().get(1)).isAfterOrEqualTo(bad.times().get(0).plusMillis(200));
        assertThat(bad.times().get(2)).isAfterOrEqualTo(bad.times().get(1).plusMillis(400));
    }

    @Test
    void persistentRateLimitsWithoutAFallbackAreToldAsTheProviderSaysThem() {
        bad.conduct((body, response) -> FakeProvider.status(response, 429, "rate_limit_exceeded"));
        router.chat(workspace, "alone", false)
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("rate_limit_exceeded");
        attempts(3, 0, 0);
    }

    @Test
    void rateLimitsNeverMakeMoreThanFourAttemptsInThreeSeconds() {
        var many = new ArrayList<FakeProvider>();
        var targets = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var busy = new FakeProvider("busy" + i);
            busy.conduct((body, response) ->
                    FakeProvider.status(response.header("retry-after", "60"), 429, "rate_limit_exceeded"));
            many.add(busy);
            router.provider(workspace, "busy" + i, busy);
            targets.add("{\"name\":\"busy" + i + "\",\"model\":\"m\"}");
        }
        pool("many", "\"fallback\":[\"last\"],\"retry\":{\"max_attempts\":10},", String.join(",", targets));
        served("many", false, "good", 6);
        var times = new ArrayList<>(good.times());
        many.forEach(busy -> times.addAll(busy.times()));
        times.sort(null);
        assertThat(times).hasSize(6);
        for (int i = 4; i < times.size(); i++) {
            assertThat(times.get(i)).isAfterOrEqualTo(times.get(i - 4).plusMillis(2900));
        }
        many.forEach(FakeProvider::close);
    }

    @ParameterizedTest
    @CsvSource({"first,false", "first,true", "pair,false", "pair,true"})
    void aSingle500IsRetriedOnTheSameTarget(String pool, boolean stream) {
        bad.conduct(1, (body, response) -> FakeProvider.status(response, 500, "server_error"));
        served(pool, stream, "bad", 2);
        attempts(2, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"503,false", "503,true", "529,false", "529,true"})
    void overloadIsRetriedTwiceThenTheFallback(int status, boolean stream) {
        bad.conduct((body, response) -> FakeProvider.status(response, status, "overloaded"));
        served("first", stream, "good", 4);
        attempts(3, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"503,false", "503,true", "529,false", "529,true"})
    void overloadWithoutAFallbackIsToldAsTheProviderSaysIt(int status, boolean stream) {
        bad.conduct((body, response) -> FakeProvider.status(response, status, "overloaded"));
        router.chat(workspace, "alone", stream)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error.message")
                .isEqualTo("told to")
                .jsonPath("$.error.code")
                .isEqualTo("overloaded");
        attempts(3, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResetBeforeHeadersIsRetriedAtOnce(boolean stream) {
        bad.conduct(1, (body, response) -> FakeProvider.reset(response));
        served("first", stream, "bad", 2);
        attempts(2, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void silenceIsNotRetriedOnTheSameTarget(boolean stream) {
        bad.conduct((body, response) -> Mono.never());
        served("first", stream, "good", 2);
        attempts(1, 0, 1);
        router.chat(workspace, "alone", stream).expectStatus().isEqualTo(504);
        attempts(2, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDeadlineBoundsAllAttemptsTogether(boolean stream) {
        router.pool(workspace, "hurried", """
            {"strategy":"priority","timeouts":{"deadline_ms":300,"silence_ms":60000,"first_token_ms":60000},\
            "providers":[%s,{"name":"twin","model":"m","priority":1}]}\
            """.formatted(BAD));
        bad.conduct((body, response) -> Mono.never());
        router.chat(workspace, "hurried", stream).expectStatus().isEqualTo(504);
        attempts(1, 0, 0);
    }

    @Test
    void aSlowFirstTokenMovesToTheFallbackBeforeAnythingIsSent() {
        bad.conduct((body, response) -> FakeProvider.stall(response, bad.chunk("role", "assistant")));
        assertThat(text(served("first", true, "good", 2)))
                .doesNotContain("\"bad\"")
                .endsWith("data: [DONE]\n\n");
        attempts(1, 0, 1);
    }

    @Test
    void aMalformedChunkIsSkippedAndCountedAndTheStreamGoesOn() {
        double before = router.counter("switchgear.stream.malformed.chunks");
        bad.conduct((body, response) -> FakeProvider.stream(
                response,
                bad.chunk("content", "a"),
                "{\"broken\":",
                bad.chunk("content", "b"),
                bad.finish(),
                "[DONE]"));
        assertThat(text(served("first", true, "bad", 1)))
                .contains("\"a\"", "\"b\"")
                .doesNotContain("broken")
                .endsWith("data: [DONE]\n\n");
        assertThat(router.counter("switchgear.stream.malformed.chunks")).isEqualTo(before + 1);
        attempts(1, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCompleteStreamWithoutDoneIsFinishedWithItsUsage(boolean hangsUp) {
        var events = Flux.just(bad.chunk("content", "all"), bad.finish(), bad.usage())
                .map(data -> "data: " + data + "\n\n");
        bad.conduct(
                (body, response) -> FakeProvider.events(response, hangsUp ? events : events.concatWith(Flux.never())));
        String answer = text(router.call(
                        workspace,
                        "/v1/chat/completions",
                        "{\"model\":\"first\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}")
                .expectStatus()
                .isOk());
        assertThat(answer).contains("\"all\"", "\"prompt_tokens\":12").endsWith("data: [DONE]\n\n");
        attempts(1, 0, 0);
        assertThat(circuit("bad")).contains("\"successes\":1", "\"failures\":0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestThatIsTooLongGoesOnlyWhereItMayFit(boolean stream) {
        String pair = BAD + ",{\"name\":\"twin\",\"model\":\"m\",\"priority\":1}";
        bad.conduct((body, response) -> FakeProvider.status(response, 400, "context_length_exceeded"));
        pool("short", "\"strategy\":\"priority\",\"context_fallback\":[\"last\"],", pair);
        served("short", stream, "good", 2);
        attempts(1, 0, 1);
        pool("nobody", "\"strategy\":\"priority\",\"fallback\":[\"last\"],\"context_fallback\":[],", pair);
        router.chat(workspace, "nobody", stream)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("context_length_exceeded");
        attempts(2, 0, 1);
        assertThat(circuit("bad")).contains("\"failures\":0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aContentFilterIsNeitherRetriedNorRoutedAround(boolean stream) {
        bad.conduct((body, response) -> FakeProvider.status(response, 400, "content_filter"));
        router.chat(workspace, "first", stream)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("content_filter");
        attempts(1, 0, 0);
    }

    @Test
    void anAnswerThatAFilterEndsEarlyPassesWithItsReason() {
        bad.conduct((body, response) -> FakeProvider.stream(
                response, bad.chunk("content", "a"), bad.finish().replace("\"stop\"", "\"content_filter\""), "[DONE]"));
        assertThat(text(served("first", true, "bad", 1))).contains("\"content_filter\"");
        attempts(1, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"401,false", "401,true", "402,false", "403,true"})
    void aRefusedAccountOpensOnceWhateverTheModel(int status, boolean stream) {
        bad.conduct((body, response) -> FakeProvider.status(response, status, "no"));
        pool("account", "\"fallback\":[\"last\"],", BAD + ",{\"name\":\"bad\",\"model\":\"other\"}");
        served("account", stream, "good", 2);
        served("account", stream, "good", 1);
        attempts(1, 0, 2);
        assertThat(circuit("bad")).contains("\"state\":\"open\"", "\"incidents\":1");
        router.chat(workspace, "alone", stream).expectStatus().isEqualTo(503);
        attempts(1, 0, 2);
    }

    @Test
    void aRefusedAccountIsNotAskedForAnotherModelThoughItsCircuitIsForcedClosed() {
        bad.conduct((body, response) -> FakeProvider.status(response, 401, "no"));
        pool("account", "\"fallback\":[\"last\"],", BAD + ",{\"name\":\"bad\",\"model\":\"other\"}");
        router.send(workspace, "POST", ADMIN + "/circuit-breakers/bad/force-close", null)
                .expectStatus()
                .isOk();
        served("account", false, "good", 2);
        attempts(1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFallbacksAnswerNamesItsModelAndFailedAttemptsAreRecordedButNotBilled(boolean stream) {
        bad.conduct((body, response) -> FakeProvider.status(response, 529, "overloaded"));
        String answer = text(served("first", stream, "good", 4)
                .expectHeader()
                .valueEquals("x-switchgear-model", "m2")
                .expectHeader()
                .valueEquals("x-switchgear-pool", "last"));
        assertThat(answer).contains("\"model\":\"good\"");
        Await.until(() -> {
            var spans = siblings.spans(workspace.toString());
            assertThat(spans.stream().filter(span -> span.getName().equals("chat m")))
                    .hasSize(3)
                    .allSatisfy(span -> assertThat(span.toString())
                            .contains("switchgear.attempt.outcome", "server")
                            .doesNotContain("gen_ai.usage.output_tokens", "switchgear.cost"));
            assertThat(spans.stream().filter(span -> span.getName().equals("chat first")))
                    .hasSize(1)
                    .allSatisfy(span -> assertThat(span.toString())
                            .contains("gen_ai.response.model", "good", "gen_ai.usage.input_tokens"));
        });
    }

    @Test
    void aTargetThatFlapsIsProbedOneAtATimeAndIsBackSoonAfterItsRecovery() {
        router.send(workspace, "PUT", "/api/admin/circuit-breaker/bad/config", """
            {"failureThreshold":3,"resetTimeoutMs":500,"minHealthyPeriodMs":0,"requestLimit":1}\
            """)
                .expectStatus()
                .isOk();
        for (int flap = 0; flap < 2; flap++) {
            bad.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
            Await.until(() -> {
                served("first", false, "good");
                assertThat(circuit("bad")).contains("\"state\":\"open\"");
            });
            for (int i = 0; i < 5; i++) {
                served("first", i % 2 == 0, "good");
            }
            // While a slow probe is under way, everybody else is served by the fallback.
            bad.conduct((body, response) -> Mono.never());
            Await.until(() -> assertThat(together(4)).isLessThanOrEqualTo(1));
            bad.healthy();
            Await.until(() -> served("first", false, "bad"));
            assertThat(circuit("bad")).contains("\"state\":\"closed\"");
        }
    }

    /** Requests at the same time, all of which have to be served; how many of them the bad one saw. */
    private int together(int requests) {
        int before = bad.bodies().size();
        Flux.range(0, requests)
                .flatMap(i -> Mono.fromRunnable(() -> served("first", false, "good"))
                        .subscribeOn(Schedulers.boundedElastic()))
                .blockLast(Duration.ofSeconds(20));
        return bad.bodies().size() - before;
    }

    @Test
    void theRetryBudgetBoundsRetriesAndNeverTheFallback() {
        pool("thrifty", "\"fallback\":[\"last\"],\"retry\":{\"budget_percent\":0,\"budget_min\":1},", BAD);
        router.send(workspace, "PUT", "/api/admin/circuit-breaker/bad/config", """
            {"failureThreshold":1000,"resetTimeoutMs":500,"minHealthyPeriodMs":0,"requestLimit":1,"minimumCalls":128}\
            """)
                .expectStatus()
                .isOk();
        bad.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
        served("thrifty", false, "good", 3);
        served("thrifty", false, "good", 2);
        served("thrifty", true, "good", 2);
        attempts(4, 0, 3);
    }
}
