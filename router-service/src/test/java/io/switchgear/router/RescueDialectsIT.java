package io.switchgear.router;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams that break off and are gone on with by a provider that speaks another wire format, and in that of {@code /v1/responses}. */
class RescueDialectsIT extends BrokenStreams {

    private static final JsonMapper JSON = JsonMapper.shared();

    private void pools(String badType, String goodType, String rescue, boolean prefill) {
        retype("bad", bad, badType);
        retype("good", good, goodType);
        pools(rescue, prefill);
    }

    private String ask(String caller) {
        return ask(caller, "");
    }

    private String ask(String caller, String more) {
        String turns = "[{\"role\":\"user\",\"content\":\"hi\"}]";
        String path = "/v1/" + (caller.equals("chat") ? "chat/completions" : caller);
        String body = "{\"model\":\"first\",\"max_tokens\":99," + more + "\"stream\":true,\""
                + (caller.equals("responses") ? "input" : "messages") + "\":" + turns + "}";
        return answer(path, body);
    }

    private static Seen seen(String caller, String answer) {
        return Seen.of(caller, true, answer.getBytes(StandardCharsets.UTF_8));
    }

    /** What a provider of this type streams for these pieces; the first {@code only} of them, or all with the end. */
    private String[] events(FakeProvider provider, String type, List<String> pieces, boolean whole) {
        Stream<String> events =
                switch (type) {
                    case "openai" ->
                        Stream.concat(
                                pieces.stream().map(piece -> provider.chunk("content", piece)),
                                whole ? Stream.of(provider.finish(), provider.usage(), "[DONE]") : Stream.of());
                    case "anthropic" ->
                        Stream.of(
                                        Stream.of(
                                                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg\",\"model\":\"c\",\"usage\":{\"input_tokens\":12}}}",
                                                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
                                        pieces.stream()
                                                .map(
                                                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}"
                                                                ::formatted),
                                        whole
                                                ? Stream.of(
                                                        "{\"type\":\"content_block_stop\",\"index\":0}",
                                                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}",
                                                        "{\"type\":\"message_stop\"}")
                                                : Stream.<String>of())
                                .flatMap(part -> part);
                    case "gemini" ->
                        Stream.concat(
                                pieces.stream()
                                        .map(
                                                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}],\"role\":\"model\"},\"index\":0}]}"
                                                        ::formatted),
                                whole
                                        ? Stream.of(
                                                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}],\"role\":\"model\"},"
                                                    + "\"finishReason\":\"STOP\",\"index\":0}],"
                                                    + "\"usageMetadata\":{\"promptTokenCount\":12,\"candidatesTokenCount\":3}}")
                                        : Stream.of());
                    default -> throw new IllegalArgumentException(type);
                };
        return events.toArray(String[]::new);
    }

    private void cut(String type, String... pieces) {
        var events = events(bad, type, List.of(pieces), false);
        bad.conduct((body, response) -> FakeProvider.cut(response, events));
    }

    private void answers(String type, String... pieces) {
        var events = events(good, type, List.of(pieces), true);
        good.conduct((body, response) -> FakeProvider.stream(response, events));
    }

    @ParameterizedTest
    @CsvSource({
        "chat,openai,anthropic",
        "chat,openai,gemini",
        "chat,anthropic,openai",
        "chat,gemini,anthropic",
        "messages,anthropic,openai",
        "messages,anthropic,gemini",
        "messages,openai,anthropic",
        "messages,gemini,openai",
        "responses,openai,anthropic",
        "responses,anthropic,openai",
        "responses,gemini,anthropic",
        "responses,anthropic,gemini"
    })
    void aRerunIsHeardFromWhereTheFirstBrokeOff(String caller, String first, String second) {
        pools(first, second, "rerun", false);
        if (caller.equals("responses") && first.equals("openai")) {
            bad.conduct((body, response) -> FakeProvider.cut(response, responses("r1", "Hel", "lo the")));
        } else {
            cut(first, "Hel", "lo the");
        }
        if (caller.equals("responses") && second.equals("openai")) {
            good.conduct((body, response) -> FakeProvider.stream(response, whole("r2", "Hello", " there", ", you")));
        } else {
            answers(second, "Hello", " there", ", you");
        }
        String answer = ask(caller);
        assertThat(answer).doesNotContain("stream_interrupted", "\"error\":{");
        assertThat(seen(caller, answer)).satisfies(seen -> {
            assertThat(seen.text()).isEqualTo("Hello there, you");
            assertThat(seen.stop()).isEqualTo("end");
        });
        assertThat(bad.bodies()).hasSize(1);
        assertThat(good.bodies()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "chat,openai,anthropic",
        "chat,openai,gemini",
        "chat,gemini,anthropic",
        "messages,anthropic,gemini",
        "messages,openai,anthropic"
    })
    void aTargetThatSpeaksAnotherFormatGoesOnFromWhatWasDelivered(String caller, String first, String second) {
        pools(first, second, "prefill", true);
        cut(first, "Hel", "lo the");
        answers(second, "re", ", you");
        String answer = ask(caller);
        assertThat(answer).doesNotContain("stream_interrupted");
        assertThat(seen(caller, answer).text()).isEqualTo("Hello there, you");
        assertThat(good.bodies()).singleElement().asString().contains("Hello the");
    }

    /** OpenAI's own models cannot go on, which is known before they are asked. */
    @ParameterizedTest
    @CsvSource({"messages,anthropic,openai"})
    void aTargetThatCannotGoOnRunsItAnew(String caller, String first, String second) {
        pools(first, second, "prefill", true);
        cut(first, "Hel", "lo the");
        answers(second, "Hello", " there");
        String answer = ask(caller);
        assertThat(seen(caller, answer).text()).isEqualTo("Hello there");
        assertThat(good.bodies()).singleElement().asString().doesNotContain("Hello the");
    }

    /** An answer that was thought over has to begin with its thoughts, so that nobody is asked to go on from its text. */
    @ParameterizedTest
    @CsvSource({"enabled,false", "adaptive,false", "disabled,true"})
    void withThinkingTheRequestIsRunAnew(String thinking, boolean prefilled) {
        pools("anthropic", "anthropic", "prefill", true);
        bad.conduct((body, response) -> FakeProvider.cut(response, thought("Hm", "Hel", "lo")));
        good.conduct((body, response) -> body.contains("\"assistant\"")
                ? FakeProvider.stream(response, events(good, "anthropic", List.of(" there"), true))
                : FakeProvider.stream(
                        response,
                        Stream.concat(
                                        Stream.of(thought("Well", "Hello", " there")),
                                        Stream.of(
                                                "{\"type\":\"content_block_stop\",\"index\":1}",
                                                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}",
                                                "{\"type\":\"message_stop\"}"))
                                .toArray(String[]::new)));
        String answer = ask("messages", "\"thinking\":{\"budget_tokens\":50,\"type\":\"" + thinking + "\"},");
        assertThat(answer).doesNotContain("event: error", "Well").contains("Hm");
        assertThat(seen("messages", answer).text()).isEqualTo("Hello there");
        assertThat(good.bodies())
                .singleElement()
                .satisfies(body -> assertThat(body.contains("\"assistant\"")).isEqualTo(prefilled));
    }

    /** A block of thoughts, and a block of text that is still open. */
    private static String[] thought(String thought, String... pieces) {
        return Stream.concat(
                        Stream.of(
                                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg\",\"model\":\"c\",\"usage\":{\"input_tokens\":12}}}",
                                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\""
                                        + thought + "\"}}",
                                "{\"type\":\"content_block_stop\",\"index\":0}",
                                "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
                        Stream.of(pieces)
                                .map(
                                        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}"
                                                ::formatted))
                .toArray(String[]::new);
    }

    private static String responses(String type, int number, String more) {
        return "{\"type\":\"response." + type + "\",\"sequence_number\":" + number + "," + more + "}";
    }

    private static String item(String id, String text) {
        return "{\"id\":\"m-" + id + "\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                + (text.isEmpty() ? "" : "{\"type\":\"output_text\",\"text\":\"" + text + "\"}") + "]}";
    }

    /** Up to the last piece; before its text the run with {@code id} r3 thinks. */
    private static String[] responses(String id, String... pieces) {
        var events = Stream.<String>builder();
        int number = 0;
        int index = 0;
        for (String type : new String[] {"created", "in_progress"}) {
            events.add(responses(
                    type, number++, "\"response\":{\"id\":\"" + id + "\",\"model\":\"m\",\"status\":\"in_progress\"}"));
        }
        if (id.equals("r3")) {
            String thought = "\"output_index\":0,\"item\":{\"id\":\"t-r3\",\"type\":\"reasoning\",\"summary\":[]}";
            events.add(responses("output_item.added", number++, thought));
            events.add(responses("output_item.done", number++, thought));
            index = 1;
        }
        String at = "\"output_index\":" + index;
        events.add(responses("output_item.added", number++, at + ",\"item\":" + item(id, "")));
        String inside = at + ",\"content_index\":0,\"item_id\":\"m-" + id + "\"";
        events.add(responses("content_part.added", number++, inside));
        for (String piece : pieces) {
            events.add(responses("output_text.delta", number++, inside + ",\"delta\":\"" + piece + "\""));
        }
        return events.build().toArray(String[]::new);
    }

    private static String[] whole(String id, String... pieces) {
        String text = String.join("", pieces);
        String[] begun = responses(id, pieces);
        int number = begun.length;
        int index = id.equals("r3") ? 1 : 0;
        String thought = index == 1 ? "{\"id\":\"t-r3\",\"type\":\"reasoning\",\"summary\":[]}," : "";
        String at = "\"output_index\":" + index;
        return Stream.concat(
                        Stream.of(begun),
                        Stream.of(
                                responses(
                                        "output_text.done",
                                        number,
                                        at + ",\"content_index\":0,\"item_id\":\"m-" + id + "\",\"text\":\"" + text
                                                + "\""),
                                responses("output_item.done", number + 1, at + ",\"item\":" + item(id, text)),
                                responses(
                                        "completed",
                                        number + 2,
                                        "\"response\":{\"id\":\"" + id
                                                + "\",\"model\":\"m\",\"status\":\"completed\",\"output\":[" + thought
                                                + item(id, text)
                                                + "],\"usage\":{\"input_tokens\":12,\"output_tokens\":3}}")))
                .toArray(String[]::new);
    }

    /** Every event after the break looks as if the first run had gone on, however the two differ in what came before their text. */
    @ParameterizedTest
    @CsvSource({"r1,r2", "r1,r3", "r3,r2"})
    void aRescuedResponseHasOneIdAndGoesOnCounting(String first, String second) {
        pools("openai", "openai", "prefill", true);
        bad.conduct((body, response) -> FakeProvider.cut(response, responses(first, "Hel", "lo the")));
        good.conduct((body, response) -> FakeProvider.stream(response, whole(second, "Hello", " there", ", you")));
        String answer = ask("responses");
        assertThat(seen("responses", answer).text()).isEqualTo("Hello there, you");
        assertThat(answer).doesNotContain("\"" + second + "\"", "m-" + second);
        assertThat(answer.split("response.created", -1)).hasSize(2);
        JsonNode last =
                JSON.readTree(Seen.data(answer.getBytes(StandardCharsets.UTF_8)).getLast());
        JsonNode output = last.at("/response/output");
        assertThat(last.at("/response/id").asString()).isEqualTo(first);
        assertThat(output.size()).isEqualTo(first.equals("r3") ? 2 : 1);
        assertThat(output.path(output.size() - 1).path("id").asString()).isEqualTo("m-" + first);
        // Prefill is no word of this format.
        assertThat(good.bodies()).singleElement().asString().doesNotContain("Hello");
    }

    @Test
    void aResponseThatNobodyGoesOnWithEndsWithAnErrorThatCounts() {
        pools("openai", "openai", "rerun", false);
        bad.conduct((body, response) -> FakeProvider.cut(response, responses("r1", "Hel")));
        good.conduct((body, response) -> FakeProvider.stream(response, whole("r2", "Hi", " there")));
        String answer = ask("responses");
        assertThat(answer)
                .contains("Hel", "event: error")
                .doesNotContain("Hi", "response.completed", "output_text.done");
        JsonNode error =
                JSON.readTree(Seen.data(answer.getBytes(StandardCharsets.UTF_8)).getLast());
        assertThat(error.path("type").asString()).isEqualTo("error");
        assertThat(error.path("code").asString()).isEqualTo("stream_interrupted");
        assertThat(error.path("sequence_number").asInt()).isEqualTo(5);
    }

    @Test
    void aResponseInTheMiddleOfAToolCallEndsWithAnError() {
        pools("openai", "openai", "rerun", false);
        bad.conduct((body, response) -> FakeProvider.cut(
                response,
                responses(
                        "output_item.added",
                        0,
                        "\"output_index\":0,\"item\":{\"id\":\"c\",\"type\":\"function_call\",\"name\":\"f\"}"),
                responses("function_call_arguments.delta", 1, "\"output_index\":0,\"item_id\":\"c\",\"delta\":\"{\"")));
        assertThat(ask("responses")).contains("stream_interrupted").doesNotContain("response.completed");
        assertThat(good.bodies()).isEmpty();
    }

    /** A block of thoughts cannot be closed without their signature, and text cannot begin inside it. */
    @Test
    void aMessageThatHasOnlyThoughtEndsWithAnError() {
        pools("anthropic", "anthropic", "rerun", false);
        bad.conduct(
                (body, response) -> FakeProvider.cut(
                        response,
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg\",\"model\":\"c\",\"usage\":{\"input_tokens\":12}}}",
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}}"));
        answers("anthropic", "Hello");
        assertThat(ask("messages")).contains("Hm", "event: error").doesNotContain("Hello", "message_stop");
        assertThat(good.bodies()).isEmpty();
    }
}
