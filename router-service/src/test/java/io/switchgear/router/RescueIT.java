package io.switchgear.router;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.switchgear.common.testing.Await;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams that break after their first content. */
class RescueIT extends BrokenStreams {

    private static final Pattern TEXT = Pattern.compile("\"(?:content|text)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private String stream() {
        return answer(
                "/v1/chat/completions",
                "{\"model\":\"first\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private static String text(String stream) {
        return TEXT.matcher(stream).results().map(match -> match.group(1)).collect(Collectors.joining());
    }

    private void goodSays(String... pieces) {
        var events = new String[pieces.length + 3];
        for (int i = 0; i < pieces.length; i++) {
            events[i] = good.chunk("content", pieces[i]);
        }
        events[pieces.length] = good.finish();
        events[pieces.length + 1] = good.usage();
        events[pieces.length + 2] = "[DONE]";
        good.conduct((body, response) -> FakeProvider.stream(response, events));
    }

    private void badSays(boolean stalls, String... pieces) {
        var events = new String[pieces.length + 1];
        events[0] = bad.chunk("role", "assistant");
        for (int i = 0; i < pieces.length; i++) {
            events[i + 1] = bad.chunk("content", pieces[i]);
        }
        bad.conduct(
                (body, response) -> stalls ? FakeProvider.stall(response, events) : FakeProvider.cut(response, events));
    }

    private static void broken(String stream) {
        assertThat(stream).contains("stream_interrupted").doesNotContain("[DONE]");
    }

    @ParameterizedTest
    @CsvSource({"rerun,false", "rerun,true", "prefill,false", "prefill,true"})
    void aCutOrStalledStreamIsRunAnewAndHeardFromWhereItBroke(String mode, boolean stalls) {
        double successes = router.counter("switchgear.rescue");
        double tokens = router.counter("switchgear.rescue.extra.tokens");
        pools(mode, false);
        badSays(stalls, "Hel", "lo the");
        goodSays("Hello", " there", ", you");
        String answer = stream();
        assertThat(text(answer)).isEqualTo("Hello there, you");
        assertThat(answer).doesNotContain("error").endsWith("data: [DONE]\n\n");
        assertThat(answer.split("\"role\"", -1)).hasSize(2);
        assertThat(bad.bodies()).hasSize(1);
        assertThat(good.bodies()).hasSize(1).allMatch(body -> !body.contains("assistant"));
        assertThat(router.counter("switchgear.rescue")).isEqualTo(successes + 1);
        // All of the input once more, and two pieces that were there already.
        assertThat(router.counter("switchgear.rescue.extra.tokens")).isEqualTo(tokens + 12 + 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTargetThatCanGoOnIsGivenWhatWasDelivered(boolean stalls) {
        pools("prefill", true);
        badSays(stalls, "Hel", "lo \\\"the\\\" ");
        goodSays("re", ", you");
        String answer = stream();
        assertThat(text(answer)).isEqualTo("Hello \\\"the\\\" re, you");
        assertThat(answer).doesNotContain("error").endsWith("data: [DONE]\n\n");
        assertThat(good.bodies())
                .singleElement()
                .asString()
                .contains("[{\"role\":\"user\",\"content\":\"hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello \\\"the\\\"\"}]");
    }

    @Test
    void aRefusalToGoOnIsNeverWhatTheCallerSees() {
        pools("prefill", true);
        badSays(false, "Hel", "lo");
        good.conduct((body, response) -> body.contains("assistant")
                ? FakeProvider.status(response, 400, "prefill_unsupported")
                : FakeProvider.stream(
                        response,
                        good.chunk("content", "Hello"),
                        good.chunk("content", " you"),
                        good.finish(),
                        "[DONE]"));
        String answer = stream();
        assertThat(text(answer)).isEqualTo("Hello you");
        assertThat(answer).doesNotContain("prefill_unsupported", "error").endsWith("data: [DONE]\n\n");
        assertThat(good.bodies()).hasSize(2);
    }

    @Test
    void aRefusalToGoOnThatNobodyMakesGoodIsAnInterruption() {
        pools("prefill", true);
        badSays(false, "Hel", "lo");
        good.conduct((body, response) -> FakeProvider.status(response, 400, "prefill_unsupported"));
        String answer = stream();
        broken(answer);
        assertThat(answer).doesNotContain("400", "told to", "prefill_unsupported");
        assertThat(good.bodies()).hasSize(2);
    }

    /** Nothing is left with which the refusal could be made good. */
    @ParameterizedTest
    @CsvSource({"400,prefill_unsupported", "401,invalid_api_key", "404,model_not_found"})
    void theLastAttemptsRefusalToGoOnIsNotTheCallersBusiness(int status, String code) {
        pools("prefill", true);
        router.pool(
                workspace,
                "first",
                "{\"rescue\":\"prefill\",\"fallback\":[\"last\"],\"retry\":{\"max_attempts\":2},"
                        + "\"providers\":[{\"name\":\"bad\",\"model\":\"m\"}]}");
        badSays(false, "Hel", "lo");
        good.conduct((body, response) -> FakeProvider.status(response, status, code));
        String answer = stream();
        broken(answer);
        assertThat(answer).doesNotContain(Integer.toString(status), "told to", code);
        assertThat(good.bodies()).singleElement().asString().contains("assistant");
        // What went wrong is what broke the stream, and who served it is who served it.
        Await.until(() -> assertThat(siblings.spans(workspace.toString()))
                .filteredOn(span -> span.getName().equals("chat first"))
                .singleElement()
                .satisfies(span -> assertThat(text(span, "error.type")).isEqualTo("connection"))
                .satisfies(span -> assertThat(text(span, "switchgear.provider")).isEqualTo("bad")));
    }

    private static String text(Span span, String attribute) {
        return span.getAttributesList().stream()
                .filter(each -> each.getKey().equals(attribute))
                .map(each -> each.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    @Test
    void anotherAnswerIsNoContinuation() {
        pools("rerun", false);
        badSays(false, "Hel", "lo");
        goodSays("Hi", " there");
        String answer = stream();
        assertThat(text(answer)).startsWith("Hello").doesNotContain("Hi");
        broken(answer);
    }

    @Test
    void withRescueOffItEndsWithAnError() {
        pools("off", true);
        badSays(false, "Hel", "lo");
        broken(stream());
        assertThat(good.bodies()).isEmpty();
    }

    @Test
    void insideAToolCallItEndsWithAnError() {
        pools("prefill", true);
        bad.conduct((body, response) -> FakeProvider.cut(
                response,
                bad.chunk("content", "I look it up."),
                bad.chunk("x", "").replace("\"x\":\"\"", "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\"}]")));
        broken(stream());
        assertThat(good.bodies()).isEmpty();
    }

    @Test
    void beyondWhatIsKeptItEndsWithAnError() {
        pools("rerun", false);
        badSays(false, "x".repeat(200_000), "x".repeat(100_000));
        broken(stream());
        assertThat(good.bodies()).isEmpty();
    }

    @Test
    void whenNobodyCanTakeOverItEndsWithAnError() {
        pools("rerun", false);
        badSays(false, "Hel", "lo");
        good.conduct((body, response) -> FakeProvider.status(response, 500, "server_error"));
        broken(stream());
    }

    @Test
    void anErrorEventInTheStreamIsRescuedLikeACut() {
        pools("rerun", false);
        bad.conduct((body, response) -> FakeProvider.stream(
                response, bad.chunk("content", "Hel"), "{\"error\":{\"message\":\"oops\",\"type\":\"server_error\"}}"));
        goodSays("Hello", " there");
        String answer = stream();
        assertThat(text(answer)).isEqualTo("Hello there");
        assertThat(answer).doesNotContain("oops").endsWith("data: [DONE]\n\n");
    }

    @Test
    void aCutStreamOfTheOnlyTargetIsRunAnewOnIt() {
        router.pool(workspace, "first", "{\"rescue\":\"rerun\",\"providers\":[{\"name\":\"bad\",\"model\":\"m\"}]}");
        bad.conduct(1, (body, response) -> FakeProvider.cut(response, bad.chunk("content", "Hel")));
        String answer = stream();
        assertThat(text(answer)).isEqualTo("Hello there");
        assertThat(bad.bodies()).hasSize(2);
    }

    private static String delta(String text) {
        return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text
                + "\"}}";
    }

    private static final String BEGIN =
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg\",\"model\":\"c\",\"usage\":{\"input_tokens\":12}}}";
    private static final String OPEN =
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
    private static final String CLOSE = "{\"type\":\"content_block_stop\",\"index\":0}";
    private static final String REASON =
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}";
    private static final String END = "{\"type\":\"message_stop\"}";

    @Test
    void anthropicsStreamsAreRescuedInTheirOwnFormat() {
        retype("bad", bad, "anthropic");
        retype("good", good, "anthropic");
        router.pool(workspace, "last", "{\"providers\":[{\"name\":\"good\",\"model\":\"claude-sonnet-4-5\"}]}");
        router.pool(
                workspace,
                "first",
                "{\"fallback\":[\"last\"],\"providers\":[{\"name\":\"bad\",\"model\":\"claude-opus-4-1\"}]}");
        bad.conduct((body, response) -> FakeProvider.cut(response, BEGIN, OPEN, delta("Hel"), delta("lo")));
        good.conduct(
                (body, response) -> FakeProvider.stream(response, BEGIN, OPEN, delta(" there"), CLOSE, REASON, END));
        String request =
                "{\"model\":\"first\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        String answer = answer("/v1/messages", request);
        assertThat(text(answer.replace(OPEN, ""))).isEqualTo("Hello there");
        assertThat(answer.split("message_start", -1)).hasSize(2);
        assertThat(answer.split("content_block_start", -1)).hasSize(2);
        assertThat(answer).doesNotContain("error").contains("end_turn").endsWith(END + "\n\n");
        assertThat(good.bodies()).singleElement().asString().contains("{\"role\":\"assistant\",\"content\":\"Hello\"}");
        good.conduct((body, response) -> FakeProvider.status(response, 529, "overloaded_error"));
        String broken = answer("/v1/messages", request);
        assertThat(broken).contains("event: error", "\"type\":\"error\"").doesNotContain("message_stop");
    }

    @Test
    void streamsOfResponsesAreHeldUntilContent() {
        pools("off", true);
        String created = "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"status\":\"in_progress\"}}";
        String completed = "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"status\":\"completed\"}}";
        String piece = "{\"type\":\"response.output_text.delta\",\"delta\":\"Hel\"}";
        String request = "{\"model\":\"first\",\"stream\":true,\"input\":\"hi\"}";
        good.conduct((body, response) -> FakeProvider.stream(response, created, piece, completed));
        bad.conduct((body, response) -> FakeProvider.cut(response, created));
        String moved = answer("/v1/responses", request);
        assertThat(moved.split("response.created", -1)).hasSize(2);
        assertThat(moved).contains("response.completed").doesNotContain("error");
        assertThat(good.bodies()).hasSize(1);
    }

    @Test
    void anthropicsStreamWithoutItsLastEventIsFinished() {
        retype("bad", bad, "anthropic");
        router.pool(workspace, "first", "{\"providers\":[{\"name\":\"bad\",\"model\":\"c\"}]}");
        bad.conduct((body, response) -> FakeProvider.stream(response, BEGIN, OPEN, delta("All"), CLOSE, REASON));
        assertThat(answer("/v1/messages", "{\"model\":\"first\",\"stream\":true,\"messages\":[]}"))
                .contains("All", "end_turn")
                .doesNotContain("error")
                .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        assertThat(bad.bodies()).hasSize(1);
    }
}
